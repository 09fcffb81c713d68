package org.theriac.biostatistics.competing;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.theriac.biostatistics.calibration.JudgedRisks;
import org.theriac.biostatistics.calibration.OneCalibration;
import org.theriac.biostatistics.calibration.OneCalibration.Variant;
import org.theriac.biostatistics.metrics.OneCalibrationMetric;
import org.theriac.biostatistics.metrics.RiskRows;
import org.theriac.biostatistics.metrics.StudyTimes;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.evaluation.Metric;
import org.theriac.core.outcome.CompetingRisks;
import org.theriac.core.outcome.CumulativeIncidences;

/** 1-calibration of the incidence of a cause at quantiles of the times. */
public final class CauseOneCalibrationMetric extends RequestedCauseMetric {
    private final Variant variant;
    private final int percentile;

    /** For no time in particular: a study reports it at each of {@link OneCalibrationMetric#PERCENTILES}. */
    public CauseOneCalibrationMetric(Variant variant) {
        this(variant, 0, Cause.NONE);
    }

    private CauseOneCalibrationMetric(Variant variant, int percentile, Cause cause) {
        super(
                OneCalibrationMetric.word("cause_one_calibration", variant) + (percentile == 0 ? "" : "_" + percentile),
                "1-calibration χ²"
                        + (variant == Variant.GREENWOOD ? " (Greenwood)" : "")
                        + (percentile == 0 ? "" : ", " + percentile + " % of times"),
                "Test rows of all folds in 10 groups (fewer where one would have under 10 rows) of equal size by predicted incidence by the given percentile of all "
                        + "times; in each the mean prediction against "
                        + "the Aalen–Johansen estimate, "
                        + (variant == Variant.GREENWOOD
                                ? "a group counting as many rows as would tell as much without censoring (by its variance); groups with fewer than five "
                                        + "events are merged with their neighbours."
                                : "followed beyond a group's last time by the line through its last point, with the variance p(1 − p)/n (D'Agostino and Nam); "
                                        + "groups that expect fewer than one event are merged with their neighbours, and censoring before that time makes p too "
                                        + "small.")
                        + " One degree of freedom fewer than groups; groups whose mean prediction is 0 or 1 are left out; p of at least 0.05 counts as calibrated. "
                        + "Resampling adds noise; the interval is shifted down by the mean excess of the draws.",
                Direction.LOWER_IS_BETTER,
                cause);
        this.variant = variant;
        this.percentile = percentile;
    }

    @Override
    CauseMetric of(Cause cause) {
        return new CauseOneCalibrationMetric(variant, percentile, cause);
    }

    @Override
    public List<Metric<CompetingRisks, CumulativeIncidences>> each(CompetingRisks outcome) {
        List<String> names = outcome.causeNames();
        return IntStream.rangeClosed(1, names.size())
                .boxed()
                .flatMap(r -> OneCalibrationMetric.PERCENTILES.stream()
                        .<Metric<CompetingRisks, CumulativeIncidences>>map(
                                p -> new CauseOneCalibrationMetric(variant, p, new Cause(r, names.get(r - 1)))))
                .toList();
    }

    @Override
    public boolean growsUnderResampling() {
        return true;
    }

    @Override
    public Prepared prepare(Judged<CompetingRisks, CumulativeIncidences> judged) {
        return riskRows(
                judged, StudyTimes.quantile(train(judged).times(), test(judged).times(), percentile / 100.0));
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
