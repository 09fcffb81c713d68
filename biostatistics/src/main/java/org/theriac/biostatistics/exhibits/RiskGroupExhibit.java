package org.theriac.biostatistics.exhibits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.theriac.biostatistics.survival.IntervalType;
import org.theriac.biostatistics.survival.KaplanMeier;
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
import org.theriac.core.report.chart.StepCurves;
import org.theriac.core.report.chart.StepCurves.Curve;
import org.theriac.core.run.Run;

/** Kaplan–Meier curves of thirds of the predicted risk: whether those who were said to be at risk were. */
public final class RiskGroupExhibit implements Exhibit<TimeToEvent, SurvivalCurves> {
    private static final List<String> GROUPS = List.of("lowest third", "middle third", "highest third");
    private static final int TICKS = 6;

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
                blocks.add(curves(pooled, group, unit)
                        .figure(
                                id() + "-" + blocks.size(),
                                candidate.name(),
                                caption(test, folds.size()),
                                alternative(candidate.name(), pooled, group, unit)));
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

    private static StepCurves curves(SurvivalTimes pooled, int[] group, String unit) {
        List<KaplanMeier> estimates = new ArrayList<>();
        double end = 0;
        for (int g = 0; g < GROUPS.size(); g++) {
            KaplanMeier km = estimate(pooled, group, g);
            estimates.add(km);
            end = Math.max(end, km.time()[shown(km) - 1]);
        }
        List<Double> ticks = Times.ticks(end, TICKS);
        List<Curve> curves = new ArrayList<>();
        for (int g = 0; g < GROUPS.size(); g++) {
            curves.add(curve(GROUPS.get(g), estimates.get(g), ticks));
        }
        return new StepCurves("Time (" + unit + ")", "Survival", curves, ticks);
    }

    private static KaplanMeier estimate(SurvivalTimes pooled, int[] group, int g) {
        int[] rows =
                IntStream.range(0, group.length).filter(row -> group[row] == g).toArray();
        return KaplanMeier.fit(pooled.take(rows)).withInterval(IntervalType.LOG_LOG, 0.95);
    }

    /** How many of the curve's times have enough rows at risk to be shown; at least 1. */
    private static int shown(KaplanMeier km) {
        double[] atRisk = km.atRisk();
        int count = atRisk.length;
        while (count > 1 && atRisk[count - 1] < SmallCells.LEAST) {
            count--;
        }
        return count;
    }

    private static Curve curve(String name, KaplanMeier km, List<Double> ticks) {
        int shown = shown(km);
        double[] time = fromOrigin(km.time(), shown, 0);
        double[] survival = fromOrigin(km.survival(), shown, 1);
        double[] lower = fromOrigin(km.lower(), shown, 1);
        double[] upper = fromOrigin(km.upper(), shown, 1);
        for (int k = 0; k < survival.length && survival[k] == 1; k++) {
            lower[k] = 1; // before the first event the scale has no limits
            upper[k] = 1;
        }
        int[] atRisk = ticks.stream().mapToInt(tick -> (int) km.atRisk(tick)).toArray();
        return new Curve(name, time, survival, lower, upper, atRisk);
    }

    private static double[] fromOrigin(double[] values, int shown, double origin) {
        double[] extended = new double[shown + 1];
        extended[0] = origin;
        System.arraycopy(values, 0, extended, 1, shown);
        return extended;
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

    private static String alternative(String name, SurvivalTimes pooled, int[] group, String unit) {
        double[] sorted = pooled.times();
        Arrays.sort(sorted);
        double middle = sorted[sorted.length / 2];
        List<String> said = new ArrayList<>();
        for (int g = 0; g < GROUPS.size(); g++) {
            said.add(GROUPS.get(g) + " "
                    + Numbers.percent(estimate(pooled, group, g).curve().at(middle)));
        }
        return "Survival curves of thirds of the risk predicted by " + name + ". Survival at " + Numbers.measure(middle)
                + " " + unit + ": " + String.join(", ", said) + ".";
    }
}
