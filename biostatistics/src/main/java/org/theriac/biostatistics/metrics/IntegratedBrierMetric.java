package org.theriac.biostatistics.metrics;

import java.util.Arrays;
import java.util.Optional;
import org.theriac.biostatistics.calibration.BrierScore;
import org.theriac.biostatistics.calibration.CensoringCurve;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;

/** The integrated Brier score of the predicted curves. */
public final class IntegratedBrierMetric extends SurvivalMetric {
    private static final String NO_SPAN = "The test times leave no span on which the score could be integrated.";

    private final EventWeight weight;

    public IntegratedBrierMetric(EventWeight weight) {
        super(
                "integrated_brier" + weight.suffix(),
                "Integrated Brier score" + weight.inTitle(),
                weight == EventWeight.BEFORE
                        ? "Squared error of predicted survival, weighted by the inverse probability of being uncensored (Kaplan–Meier of the "
                                + "training rows, events before censorings), divided by the number of rows; trapezoid over 100 equally spaced "
                                + "times from the first test time to the last at which that probability is at least "
                                + TimeGrid.LEAST_UNCENSORED + ", divided by their span. Mean over folds."
                                + ObservedRows.WITH_ENTRY_TIMES
                        : "Squared error of predicted survival as in the program of Haider et al.: an event at T weighs 1/G(T), a row observed beyond t 1/G(t), "
                                + "undefined weights are 0, G is the Kaplan–Meier curve of censoring of the training rows, and the sum is divided by the "
                                + "number of rows; trapezoid over the event times of the test rows, divided by their span. Mean over folds.",
                Direction.LOWER_IS_BETTER);
        this.weight = weight;
    }

    @Override
    public boolean standard() {
        return weight == EventWeight.BEFORE;
    }

    @Override
    Optional<String> underDelayedEntry(Judged<TimeToEvent, SurvivalCurves> judged) {
        return weight == EventWeight.BEFORE ? weighable(judged) : super.underDelayedEntry(judged);
    }

    @Override
    public Optional<String> inapplicable(Judged<TimeToEvent, SurvivalCurves> judged) {
        Optional<String> refused = test(judged).delayedEntry() ? super.inapplicable(judged) : Optional.empty();
        return refused.or(() -> grid(judged).isEmpty() ? Optional.of(NO_SPAN) : Optional.empty());
    }

    private Optional<double[]> grid(Judged<TimeToEvent, SurvivalCurves> judged) {
        if (weight == EventWeight.BEFORE) {
            return TimeGrid.of(observed(judged));
        }
        double[] events =
                Arrays.stream(StudyTimes.events(test(judged))).distinct().toArray();
        return events.length < 2 ? Optional.empty() : Optional.of(events);
    }

    @Override
    public int rowsUsed(Judged<TimeToEvent, SurvivalCurves> judged) {
        return observed(judged).rows().length;
    }

    @Override
    public Prepared prepare(Judged<TimeToEvent, SurvivalCurves> judged) {
        ObservedRows rows = observed(judged);
        CensoringCurve censoring = weight.of(rows.censoring());
        double[] grid = grid(judged).orElseThrow(() -> new IllegalArgumentException(NO_SPAN));
        BrierScore score = new BrierScore(
                rows.given(curves(judged.predicted())), rows.test(), censoring, grid, BrierScore.Normaliser.ROWS);
        return weights -> new double[] {score.integrated(rows.of(weights))};
    }
}
