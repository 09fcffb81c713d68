package org.theriac.biostatistics.competing;

import java.util.Optional;
import org.theriac.biostatistics.calibration.BrierScore;
import org.theriac.biostatistics.calibration.CensoringCurve;
import org.theriac.biostatistics.metrics.TimeGrid;
import org.theriac.biostatistics.survival.CompetingTimes;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.outcome.CompetingRisks;
import org.theriac.core.outcome.CumulativeIncidences;

/** The integrated Brier score of the predicted incidence of a cause. */
public final class CauseBrierMetric extends CauseMetric {
    private static final String NO_SPAN = "The test times leave no span on which the score could be integrated.";

    public CauseBrierMetric() {
        this(Cause.NONE);
    }

    private CauseBrierMetric(Cause cause) {
        super(
                "cause_brier",
                "Integrated Brier score",
                "Squared error of the predicted incidence of the cause, an event of another cause counting as none; weighted by the inverse probability "
                        + "of being uncensored (Kaplan–Meier of the training rows, events of any cause before censorings), divided by the number of rows; "
                        + "trapezoid over 100 equally spaced times from the first test time to the last at which that probability is at least "
                        + TimeGrid.LEAST_UNCENSORED + ", divided by their span. Mean over folds.",
                Direction.LOWER_IS_BETTER,
                cause);
    }

    @Override
    CauseMetric of(Cause cause) {
        return new CauseBrierMetric(cause);
    }

    @Override
    public Optional<String> inapplicable(Judged<CompetingRisks, CumulativeIncidences> judged) {
        Optional<String> refused = super.inapplicable(judged);
        if (refused.isPresent()) {
            return refused;
        }
        return TimeGrid.of(test(judged).times(), CensoringCurve.of(train(judged).times()))
                        .isEmpty()
                ? Optional.of(NO_SPAN)
                : Optional.empty();
    }

    @Override
    public Prepared prepare(Judged<CompetingRisks, CumulativeIncidences> judged) {
        CompetingTimes test = test(judged);
        CensoringCurve censoring = CensoringCurve.of(train(judged).times());
        double[] grid = TimeGrid.of(test.times(), censoring).orElseThrow(() -> new IllegalArgumentException(NO_SPAN));
        BrierScore score = BrierScore.ofCause(
                free(judged.predicted()),
                test.times(),
                test.isCause(cause()),
                censoring,
                grid,
                BrierScore.Normaliser.ROWS);
        return weight -> new double[] {score.integrated(weight)};
    }
}
