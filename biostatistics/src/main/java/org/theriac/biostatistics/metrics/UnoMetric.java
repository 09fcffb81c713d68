package org.theriac.biostatistics.metrics;

import java.util.Optional;
import java.util.function.ToDoubleFunction;
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
                        + TimeGrid.LEAST_UNCENSORED + " are not used. Mean over folds."
                        + ObservedRows.WITH_ENTRY_TIMES,
                Direction.HIGHER_IS_BETTER);
    }

    @Override
    Optional<String> underDelayedEntry(Judged<TimeToEvent, SurvivalCurves> judged) {
        return weighable(judged);
    }

    @Override
    public int rowsUsed(Judged<TimeToEvent, SurvivalCurves> judged) {
        return observed(judged).rows().length;
    }

    @Override
    public Prepared prepare(Judged<TimeToEvent, SurvivalCurves> judged) {
        ObservedRows rows = observed(judged);
        ToDoubleFunction<double[]> c =
                UnoConcordance.prepare(rows.test(), rows.of(risks(judged.predicted())), rows.censoring(), rows.end());
        return weight -> new double[] {c.applyAsDouble(rows.of(weight))};
    }
}
