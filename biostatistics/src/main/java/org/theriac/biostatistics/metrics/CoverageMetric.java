package org.theriac.biostatistics.metrics;

import java.util.List;
import org.theriac.biostatistics.calibration.KolmogorovCalibration;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;

/** How many times lie between the predicted 10 and 90 % quantiles, less the 80 % that should. */
public final class CoverageMetric extends RequestedMetric {
    private static final double LOW = 0.1;
    private static final double HIGH = 0.9;

    public CoverageMetric() {
        super(
                "coverage_gap",
                "Coverage of 80 % less 0.8",
                "Share of rows whose time lies between the predicted 10 and 90 % quantiles, less 0.8: from the Kaplan–Meier estimate of the distribution of "
                        + "1 − predicted survival at the row's own time. Test rows of all folds together; no value where observation ends before the 90 % "
                        + "quantiles.",
                Direction.NEARER_TO_0_IS_BETTER);
    }

    @Override
    public Prepared prepare(Judged<TimeToEvent, SurvivalCurves> judged) {
        double[] u = own(judged);
        boolean[] event = test(judged).eventIndicators();
        return weight -> KolmogorovMetric.OwnSurvival.parts(u, event, weight);
    }

    @Override
    public double combine(List<double[]> parts) {
        KolmogorovMetric.OwnSurvival rows = KolmogorovMetric.OwnSurvival.together(parts);
        // open below, so that a row at the 10 % quantile itself lies inside
        double below = KolmogorovCalibration.distribution(rows.u(), rows.event(), rows.weight(), LOW - 1e-12);
        double upTo = KolmogorovCalibration.distribution(rows.u(), rows.event(), rows.weight(), HIGH + 1e-12);
        return upTo - below - (HIGH - LOW);
    }
}
