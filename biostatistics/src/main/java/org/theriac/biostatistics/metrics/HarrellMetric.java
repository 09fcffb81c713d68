package org.theriac.biostatistics.metrics;

import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.theriac.biostatistics.concordance.HarrellConcordance;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;

/** Harrell's concordance index of the predicted risks. */
public final class HarrellMetric extends SurvivalMetric {
    public HarrellMetric() {
        super(
                "harrell_c",
                "Harrell's C",
                "Among pairs in which one row is known to have had the event first, how often it had the higher predicted risk; "
                        + "equal risks count one half, two events at one time are not compared. With entry times only rows that had entered before the "
                        + "event are compared with it. Mean over folds.",
                Direction.HIGHER_IS_BETTER);
    }

    @Override
    Optional<String> underDelayedEntry(Judged<TimeToEvent, SurvivalCurves> judged) {
        return Optional.empty();
    }

    @Override
    public Prepared prepare(Judged<TimeToEvent, SurvivalCurves> judged) {
        ToDoubleFunction<double[]> c = HarrellConcordance.prepare(test(judged), risks(judged.predicted()));
        return weight -> new double[] {c.applyAsDouble(weight)};
    }
}
