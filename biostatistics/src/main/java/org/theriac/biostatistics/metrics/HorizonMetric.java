package org.theriac.biostatistics.metrics;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.theriac.biostatistics.calibration.BrierScore;
import org.theriac.biostatistics.calibration.CensoringCurve;
import org.theriac.biostatistics.concordance.DynamicAuc;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.evaluation.Metric;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;

/** The Brier score or the area under the ROC curve at quartiles of the event times. */
public final class HorizonMetric extends RequestedMetric {
    /** The percentiles of the event times at which a study looks. */
    public static final List<Integer> PERCENTILES = List.of(25, 50, 75);

    private final Kind kind;
    private final int percentile;

    /** Which score. */
    public enum Kind {
        BRIER,
        AUC
    }

    /** For no time in particular: a study reports it at each of {@link #PERCENTILES}. */
    public HorizonMetric(Kind kind) {
        this(kind, 0);
    }

    private HorizonMetric(Kind kind, int percentile) {
        super(
                (kind == Kind.BRIER ? "horizon_brier" : "dynamic_auc") + (percentile == 0 ? "" : "_" + percentile),
                (kind == Kind.BRIER ? "Brier score" : "Dynamic AUC")
                        + (percentile == 0 ? "" : ", " + percentile + " % of event times"),
                (kind == Kind.BRIER
                                ? "Squared error of the predicted survival at the given percentile of the event times; rows with the event by then weigh 1/G(T−), "
                                        + "rows observed beyond it 1/G(t), rows censored before nothing, divided by the number of rows"
                                : "Probability that a row with the event by the given percentile of the event times had the higher predicted risk by then than a row "
                                        + "without; rows with the event weigh 1/G(T−), equal risks count one half")
                        + "; G is the Kaplan–Meier curve of censoring of the training rows, events before censorings. Mean over folds.",
                kind == Kind.BRIER ? Direction.LOWER_IS_BETTER : Direction.HIGHER_IS_BETTER);
        this.kind = kind;
        this.percentile = percentile;
    }

    @Override
    public List<Metric<TimeToEvent, SurvivalCurves>> each(TimeToEvent outcome) {
        return percentile > 0
                ? List.of(this)
                : PERCENTILES.stream()
                        .<Metric<TimeToEvent, SurvivalCurves>>map(p -> new HorizonMetric(kind, p))
                        .toList();
    }

    private double horizon(Judged<TimeToEvent, SurvivalCurves> judged) {
        return StudyTimes.eventQuantile(train(judged), test(judged), percentile / 100.0);
    }

    @Override
    public Optional<String> inapplicable(Judged<TimeToEvent, SurvivalCurves> judged) {
        Optional<String> refused = super.inapplicable(judged);
        if (refused.isPresent()) {
            return refused;
        }
        return CensoringCurve.of(train(judged)).at(horizon(judged)) < TimeGrid.LEAST_UNCENSORED
                ? Optional.of(
                        "Fewer than " + TimeGrid.LEAST_UNCENSORED
                                + " of the training rows would be uncensored at that time: a few rows would carry the whole score.")
                : Optional.empty();
    }

    @Override
    public Prepared prepare(Judged<TimeToEvent, SurvivalCurves> judged) {
        SurvivalTimes test = test(judged);
        CensoringCurve censoring = CensoringCurve.of(train(judged));
        double horizon = horizon(judged);
        if (kind == Kind.BRIER) {
            BrierScore score = new BrierScore(
                    curves(judged.predicted()), test, censoring, new double[] {horizon}, BrierScore.Normaliser.ROWS);
            return score::overTime;
        }
        ToDoubleFunction<double[]> auc = DynamicAuc.prepareOfCause(
                horizon, test.times(), RiskRows.causes(test), RiskRows.risk(judged.predicted(), horizon), censoring);
        return weight -> new double[] {auc.applyAsDouble(weight)};
    }
}
