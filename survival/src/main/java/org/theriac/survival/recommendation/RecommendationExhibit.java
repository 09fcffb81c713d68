package org.theriac.survival.recommendation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.theriac.biostatistics.exhibits.GroupCurves;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Evaluation.Candidate;
import org.theriac.core.evaluation.Exhibit;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.outcome.TimeToEvent.Observed;
import org.theriac.core.report.Block;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.Section;
import org.theriac.core.report.SmallCells;
import org.theriac.core.run.Run;

/**
 * How test patients fared who received what a model advises, beside the others and beside the same arm for everybody: for every method whose model is a
 * {@link Recommender}. The advice is that of the models which had not seen the rows, pooled over the parts.
 */
public final class RecommendationExhibit implements Exhibit<TimeToEvent, SurvivalCurves> {
    private static final List<String> GROUPS = List.of("received the advised arm", "received another arm");

    @Override
    public String id() {
        return "treatment-recommendation";
    }

    @Override
    public Class<TimeToEvent> outcome() {
        return TimeToEvent.class;
    }

    @Override
    public List<Section> show(Evaluation<TimeToEvent, SurvivalCurves> evaluation, Run run) {
        TestRows rows = TestRows.of(evaluation);
        List<Block> blocks = new ArrayList<>();
        for (Candidate<TimeToEvent, SurvivalCurves> candidate : evaluation.candidates()) {
            run.checkStop();
            advice(evaluation, candidate)
                    .filter(advice -> advice.pooled().known().length >= SmallCells.LEAST)
                    .ifPresent(advice -> blocks.addAll(blocks(candidate.name(), advice, rows, blocks.size())));
        }
        if (blocks.isEmpty()) {
            return List.of();
        }
        blocks.add(
                0,
                Paragraph.text(
                        "The model is asked for the risk of each test row under each arm of the treatment, and advises the arm of least"
                                + " risk. The advice for a row is that of a model which had not seen it."));
        blocks.add(1, Paragraph.warning(Recommendation.CONFOUNDING));
        return List.of(new Section(id(), "Treatment recommendation", blocks));
    }

    /** The truth of the test rows of all parts, one part after the other. */
    private record TestRows(Observed observed, String unit) {
        static TestRows of(Evaluation<TimeToEvent, SurvivalCurves> evaluation) {
            int[] rows = evaluation.parts().stream()
                    .flatMapToInt(part -> Arrays.stream(part.test()))
                    .toArray();
            TimeToEvent outcome = evaluation.task().outcome();
            return new TestRows(outcome.truth(evaluation.cohort().take(rows)), outcome.unit());
        }
    }

    /**
     * @param pooled the advice for the test rows of all parts
     * @param noInteraction whether no part's model has an interaction of the treatment with other inputs
     */
    private record Advice(Recommendation pooled, boolean noInteraction) {}

    private static Optional<Advice> advice(
            Evaluation<TimeToEvent, SurvivalCurves> evaluation, Candidate<TimeToEvent, SurvivalCurves> candidate) {
        List<Recommendation> parts = IntStream.range(0, evaluation.parts().size())
                .mapToObj(part -> Recommendation.of(
                        candidate.auxiliary().get(part),
                        evaluation.cohort().take(evaluation.parts().get(part).test())))
                .flatMap(Optional::stream)
                .toList();
        return parts.size() < evaluation.parts().size()
                ? Optional.empty()
                : Optional.of(new Advice(
                        Recommendation.pooled(parts), parts.stream().allMatch(Recommendation::hasNoInteraction)));
    }

    private List<Block> blocks(String name, Advice advice, TestRows rows, int number) {
        Recommendation pooled = advice.pooled();
        PolicyComparison comparison = PolicyComparison.of(pooled, rows.observed());
        List<Block> blocks = new ArrayList<>();
        blocks.add(Paragraph.text(advised(name, pooled)));
        pooled.sameForAll(advice.noInteraction()).map(Paragraph::warning).ifPresent(blocks::add);
        blocks.add(comparison.table(name, rows.unit()));
        PolicyComparison.Policy learned = comparison.policies().get(0);
        if (Math.min(learned.followed().rows(), learned.against().rows()) >= SmallCells.LEAST) {
            GroupCurves curves = curves(pooled, rows);
            blocks.add(curves.chart()
                    .figure(
                            id() + "-" + number,
                            name + ": test rows by whether they received the advised arm",
                            "Recommended and anti-recommended rows; Kaplan–Meier with pointwise 95 % intervals (log–log), cut where fewer than "
                                    + SmallCells.LEAST + " are at risk. Read it beside the constant policies above.",
                            "Survival curves of the test rows by what " + name + " advises. " + curves.inWords()));
        }
        return blocks;
    }

    private static GroupCurves curves(Recommendation pooled, TestRows rows) {
        int[] known = pooled.known();
        int[] followed = Arrays.stream(known)
                .map(row -> pooled.received()[row] == pooled.advised(row) ? 0 : 1)
                .toArray();
        SurvivalTimes times = SurvivalTimes.of(rows.observed()).take(known);
        return new GroupCurves(times, followed, GROUPS, rows.unit());
    }

    /** How many rows are advised each arm; not said when it would tell, with the table's counts, that of a small group. */
    private static String advised(String name, Recommendation pooled) {
        List<String> arms = pooled.arms().arms();
        int[][] advisedByReceived = new int[arms.size()][arms.size()];
        int[] known = pooled.known();
        for (int row : known) {
            advisedByReceived[pooled.advised(row)][pooled.received()[row]]++;
        }
        int unknown = pooled.received().length - known.length;
        boolean small = SmallCells.small(unknown)
                || Arrays.stream(advisedByReceived).flatMapToInt(Arrays::stream).anyMatch(SmallCells::small);
        List<String> counts = IntStream.range(0, arms.size())
                .mapToObj(arm -> pooled.arms().column() + " = " + arms.get(arm) + " for "
                        + Numbers.count(Arrays.stream(advisedByReceived[arm]).sum()) + " rows")
                .toList();
        String without = unknown == 0
                ? ""
                : " " + SmallCells.count(unknown)
                        + " test rows whose treatment is unknown, or unseen in training, are left out.";
        return small
                ? "How many rows " + name
                        + " advises each arm is not shown, because a small count would follow from it." + without
                : name + " advises " + String.join(", ", counts) + "." + without;
    }
}
