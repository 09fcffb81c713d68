package org.theriac.biostatistics.metrics;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.theriac.biostatistics.calibration.BrierScore;
import org.theriac.biostatistics.concordance.DynamicAuc;
import org.theriac.biostatistics.survival.CurveSet;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.evaluation.Metric;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;

/** The Brier score or the area under the ROC curve at quartiles of the event times. */
public final class HorizonMetric extends RequestedMetric {
    /** The percentiles of the event times at which a study looks. */
    public static final List<Integer> PERCENTILES = List.of(25, 50, 75);

    private static final String G =
            "; G is the Kaplan–Meier curve of censoring of the training rows, events before censorings. Mean over folds.";

    private final Kind kind;
    private final int percentile;

    /** Which score. */
    public enum Kind {
        BRIER(
                "horizon_brier",
                "Brier score",
                Direction.LOWER_IS_BETTER,
                "Squared error of the predicted survival at the given percentile of the event times; rows with the event by then weigh 1/G(T−), rows observed "
                        + "beyond it 1/G(t), rows censored before nothing, divided by the number of rows"
                        + G + ObservedRows.WITH_ENTRY_TIMES),
        BRIER_HAIDER(
                "horizon_brier_haider",
                "Brier score (Haider)",
                Direction.LOWER_IS_BETTER,
                "Squared error of the predicted survival at the given percentile of the event times as in the program of Haider et al.: rows with the event by "
                        + "then weigh 1/G(T), rows observed beyond it 1/G(t), undefined weights are 0, divided by the number of rows"
                        + G),
        AUC(
                "dynamic_auc",
                "Dynamic AUC",
                Direction.HIGHER_IS_BETTER,
                "Probability that a row with the event by the given percentile of the event times had the higher predicted risk by then than a row without; rows "
                        + "with the event weigh 1/G(T−), equal risks count one half"
                        + G + ObservedRows.WITH_ENTRY_TIMES);

        private final String id;
        private final String title;
        private final Direction direction;
        private final String convention;

        Kind(String id, String title, Direction direction, String convention) {
            this.id = id;
            this.title = title;
            this.direction = direction;
            this.convention = convention;
        }
    }

    /** For no time in particular: a study reports it at each of {@link #PERCENTILES}. */
    public HorizonMetric(Kind kind) {
        this(kind, 0);
    }

    private HorizonMetric(Kind kind, int percentile) {
        super(
                kind.id + (percentile == 0 ? "" : "_" + percentile),
                kind.title + (percentile == 0 ? "" : ", " + percentile + " % of event times"),
                kind.convention,
                kind.direction);
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
    Optional<String> underDelayedEntry(Judged<TimeToEvent, SurvivalCurves> judged) {
        return kind == Kind.BRIER_HAIDER ? super.underDelayedEntry(judged) : weighable(judged);
    }

    @Override
    public Optional<String> inapplicable(Judged<TimeToEvent, SurvivalCurves> judged) {
        return super.inapplicable(judged).or(() -> observed(judged).tooFewAt(horizon(judged)));
    }

    @Override
    public int rowsUsed(Judged<TimeToEvent, SurvivalCurves> judged) {
        return observed(judged).rows().length;
    }

    @Override
    public Prepared prepare(Judged<TimeToEvent, SurvivalCurves> judged) {
        ObservedRows rows = observed(judged);
        CurveSet curves = rows.given(curves(judged.predicted()));
        double horizon = horizon(judged);
        if (kind != Kind.AUC) {
            EventWeight weight = kind == Kind.BRIER ? EventWeight.BEFORE : EventWeight.HAIDER;
            BrierScore score = new BrierScore(
                    curves,
                    rows.test(),
                    weight.of(rows.censoring()),
                    new double[] {horizon},
                    BrierScore.Normaliser.ROWS);
            return weights -> score.overTime(rows.of(weights));
        }
        double[] risk = curves.survivalAt(horizon);
        for (int i = 0; i < risk.length; i++) {
            risk[i] = 1 - risk[i];
        }
        ToDoubleFunction<double[]> auc =
                DynamicAuc.prepareOfCause(horizon, rows.test(), RiskRows.causes(rows.test()), risk, rows.censoring());
        return weights -> new double[] {auc.applyAsDouble(rows.of(weights))};
    }
}
