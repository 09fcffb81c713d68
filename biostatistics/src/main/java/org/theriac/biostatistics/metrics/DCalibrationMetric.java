package org.theriac.biostatistics.metrics;

import java.util.List;
import java.util.Optional;
import org.theriac.biostatistics.calibration.DCalibration;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;

/** The chi-square statistic of D-calibration: the bins of all folds are added before the one test. */
public final class DCalibrationMetric extends SurvivalMetric {
    private static final int BINS = 10;

    public DCalibrationMetric() {
        super(
                "d_calibration",
                "D-calibration χ²",
                "Predicted survival at each row's own time (given survival up to its entry, where rows have entry times), in 10 equal bins, against a uniform distribution; censored rows spread "
                        + "their mass over the bins below. Bins are added over folds, then tested once with 9 degrees of freedom; "
                        + "p of at least 0.05 counts as calibrated. Resampling adds noise to the bins; "
                        + "the interval is shifted down by the mean excess of the draws.",
                Direction.LOWER_IS_BETTER);
    }

    @Override
    Optional<String> underDelayedEntry() {
        return Optional.empty();
    }

    @Override
    public boolean growsUnderResampling() {
        return true;
    }

    /** The masses of the bins. */
    @Override
    public Prepared prepare(Judged<TimeToEvent, SurvivalCurves> judged) {
        DCalibration.Prepared rows = DCalibration.prepare(curves(judged.predicted()), test(judged), BINS);
        return weight -> rows.at(weight).bins();
    }

    @Override
    public double combine(List<double[]> parts) {
        return together(parts).statistic();
    }

    @Override
    public Optional<Double> pValue(List<double[]> parts) {
        return Optional.of(together(parts).p());
    }

    private static DCalibration together(List<double[]> parts) {
        return parts.stream()
                .map(DCalibration::ofBins)
                .reduce(DCalibration::plus)
                .orElseThrow();
    }
}
