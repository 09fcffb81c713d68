package org.theriac.biostatistics.metrics;

import java.util.Arrays;
import org.theriac.biostatistics.calibration.ACalibration;
import org.theriac.biostatistics.calibration.CellTest;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;

/** The chi-square statistic of A-calibration. */
public final class ACalibrationMetric extends CellMetric {
    public ACalibrationMetric() {
        super(
                "a_calibration",
                "A-calibration χ²",
                "Events in 10 equal cells of predicted survival at the row's own time against the events that the rows under observation were expected to have "
                        + "there (Akritas's test; entry times are honoured). Cells are added over folds, neighbours that expect fewer than 5 events are merged, "
                        + "then one test with as many degrees of freedom as cells;");
    }

    @Override
    public boolean standard() {
        return false;
    }

    /** Events seen in the cells, then events expected. */
    @Override
    public Prepared prepare(Judged<TimeToEvent, SurvivalCurves> judged) {
        return ACalibration.Sums.of(own(judged), atEntry(judged), test(judged).eventIndicators(), CELLS)::parts;
    }

    @Override
    CellTest together(double[] cells) {
        return ACalibration.of(Arrays.copyOf(cells, CELLS), Arrays.copyOfRange(cells, CELLS, 2 * CELLS));
    }
}
