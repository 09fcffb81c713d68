package org.theriac.biostatistics.competing;

import java.util.List;
import org.theriac.biostatistics.calibration.SmoothedCalibration;
import org.theriac.biostatistics.metrics.RiskRows;
import org.theriac.biostatistics.metrics.SmoothedCalibrationMetric.Distance;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.outcome.CompetingRisks;
import org.theriac.core.outcome.CumulativeIncidences;

/** How far a smooth curve of observed against predicted incidence of a cause lies from the diagonal: ICI, E50 and E90. */
public final class CauseSmoothedMetric extends RequestedCauseMetric {
    private final Distance distance;

    public CauseSmoothedMetric(Distance distance) {
        this(distance, Cause.NONE);
    }

    private CauseSmoothedMetric(Distance distance, Cause cause) {
        super(
                "cause_" + distance.id(),
                distance.title() + " at the median event time",
                distance.words()
                        + " distance between predicted and smoothed observed incidence at the median time of the cause's events: Fine and Gray's regression of the "
                        + "test rows of all folds on a restricted cubic spline (3 knots at the 10, 50 and 90 % quantiles) of log(−log(1 − incidence)).",
                Direction.LOWER_IS_BETTER,
                cause);
        this.distance = distance;
    }

    @Override
    CauseMetric of(Cause cause) {
        return new CauseSmoothedMetric(distance, cause);
    }

    @Override
    public Prepared prepare(Judged<CompetingRisks, CumulativeIncidences> judged) {
        return riskRows(judged, medianEvent(judged));
    }

    @Override
    public double combine(List<double[]> parts) {
        return distance.of(SmoothedCalibration.of(RiskRows.together(parts), RiskRows.horizon(parts)));
    }
}
