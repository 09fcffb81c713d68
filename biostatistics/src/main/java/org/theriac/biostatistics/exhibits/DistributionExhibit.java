package org.theriac.biostatistics.exhibits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.theriac.biostatistics.calibration.BrierScore;
import org.theriac.biostatistics.metrics.DCalibrationMetric;
import org.theriac.biostatistics.metrics.DistributionMetrics;
import org.theriac.biostatistics.metrics.OneCalibrationMetric;
import org.theriac.biostatistics.survival.IntervalType;
import org.theriac.biostatistics.survival.KaplanMeier;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Evaluation.Candidate;
import org.theriac.core.evaluation.Exhibit;
import org.theriac.core.evaluation.Metric;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.report.Block;
import org.theriac.core.report.Figure;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.Section;
import org.theriac.core.report.SmallCells;
import org.theriac.core.report.chart.LinesOverTime;
import org.theriac.core.report.chart.LinesOverTime.Line;
import org.theriac.core.run.Run;

/** Individual survival distributions as a whole: whether their probabilities are meaningful, and how far the times read off them are from those observed. */
public final class DistributionExhibit implements Exhibit<TimeToEvent, SurvivalCurves> {
    private static final int LEAST_ROWS = 50;
    /** Under ten rows in a tenth. */
    private static final int FEW_ROWS = 100;

    private static final int POINTS = 60;
    private static final int LEAST_AT_RISK = 2 * SmallCells.LEAST;

    @Override
    public String id() {
        return "distributions";
    }

    @Override
    public Class<TimeToEvent> outcome() {
        return TimeToEvent.class;
    }

    @Override
    public List<Section> show(Evaluation<TimeToEvent, SurvivalCurves> evaluation, Run run) {
        List<TestFold> folds = TestFold.of(evaluation);
        SurvivalTimes pooled = TestFold.pooled(folds);
        if (pooled.size() < LEAST_ROWS || pooled.events() < 2 * SmallCells.LEAST) {
            return List.of();
        }
        List<Metric<TimeToEvent, SurvivalCurves>> metrics = Stream.of(
                        Stream.<Metric<TimeToEvent, SurvivalCurves>>of(new DCalibrationMetric()),
                        DistributionMetrics.calibration().stream(),
                        DistributionMetrics.accuracy().stream())
                .flatMap(stream -> stream)
                .toList();
        Measures<TimeToEvent, SurvivalCurves> measures = new Measures<>(evaluation, metrics, run);
        List<Block> blocks = new ArrayList<>();
        for (int c = 0; c < evaluation.candidates().size(); c++) {
            blocks.add(verdict(evaluation.candidates().get(c).name(), c, pooled.size(), measures)
                    .paragraph());
        }
        blocks.add(Paragraph.note(Verdict.CAUTION));
        if (!pooled.delayedEntry()) {
            meanCurves(evaluation, folds, pooled).ifPresent(blocks::add);
        }
        blocks.add(DCalibrationBars.figure(evaluation, folds, pooled.size()));
        if (pooled.size() < FEW_ROWS) {
            blocks.add(
                    Paragraph.note(
                            "Fewer than 10 rows fall into each tenth of predictions: tests that count rows in tenths see gross deviations only."));
        }
        CoxSnellPlot.figure(evaluation, folds).ifPresent(blocks::add);
        measures.table(
                        "1-calibration at quantiles of the times",
                        Stream.concat(ofHorizons().stream(), plain().stream()).toList())
                .ifPresent(blocks::add);
        measures.table(
                        "Measures of the predicted distributions",
                        List.of(
                                "d_calibration",
                                "a_calibration",
                                "ks_d_calibration",
                                "ici",
                                "e50",
                                "e90",
                                "km_calibration",
                                "coverage_gap",
                                "martingale",
                                "survival_auprc",
                                "l1_uncensored",
                                "l1_hinge",
                                "l1_margin",
                                "l1_ipcw_d",
                                "l1_pseudo"))
                .ifPresent(blocks::add);
        ends(evaluation, folds, pooled.size()).ifPresent(blocks::add);
        blocks.add(
                Paragraph.note("A study that names these measures under protocol.metrics gets their intervals too."));
        return List.of(new Section(id(), "Individual survival distributions", blocks));
    }

