package org.theriac.biostatistics.metrics;

import java.util.stream.IntStream;
import org.theriac.biostatistics.distribution.PrecisionRecall;
import org.theriac.biostatistics.survival.CurveSet;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;

/** Survival-AUPRC: how closely a predicted distribution gathers around the time that was observed. */
public final class PrecisionRecallMetric extends RequestedMetric {
    public PrecisionRecallMetric() {
        super(
                "survival_auprc",
                "Survival-AUPRC",
                "Mean over rows of ∫ [F(t∕r) − F(t r)] dr for r from 0 to 1, the predicted probability of an interval around the row's own time as it narrows; of a "
                        + "censored row ∫ [1 − F(t r)] dr. Beyond a curve's end the line from (0, 1) through its last point. Mean over folds.",
                Direction.HIGHER_IS_BETTER);
    }

    @Override
    public Prepared prepare(Judged<TimeToEvent, SurvivalCurves> judged) {
        SurvivalTimes test = test(judged);
        CurveSet curves = curves(judged.predicted());
        double[] grid = curves.times();
        double[] score = IntStream.range(0, test.size())
                .mapToDouble(i -> PrecisionRecall.of(curves, grid, i, test.time(i), test.event(i)))
                .toArray();
        return weight -> new double[] {WeightedMean.of(score, weight)};
    }
}
