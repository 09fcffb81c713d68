package org.theriac.biostatistics.metrics;

import java.util.function.ToDoubleFunction;
import org.theriac.biostatistics.calibration.CensoringCurve;
import org.theriac.biostatistics.concordance.UnoConcordance;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;

/** Uno's concordance index of the predicted risks. */
public final class UnoMetric extends SurvivalMetric {
    public UnoMetric() {
        super(
                "uno_c",
                "Uno's C",
                "Harrell's pairs, each weighted by 1/G(t−)² at the event's time t, with G the Kaplan–Meier curve of censoring of the "
                        + "training rows; events after its fall to "
                        + TimeGrid.LEAST_UNCENSORED + " are not used. Mean over folds.",
                Direction.HIGHER_IS_BETTER);
    }

    @Override
    public Prepared prepare(Judged<TimeToEvent, SurvivalCurves> judged) {
        CensoringCurve censoring = CensoringCurve.of(train(judged));
        ToDoubleFunction<double[]> c = UnoConcordance.prepare(
                test(judged),
                risks(judged.predicted()),
                censoring,
                censoring.firstTimeBelow(TimeGrid.LEAST_UNCENSORED));
        return weight -> new double[] {c.applyAsDouble(weight)};
    }
}
