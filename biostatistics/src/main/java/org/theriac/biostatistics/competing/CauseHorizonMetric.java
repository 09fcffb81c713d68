package org.theriac.biostatistics.competing;

import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.theriac.biostatistics.calibration.BrierScore;
import org.theriac.biostatistics.calibration.CensoringCurve;
import org.theriac.biostatistics.concordance.DynamicAuc;
import org.theriac.biostatistics.metrics.TimeGrid;
import org.theriac.biostatistics.survival.CompetingTimes;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.outcome.CompetingRisks;
import org.theriac.core.outcome.CumulativeIncidences;

/** The Brier score or the area under the ROC curve of a cause at the median time of its events. */
public final class CauseHorizonMetric extends RequestedCauseMetric {
    private final Kind kind;

    /** Which score. */
    public enum Kind {
        BRIER,
        AUC
    }

    public CauseHorizonMetric(Kind kind) {
        this(kind, Cause.NONE);
    }

    private CauseHorizonMetric(Kind kind, Cause cause) {
        super(
                kind == Kind.BRIER ? "cause_horizon_brier" : "cause_auc",
                kind == Kind.BRIER ? "Brier score at the median event time" : "Dynamic AUC at the median event time",
                (kind == Kind.BRIER
                                ? "Squared error of the predicted incidence of the cause by the median time of its events, an event of another cause counting as "
                                        + "none, divided by the number of rows"
                                : "Probability that a row with an event of the cause by the median time of its events had the higher predicted incidence than a "
                                        + "row without, those with another event included (Blanche et al., 2013, definition ii); equal predictions one half")
                        + "; rows with an event weigh 1/G(T−), rows observed longer 1/G(t), G being the Kaplan–Meier curve of censoring of the training rows. "
                        + "Mean over folds.",
                kind == Kind.BRIER ? Direction.LOWER_IS_BETTER : Direction.HIGHER_IS_BETTER,
                cause);
        this.kind = kind;
    }

    @Override
    CauseMetric of(Cause cause) {
        return new CauseHorizonMetric(kind, cause);
    }

    @Override
    public Optional<String> inapplicable(Judged<CompetingRisks, CumulativeIncidences> judged) {
        Optional<String> refused = super.inapplicable(judged);
        if (refused.isPresent()) {
            return refused;
        }
        return CensoringCurve.of(train(judged).times()).at(medianEvent(judged)) < TimeGrid.LEAST_UNCENSORED
                ? Optional.of(
                        "Fewer than " + TimeGrid.LEAST_UNCENSORED
                                + " of the training rows would be uncensored at that time: a few rows would carry the whole score.")
                : Optional.empty();
    }

    @Override
    public Prepared prepare(Judged<CompetingRisks, CumulativeIncidences> judged) {
        CompetingTimes test = test(judged);
        CensoringCurve censoring = CensoringCurve.of(train(judged).times());
        double horizon = medianEvent(judged);
        if (kind == Kind.BRIER) {
            BrierScore score = BrierScore.ofCause(
                    free(judged.predicted()),
                    test.times(),
                    test.isCause(cause()),
                    censoring,
                    new double[] {horizon},
                    BrierScore.Normaliser.ROWS);
            return score::overTime;
        }
        ToDoubleFunction<double[]> auc = DynamicAuc.prepareOfCause(
                horizon, test.times().times(), coded(test), risk(judged.predicted(), horizon), censoring);
        return weight -> new double[] {auc.applyAsDouble(weight)};
    }
}
