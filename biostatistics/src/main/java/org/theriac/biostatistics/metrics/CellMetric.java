package org.theriac.biostatistics.metrics;

import java.util.List;
import java.util.Optional;
import org.theriac.biostatistics.calibration.CellTest;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;

/** A test of calibration in cells, whose parts are the cells of a fold. Entry times are honoured. */
abstract class CellMetric extends SurvivalMetric {
    static final int CELLS = 10;

    CellMetric(String id, String title, String convention) {
        super(
                id,
                title,
                convention
                        + " p of at least 0.05 counts as calibrated. Resampling adds noise to the cells; the interval is shifted down by the mean excess of the "
                        + "draws.",
                Direction.LOWER_IS_BETTER);
    }

    /** The test on the cells of all folds. */
    abstract CellTest together(double[] cells);

    @Override
    Optional<String> underDelayedEntry(Judged<TimeToEvent, SurvivalCurves> judged) {
        return Optional.empty();
    }

    @Override
    public boolean growsUnderResampling() {
        return true;
    }

    @Override
    public double combine(List<double[]> parts) {
        return together(CellTest.sum(parts)).statistic();
    }

    @Override
    public Optional<Double> pValue(List<double[]> parts) {
        return Optional.of(together(CellTest.sum(parts)).p());
    }
}
