package org.theriac.survival.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Evaluation.Candidate;
import org.theriac.core.evaluation.Evaluation.Part;
import org.theriac.core.method.AuxiliaryOutputs.Columns;
import org.theriac.core.outcome.ProportionalHazards;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.report.Block;
import org.theriac.core.report.Figure;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.Section;
import org.theriac.core.report.Table;
import org.theriac.core.run.Execution;
import org.theriac.core.run.StoredRun;
import org.theriac.core.task.Task;
import org.theriac.survival.recommendation.PolicyComparison.Policy;

/** A drug, given at random, that helps where x &gt; 0 and harms elsewhere; two folds, whose models know this or advise the drug for all. */
final class RecommendationExhibitTest {
    private static final TreatmentArms ARMS = new TreatmentArms("drug", true, List.of("0", "1"));
    private static final Task<TimeToEvent> TASK =
            new Task<>(new TimeToEvent("time", "event", Optional.empty(), "days"), List.of("x", "drug"));

    private static Cohort cohort(int rows) {
        Random random = new Random(5);
        double[] x = random.doubles(rows, -1, 1).toArray();
        double[] drug = new double[rows];
        double[] time = new double[rows];
        double[] event = new double[rows];
        for (int i = 0; i < rows; i++) {
            drug[i] = random.nextInt(2);
            double death = -100 * Math.log(1 - random.nextDouble()) * Math.exp(2 * drug[i] * Math.signum(x[i]));
            time[i] = Math.min(death, 150);
            event[i] = death <= 150 ? 1 : 0;
        }
        return new Cohort(
                List.of(
                        new NumberColumn("x", x),
                        new NumberColumn("drug", drug),
                        new NumberColumn("time", time),
                        new NumberColumn("event", event)),
                List.of(),
                IntStream.range(0, rows).mapToObj(Integer::toString).toList());
    }

    /** The planted truth as a model's advice. */
    private static Recommendation truth(Cohort rows) {
        return advice(rows, x -> -2 * Math.signum(x));
    }

    private static Recommendation drugForAll(Cohort rows) {
        return advice(rows, x -> -1);
    }

    private static Recommendation advice(Cohort rows, DoubleUnaryOperator logHazardRatio) {
        double[][] risk = Arrays.stream(rows.numbers("x").values())
                .mapToObj(x -> new double[] {x, x + logHazardRatio.applyAsDouble(x)})
                .toArray(double[][]::new);
        return new Recommendation(ARMS, risk, ARMS.received(rows));
    }

    private static Candidate<TimeToEvent, SurvivalCurves> candidate(
            String name, Cohort cohort, List<Part> parts, Function<Cohort, Columns> says) {
        List<SurvivalCurves> predictions = new ArrayList<>();
        List<Columns> auxiliary = new ArrayList<>();
        for (Part part : parts) {
            predictions.add(
                    new ProportionalHazards(new double[] {1}, new double[] {1}, new double[part.test().length]));
            auxiliary.add(says.apply(cohort.take(part.test())));
        }
        return new Candidate<>(name, TASK, predictions, auxiliary, Optional.empty());
    }

    private static List<Block> shown(Cohort cohort, List<Function<Cohort, Columns>> candidates) {
        int[] even = IntStream.range(0, cohort.rows()).filter(i -> i % 2 == 0).toArray();
        int[] odd = IntStream.range(0, cohort.rows()).filter(i -> i % 2 == 1).toArray();
        List<Part> parts = List.of(new Part("fold 1", odd, even), new Part("fold 2", even, odd));
        List<Candidate<TimeToEvent, SurvivalCurves>> all = new ArrayList<>();
        candidates.forEach(says -> all.add(candidate("model " + all.size(), cohort, parts, says)));
        List<Section> sections = new RecommendationExhibit()
                .show(new Evaluation<>(TASK, cohort, parts, all, 0), new StoredRun(Execution.inMemory(1)));
        return sections.isEmpty() ? List.of() : sections.get(0).blocks();
    }