    /** What is read off curves beyond their end. */
    private static Optional<Block> ends(
            Evaluation<TimeToEvent, SurvivalCurves> evaluation, List<TestFold> folds, int rows) {
        List<String> medians = new ArrayList<>();
        for (Candidate<TimeToEvent, SurvivalCurves> candidate : evaluation.candidates()) {
            long above = folds.stream()
                    .map(fold -> fold.predicted(candidate))
                    .mapToLong(curves -> IntStream.range(0, curves.rows())
                            .filter(row -> curves.survival(row, curves.times().length - 1) > 0.5)
                            .count())
                    .sum();
            if (above > 0) {
                medians.add(candidate.name() + " " + SmallCells.count(above));
            }
        }
        return medians.isEmpty()
                ? Optional.empty()
                : Optional.of(Paragraph.note("Of " + Numbers.count(rows)
                        + " test rows, so many have a curve that ends above 0.5, so that its median is an extrapolation: "
                        + String.join(", ", medians) + "."));
    }

    /** The tests that a verdict rests on: those that hold their level under censoring. */
    private static List<String> ofHorizons() {
        return OneCalibrationMetric.PERCENTILES.stream()
                .map(p -> "one_calibration_greenwood_" + p)
                .toList();
    }

    private static List<String> plain() {
        return OneCalibrationMetric.PERCENTILES.stream()
                .map(p -> "one_calibration_" + p)
                .toList();
    }

    private static Verdict verdict(String name, int c, int rows, Measures<TimeToEvent, SurvivalCurves> measures) {
        return new Verdict(
                name,
                rows,
                List.of(
                        new Verdict.Test("D-calibration", measures.p(c, "d_calibration")),
                        new Verdict.Test("A-calibration", measures.p(c, "a_calibration")),
                        new Verdict.Test("KS-D-calibration", measures.p(c, "ks_d_calibration"))),
                ofHorizons().stream().flatMap(id -> measures.p(c, id).stream()).toList(),
                measures.value(c, "ici"),
                measures.value(c, "e90"));
    }

    /** Kaplan–Meier of the test rows beside the mean of each method's curves, as far as enough rows are at risk. */
    private static Optional<Figure> meanCurves(
            Evaluation<TimeToEvent, SurvivalCurves> evaluation, List<TestFold> folds, SurvivalTimes pooled) {
        KaplanMeier km = KaplanMeier.fit(pooled).withInterval(IntervalType.LOG_LOG, 0.95);
        double[] sorted = pooled.times();
        Arrays.sort(sorted);
        double end = sorted[sorted.length - LEAST_AT_RISK];
        if (!(end > 0)) {
            return Optional.empty();
        }
        double[] grid = BrierScore.evenGrid(0, end, POINTS);
        double[] value = new double[POINTS];
        double[] lower = new double[POINTS];
        double[] upper = new double[POINTS];
        for (int k = 0; k < POINTS; k++) {
            KaplanMeier.Estimate at = km.at(grid[k]);
            value[k] = at.survival();
            lower[k] = at.lower();
            upper[k] = at.upper();
        }
        List<Line> lines = new ArrayList<>(List.of(new Line("observed", grid, value, lower, upper)));
        double[] none = new double[POINTS];
        Arrays.fill(none, Double.NaN);
        List<String> said = new ArrayList<>(List.of("observed " + Numbers.percent(value[POINTS - 1])));
        for (Candidate<TimeToEvent, SurvivalCurves> candidate : evaluation.candidates()) {
            double[] mean = Arrays.stream(grid)
                    .map(t -> folds.stream()
                            .flatMapToDouble(fold -> Arrays.stream(fold.eventProbability(candidate, t)))
                            .map(p -> 1 - p)
                            .average()
                            .orElse(Double.NaN))
                    .toArray();
            lines.add(new Line(candidate.name(), grid, mean, none, none));
            said.add(candidate.name() + " " + Numbers.percent(mean[POINTS - 1]));
        }
        String unit = evaluation.task().outcome().unit();
        return Optional.of(new LinesOverTime("Time (" + unit + ")", "Survival", true, Optional.empty(), lines)
                .figure(
                        "mean-curves",
                        "Predicted and observed survival",
                        "Observed: Kaplan–Meier of all test rows with pointwise 95 % intervals (log–log), as far as "
                                + LEAST_AT_RISK
                                + " are at risk. Beside it the mean of each method's predictions for the same rows, which it had not seen.",
                        "Survival over time. At " + Numbers.measure(end) + " " + unit + ": " + String.join(", ", said)
                                + "."));
    }
}
