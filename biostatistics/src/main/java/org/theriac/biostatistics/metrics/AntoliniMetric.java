package org.theriac.biostatistics.metrics;

import java.util.function.ToDoubleFunction;
import org.theriac.biostatistics.concordance.AntoliniConcordance;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;

/** Antolini's time-dependent concordance index of the predicted curves. */
public final class AntoliniMetric extends SurvivalMetric {
    public AntoliniMetric() {
        super(
                "antolini_c",
                "Antolini's C",
                "Among comparable pairs, how often the row with the earlier event had the lower predicted survival at that time; pairs "
                        + "tied in time count when either has the event, equal predictions one half ('adj_antolini' of pycox). Mean over folds.",
                Direction.HIGHER_IS_BETTER);
    }

    @Override
    public Prepared prepare(Judged<TimeToEvent, SurvivalCurves> judged) {
        ToDoubleFunction<double[]> c = AntoliniConcordance.prepare(
                curves(judged.predicted()), test(judged), AntoliniConcordance.Convention.ADJUSTED);
        return weight -> new double[] {c.applyAsDouble(weight)};
    }
}
