package org.theriac.biostatistics.metrics;

import java.util.Optional;
import org.theriac.biostatistics.calibration.BrierScore;
import org.theriac.biostatistics.calibration.CensoringCurve;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;

/** The integrated Brier score of the predicted curves. */
public final class IntegratedBrierMetric extends SurvivalMetric {
    private static final String NO_SPAN = "The test times leave no span on which the score could be integrated.";

    public IntegratedBrierMetric() {
        super(
                "integrated_brier",
                "Integrated Brier score",
                "Squared error of predicted survival, weighted by the inverse probability of being uncensored (Kaplan–Meier of the "
                        + "training rows, events before censorings), divided by the number of rows; trapezoid over 100 equally spaced "
                        + "times from the first test time to the last at which that probability is at least "
                        + TimeGrid.LEAST_UNCENSORED + ", divided by their span. Mean over folds.",
                Direction.LOWER_IS_BETTER);
    }

    @Override
    public Optional<String> inapplicable(Judged<TimeToEvent, SurvivalCurves> judged) {
        if (test(judged).delayedEntry()) {
            return underDelayedEntry();
        }
        return TimeGrid.of(test(judged), CensoringCurve.of(train(judged))).isEmpty()
                ? Optional.of(NO_SPAN)
                : Optional.empty();
    }

    @Override
    public Prepared prepare(Judged<TimeToEvent, SurvivalCurves> judged) {
        SurvivalTimes test = test(judged);
        CensoringCurve censoring = CensoringCurve.of(train(judged));
        double[] grid = TimeGrid.of(test, censoring).orElseThrow(() -> new IllegalArgumentException(NO_SPAN));
        BrierScore score =
                new BrierScore(curves(judged.predicted()), test, censoring, grid, BrierScore.Normaliser.ROWS);
        return weight -> new double[] {score.integrated(weight)};
    }
}
