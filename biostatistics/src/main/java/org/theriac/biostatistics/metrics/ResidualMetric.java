package org.theriac.biostatistics.metrics;

import java.util.Arrays;
import java.util.Optional;
import org.theriac.biostatistics.calibration.CurveResiduals;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;

/** Means of the residuals of predicted curves. */
public final class ResidualMetric extends RequestedMetric {
    private final Kind kind;

    /** Which residuals. */
    public enum Kind {
        MARTINGALE,
        DEVIANCE
    }

    public ResidualMetric(Kind kind) {
        super(
                kind == Kind.MARTINGALE ? "martingale" : "deviance",
                kind == Kind.MARTINGALE ? "Mean martingale residual" : "Mean squared deviance residual",
                (kind == Kind.MARTINGALE
                                ? "Mean of event − H, with H = −log of predicted survival at the row's own time (from its entry on, where rows have entry times); "
                                        + "above 0 events came earlier than predicted."
                                : "Mean of −2 [M + event · log H], with M = event − H the martingale residual and H = −log of predicted survival at the row's own "
                                        + "time.")
                        + " Survival below 0.000001 counts as that. Mean over folds.",
                kind == Kind.MARTINGALE ? Direction.NEARER_TO_0_IS_BETTER : Direction.LOWER_IS_BETTER);
        this.kind = kind;
    }

    @Override
    Optional<String> underDelayedEntry(Judged<TimeToEvent, SurvivalCurves> judged) {
        return Optional.empty();
    }

    @Override
    public Prepared prepare(Judged<TimeToEvent, SurvivalCurves> judged) {
        CurveResiduals residuals =
                CurveResiduals.of(own(judged), atEntry(judged), test(judged).eventIndicators());
        double[] value = kind == Kind.MARTINGALE
                ? residuals.martingale()
                : Arrays.stream(residuals.deviance()).map(d -> d * d).toArray();
        return weight -> new double[] {WeightedMean.of(value, weight)};
    }
}
