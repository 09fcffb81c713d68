package org.theriac.biostatistics.metrics;

import org.theriac.biostatistics.calibration.CellTest;
import org.theriac.biostatistics.calibration.DCalibration;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;

/** The chi-square statistic of D-calibration. */
public final class DCalibrationMetric extends CellMetric {
    public DCalibrationMetric() {
        super(
                "d_calibration",
                "D-calibration χ²",
                "Predicted survival at each row's own time (given survival up to its entry, where rows have entry times), in 10 equal bins, against a uniform "
                        + "distribution; censored rows spread their mass over the bins below. Bins are added over folds, then tested once with 9 degrees of "
                        + "freedom;");
    }

    /** The masses of the bins. */
    @Override
    public Prepared prepare(Judged<TimeToEvent, SurvivalCurves> judged) {
        DCalibration.Prepared rows = DCalibration.prepare(curves(judged.predicted()), test(judged), CELLS);
        return weight -> rows.at(weight).bins();
    }

    @Override
    CellTest together(double[] cells) {
        return DCalibration.ofBins(cells);
    }
}
