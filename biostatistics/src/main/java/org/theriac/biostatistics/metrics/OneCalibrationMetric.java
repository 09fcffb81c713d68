package org.theriac.biostatistics.metrics;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.theriac.biostatistics.calibration.JudgedRisks;
import org.theriac.biostatistics.calibration.OneCalibration;
import org.theriac.biostatistics.calibration.OneCalibration.Variant;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.evaluation.Metric;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;

/** 1-calibration at quantiles of the times; the rows of all folds are put together before the one test. */
public final class OneCalibrationMetric extends RequestedMetric {
    /** The percentiles of all times at which Haider et al. look. */
    public static final List<Integer> PERCENTILES = List.of(10, 25, 50, 75, 90);

    private final Variant variant;
    private final int percentile;

    /** For no time in particular: a study reports it at each of {@link #PERCENTILES}. */
    public OneCalibrationMetric(Variant variant) {
        this(variant, 0);
    }

    private OneCalibrationMetric(Variant variant, int percentile) {
        super(
                word("one_calibration", variant) + suffix(percentile),
                "1-calibration χ²"
                        + switch (variant) {
                            case DAGOSTINO_NAM -> "";
                            case GREENWOOD -> " (Greenwood)";
                            case KNOWN_ROWS -> " of known rows";
                        }
                        + (percentile == 0 ? "" : ", " + percentile + " % of times"),
                "Test rows of all folds in 10 groups (fewer where one would have under 10 rows) of equal size by predicted risk by the given percentile of all times; "
                        + "in each the mean risk against "
                        + switch (variant) {
                            case DAGOSTINO_NAM ->
                                "1 − Kaplan–Meier, followed beyond a group's last time by the line through its last point (D'Agostino and Nam), one degree of "
                                        + "freedom fewer than groups. Groups that expect fewer than one row with the event are merged with their neighbours; "
                                        + "censoring before that time makes p too small.";
                            case GREENWOOD ->
                                "1 − Kaplan–Meier, a group counting as many rows as would tell as much without censoring (by Greenwood's variance), one degree of "
                                        + "freedom fewer than groups. Groups with fewer than five events are merged with their neighbours.";
                            case KNOWN_ROWS ->
                                "the share with the event among the rows whose state at that time is known (Hosmer and Lemeshow), two degrees of freedom "
                                        + "fewer than groups.";
                        }
                        + " Groups whose mean risk is 0 or 1 are left out; p of at least 0.05 counts as calibrated. Resampling adds noise; the interval is shifted "
                        + "down by the mean excess of the draws.",
                Direction.LOWER_IS_BETTER);
        this.variant = variant;
        this.percentile = percentile;
    }

    /** The id of a variant. */
    public static String word(String id, Variant variant) {
        return switch (variant) {
            case DAGOSTINO_NAM -> id;
            case GREENWOOD -> id + "_greenwood";
            case KNOWN_ROWS -> id + "_uncensored";
        };
    }

    private static String suffix(int percentile) {
        return percentile == 0 ? "" : "_" + percentile;
    }

    @Override
    public List<Metric<TimeToEvent, SurvivalCurves>> each(TimeToEvent outcome) {
        return percentile > 0
                ? List.of(this)
                : PERCENTILES.stream()
                        .<Metric<TimeToEvent, SurvivalCurves>>map(p -> new OneCalibrationMetric(variant, p))
                        .toList();
    }

    @Override
    public boolean growsUnderResampling() {
        return true;
    }

    private double horizon(Judged<TimeToEvent, SurvivalCurves> judged) {
        return StudyTimes.quantile(train(judged), test(judged), percentile / 100.0);
    }

    @Override
    public int rowsUsed(Judged<TimeToEvent, SurvivalCurves> judged) {
        SurvivalTimes test = test(judged);
        double horizon = horizon(judged);
        return (int) IntStream.range(0, test.size())
                .filter(i -> variant != Variant.KNOWN_ROWS || test.event(i) || test.time(i) >= horizon)
                .count();
    }

    /** The horizon, then the rows. */
    @Override
    public Prepared prepare(Judged<TimeToEvent, SurvivalCurves> judged) {
        SurvivalTimes test = test(judged);
        double horizon = horizon(judged);
        double[] risk = RiskRows.risk(judged.predicted(), horizon);
        return weight -> RiskRows.parts(horizon, new JudgedRisks(risk, test.times(), RiskRows.causes(test), weight));
    }

    @Override
    public double combine(List<double[]> parts) {
        return together(parts).statistic();
    }

    @Override
    public Optional<Double> pValue(List<double[]> parts) {
        return Stream.of(together(parts).p()).filter(p -> !Double.isNaN(p)).findFirst();
    }

    private OneCalibration together(List<double[]> parts) {
        JudgedRisks rows = RiskRows.together(parts);
        return OneCalibration.of(rows, RiskRows.horizon(parts), OneCalibration.groups(rows), variant);
    }
}
