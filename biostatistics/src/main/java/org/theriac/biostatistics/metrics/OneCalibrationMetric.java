package org.theriac.biostatistics.metrics;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.theriac.biostatistics.calibration.JudgedRisks;
import org.theriac.biostatistics.calibration.OneCalibration;
import org.theriac.biostatistics.calibration.OneCalibration.Censored;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.evaluation.Metric;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;

/** 1-calibration at quantiles of the times; the rows of all folds are put together before the one test. */
public final class OneCalibrationMetric extends RequestedMetric {
    /** The percentiles of all times at which Haider et al. look. */
    public static final List<Integer> PERCENTILES = List.of(10, 25, 50, 75, 90);

    /** Groups of rows. */
    public static final int GROUPS = 10;

    private final Censored censored;
    private final int percentile;

    /** For no time in particular: a study reports it at each of {@link #PERCENTILES}. */
    public OneCalibrationMetric(Censored censored) {
        this(censored, 0);
    }

    private OneCalibrationMetric(Censored censored, int percentile) {
        super(
                (censored == Censored.LEFT_OUT ? "one_calibration_uncensored" : "one_calibration") + suffix(percentile),
                "1-calibration χ²"
                        + (censored == Censored.LEFT_OUT ? " of known rows" : "")
                        + (percentile == 0 ? "" : ", " + percentile + " % of times"),
                "Test rows of all folds in 10 groups of equal size by predicted risk by the given percentile of all times; in each the mean risk against "
                        + (censored == Censored.LEFT_OUT
                                ? "the share with the event among the rows whose state at that time is known (Hosmer and Lemeshow), two degrees of freedom "
                                        + "fewer than groups."
                                : "1 − Kaplan–Meier, followed beyond a group's last time by the line through its last point (D'Agostino and Nam), one degree "
                                        + "of freedom fewer than groups.")
                        + " Groups whose mean risk is 0 or 1 are left out; p of at least 0.05 counts as calibrated. Resampling adds noise; "
                        + "the interval is shifted down by the mean excess of the draws.",
                Direction.LOWER_IS_BETTER);
        this.censored = censored;
        this.percentile = percentile;
    }

    private static String suffix(int percentile) {
        return percentile == 0 ? "" : "_" + percentile;
    }

    @Override
    public List<Metric<TimeToEvent, SurvivalCurves>> each(TimeToEvent outcome) {
        return percentile > 0
                ? List.of(this)
                : PERCENTILES.stream()
                        .<Metric<TimeToEvent, SurvivalCurves>>map(p -> new OneCalibrationMetric(censored, p))
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
                .filter(i -> censored == Censored.OBSERVED || test.event(i) || test.time(i) >= horizon)
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
        return OneCalibration.of(RiskRows.together(parts), RiskRows.horizon(parts), GROUPS, censored);
    }
}
