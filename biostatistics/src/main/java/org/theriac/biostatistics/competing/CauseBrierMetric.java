package org.theriac.biostatistics.competing;

import java.util.Optional;
import org.theriac.biostatistics.calibration.BrierScore;
import org.theriac.biostatistics.metrics.ObservedRows;
import org.theriac.biostatistics.metrics.TimeGrid;
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
                        + TimeGrid.LEAST_UNCENSORED + ", divided by their span. Mean over folds."
                        + ObservedRows.WITH_ENTRY_TIMES,
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
        return TimeGrid.of(observed(judged)).isEmpty() ? Optional.of(NO_SPAN) : Optional.empty();
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
        double[] grid = TimeGrid.of(rows).orElseThrow(() -> new IllegalArgumentException(NO_SPAN));
        BrierScore score = BrierScore.ofCause(
                rows.given(judged.predicted(), cause()),
                rows.test(),
                ofInterest(judged, rows),
                rows.censoring(),
                grid,
                BrierScore.Normaliser.ROWS);
        return weight -> new double[] {score.integrated(rows.of(weight))};
    }
}