    private static <B extends Block> List<B> only(List<Block> blocks, Class<B> kind) {
        return blocks.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Test
    void theTableHoldsTheNumbersOfThePolicyComparison() {
        Cohort cohort = cohort(400);
        List<Block> blocks = shown(cohort, List.of(rows -> truth(rows).columns()));

        // the order of the rows does not matter to the comparison, so the whole cohort stands for the two folds
        PolicyComparison comparison =
                PolicyComparison.of(truth(cohort), TASK.outcome().truth(cohort));
        Table table = only(blocks, Table.class).get(0);
        assertThat(table.rows()).hasSize(3);
        for (int i = 0; i < 3; i++) {
            Policy policy = comparison.policies().get(i);
            assertThat(table.rows().get(i).cells())
                    .startsWith(
                            policy.name(),
                            Integer.toString(policy.followed().rows()),
                            Integer.toString(policy.followed().events()),
                            Numbers.measure(policy.followed().medianSurvival()),
                            Integer.toString(policy.against().rows()),
                            Integer.toString(policy.against().events()),
                            Numbers.measure(policy.against().medianSurvival()),
                            Numbers.measure(policy.chiSquare()));
        }
        assertThat(comparison.policies().get(0).p()).isLessThan(1e-6);
        long advisedDrug =
                Arrays.stream(cohort.numbers("x").values()).filter(x -> x > 0).count();
        assertThat(only(blocks, Paragraph.class))
                .extracting(Paragraph::text)
                .contains("model 0 advises drug = 0 for " + (400 - advisedDrug) + " rows, drug = 1 for " + advisedDrug
                        + " rows.");
    }

    @Test
    void thoseWhoFollowedSurviveLongerInTheFigure() {
        List<Block> blocks = shown(cohort(400), List.of(rows -> truth(rows).columns()));
        JsonNode steps = only(blocks, Figure.class).get(0).specification().at("/data/values");
        assertThat(last(steps, "received the")).isGreaterThan(last(steps, "received another"));
    }

    private static double last(JsonNode steps, String group) {
        double value = Double.NaN;
        for (JsonNode step : steps) {
            value = step.path("group").asText().startsWith(group)
                    ? step.get("value").asDouble()
                    : value;
        }
        return value;
    }

    @Test
    void adviceThatIsTheSameForAllIsSaidToBeSoAndConfoundingAlways() {
        List<Block> blocks = shown(
                cohort(200),
                List.of(rows -> truth(rows).columns(), rows -> drugForAll(rows).columns()));
        List<String> warnings = only(blocks, Paragraph.class).stream()
                .filter(paragraph -> paragraph.tone() == Paragraph.Tone.WARNING)
                .map(Paragraph::text)
                .toList();
        assertThat(warnings).hasSize(2);
        assertThat(warnings.get(0)).isEqualTo(Recommendation.CONFOUNDING);
        assertThat(warnings.get(1)).contains("no interaction", "same advice, 1.");
    }

    @Test
    void methodsWithoutAdviceHaveNoSection() {
        assertThat(shown(cohort(100), List.of(rows -> Columns.NONE))).isEmpty();
    }

    @Test
    void smallGroupsAreNeitherShownNorToBeHadBySubtraction() {
        Cohort all = cohort(200);
        // all who were advised the drug and three others received it
        double[] x = all.numbers("x").values();
        double[] drug = new double[x.length];
        int others = 0;
        for (int i = 0; i < drug.length; i++) {
            drug[i] = x[i] > 0 || others++ < 3 ? 1 : 0;
        }
        Cohort cohort = all.with(List.of(new NumberColumn("drug", drug)));
        List<Block> blocks = shown(cohort, List.of(rows -> truth(rows).columns()));

        List<String> learned = only(blocks, Table.class).get(0).rows().get(0).cells();
        assertThat(learned).element(1).isEqualTo("n.s.");
        assertThat(learned).element(2).isEqualTo("n.s.");
        assertThat(learned).element(4).isEqualTo("<5");
        assertThat(learned.subList(6, 9)).isEqualTo(Collections.nCopies(3, "–"));
        assertThat(only(blocks, Figure.class)).isEmpty();
        assertThat(only(blocks, Paragraph.class))
                .extracting(Paragraph::text)
                .anyMatch(text -> text.contains("is not shown"));
    }

    @Test
    void columnsHoldTheWholeRecommendation() {
        Cohort cohort = cohort(20);
        Recommendation advice = truth(cohort);
        Recommendation read = Recommendation.of(advice.columns(), cohort).orElseThrow();
        assertThat(advice.columns().all())
                .extracting(Column::name)
                .containsExactly("risk_if_drug_is_0", "risk_if_drug_is_1", "advised_drug");
        assertThat(read.arms()).isEqualTo(advice.arms());
        assertThat(read.risk()).isDeepEqualTo(advice.risk());
        assertThat(read.received()).isEqualTo(advice.received());
    }

    @Test
    void anArmThatAFoldDoesNotKnowIsNotAdvisedInIt() {
        Recommendation one = new Recommendation(
                new TreatmentArms("drug", false, List.of("B", "C")), new double[][] {{3, 2}}, new int[] {-1});
        Recommendation two = new Recommendation(
                new TreatmentArms("drug", false, List.of("A", "C")), new double[][] {{1, 2}}, new int[] {1});
        Recommendation pooled = Recommendation.pooled(List.of(one, two));
        assertThat(pooled.arms().arms()).containsExactly("B", "C", "A");
        assertThat(pooled.advisedArms()).containsExactly(1, 2);
        assertThat(pooled.received()).containsExactly(-1, 1);
        assertThat(pooled.known()).containsExactly(1);
    }
}
