package org.theriac.biostatistics.exhibits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.theriac.biostatistics.survival.LogRank;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Evaluation.Candidate;
import org.theriac.core.evaluation.Exhibit;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.report.Block;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.Section;
import org.theriac.core.report.SmallCells;
import org.theriac.core.run.Run;

/** Kaplan–Meier curves of thirds of the predicted risk: whether those who were said to be at risk were. */
public final class RiskGroupExhibit implements Exhibit<TimeToEvent, SurvivalCurves> {
    private static final List<String> GROUPS = List.of("lowest third", "middle third", "highest third");

    @Override
    public String id() {
        return "risk-groups";
    }

    @Override
    public Class<TimeToEvent> outcome() {
        return TimeToEvent.class;
    }

    @Override
    public List<Section> show(Evaluation<TimeToEvent, SurvivalCurves> evaluation, Run run) {
        List<TestFold> folds = TestFold.of(evaluation);
        SurvivalTimes pooled = TestFold.pooled(folds);
        if (pooled.size() < 2 * SmallCells.LEAST * GROUPS.size()) {
            return List.of();
        }
        String unit = evaluation.task().outcome().unit();
        List<Block> blocks = new ArrayList<>();
        for (Candidate<TimeToEvent, SurvivalCurves> candidate : evaluation.candidates()) {
            int[] group = groups(candidate, folds);
            if (Arrays.stream(group).distinct().count() == GROUPS.size()) {
                LogRank test = LogRank.test(pooled, group, 0, TestFold.parts(folds));
                GroupCurves curves = new GroupCurves(pooled, group, GROUPS, unit);
                blocks.add(curves.chart()
                        .figure(
                                id() + "-" + blocks.size(),
                                candidate.name(),
                                caption(test, folds.size()),
                                "Survival curves of thirds of the risk predicted by " + candidate.name() + ". "
                                        + curves.inWords()));
            }
        }
        if (blocks.isEmpty()) {
            return List.of();
        }
        blocks.add(
                Paragraph.note(
                        "The test describes how far the groups lie apart. It does not compare methods, and with many rows it is always small."));
        return List.of(new Section(id(), "Survival by predicted risk", blocks));
    }

    /** The third of each pooled row's risk within its test fold; rows of equal risk are in one group. */
    private static int[] groups(Candidate<TimeToEvent, SurvivalCurves> candidate, List<TestFold> folds) {
        return folds.stream()
                .flatMapToInt(fold -> Arrays.stream(thirds(fold.predicted(candidate))))
                .toArray();
    }

    private static int[] thirds(SurvivalCurves predicted) {
        int n = predicted.rows();
        int[] ascending = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(predicted::risk))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] third = new int[n];
        for (int rank = 0; rank < n; rank++) {
            boolean tied = rank > 0 && predicted.risk(ascending[rank]) == predicted.risk(ascending[rank - 1]);
            third[ascending[rank]] = tied ? third[ascending[rank - 1]] : (int) ((long) rank * GROUPS.size() / n);
        }
        return third;
    }

    private static String caption(LogRank test, int folds) {
        return String.format(
                Locale.ROOT,
                "Thirds of the risk predicted for rows that the model had not seen%s; Kaplan–Meier with pointwise 95 %% intervals (log–log), cut where"
                        + " fewer than %d are at risk. Log-rank test%s: χ² = %.1f on %d degrees of freedom, %s.",
                folds > 1 ? ", formed within each test fold and pooled over folds" : "",
                SmallCells.LEAST,
                folds > 1 ? " stratified by fold" : "",
                test.statistic(),
                test.degreesOfFreedom(),
                Numbers.pValue(test.p()));
    }
}
