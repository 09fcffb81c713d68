package org.theriac.biostatistics.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.theriac.biostatistics.calibration.ACalibration;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;

/** A-calibration: cells of all folds are added before the one test. */
public final class ACalibrationMetric extends RequestedMetric {
    private static final int CELLS = 10;

    public ACalibrationMetric() {
        super(
                "a_calibration",
                "A-calibration χ²",
                "Events in 10 equal cells of predicted survival at the row's own time against the events that the rows under observation were expected to have "
                        + "there (Akritas's test; entry times are honoured). Cells are added over folds, neighbours "
                        + "that expect fewer than 5 events are merged, then one test with as many degrees of freedom as cells; p of at least 0.05 counts as calibrated. Resampling adds noise to the cells; the interval is shifted down by the mean excess of the draws.",
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

    @Override
    public Prepared prepare(Judged<TimeToEvent, SurvivalCurves> judged) {
        return ACalibration.Sums.of(own(judged), atEntry(judged), test(judged).eventIndicators(), CELLS)::parts;
    }

    @Override
    public double combine(List<double[]> parts) {
        return together(parts).statistic();
    }

    @Override
    public Optional<Double> pValue(List<double[]> parts) {
        return Optional.of(together(parts).p());
    }

    private static ACalibration together(List<double[]> parts) {
        double[] sum = new double[2 * CELLS];
        for (double[] part : parts) {
            for (int k = 0; k < sum.length; k++) {
                sum[k] += part[k];
            }
        }
        return ACalibration.of(Arrays.copyOf(sum, CELLS), Arrays.copyOfRange(sum, CELLS, 2 * CELLS));
    }
}
