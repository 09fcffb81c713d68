package org.theriac.biostatistics.competing;

import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.theriac.biostatistics.calibration.BrierScore;
import org.theriac.biostatistics.concordance.DynamicAuc;
import org.theriac.biostatistics.metrics.ObservedRows;
import org.theriac.biostatistics.survival.CurveSet;
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
                        + "Mean over folds." + ObservedRows.WITH_ENTRY_TIMES,
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
        return super.inapplicable(judged).or(() -> observed(judged).tooFewAt(medianEvent(judged)));
    }

    @Override
    Optional<String> underDelayedEntry(Judged<CompetingRisks, CumulativeIncidences> judged) {
        return weighable(judged);
    }

    @Override
    public int rowsUsed(Judged<CompetingRisks, CumulativeIncidences> judged) {
        return observed(judged).rows().length;
    }

    @Override
    public Prepared prepare(Judged<CompetingRisks, CumulativeIncidences> judged) {
        ObservedRows rows = observed(judged);
        CurveSet free = rows.given(judged.predicted(), cause());
        double horizon = medianEvent(judged);
        if (kind == Kind.BRIER) {
            BrierScore score = BrierScore.ofCause(
                    free,
                    rows.test(),
                    ofInterest(judged, rows),
                    rows.censoring(),
                    new double[] {horizon},
                    BrierScore.Normaliser.ROWS);
            return weight -> score.overTime(rows.of(weight));
        }
        double[] risk = free.survivalAt(horizon);
        for (int i = 0; i < risk.length; i++) {
            risk[i] = 1 - risk[i];
        }
        ToDoubleFunction<double[]> auc = DynamicAuc.prepareOfCause(
                horizon, rows.test(), coded(rows.of(test(judged).cause())), risk, rows.censoring());
        return weight -> new double[] {auc.applyAsDouble(rows.of(weight))};
    }
}
