package org.theriac.biostatistics.metrics;

import java.util.Optional;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;

/** A metric that a study reports when it names it. */
abstract class RequestedMetric extends SurvivalMetric {
    RequestedMetric(String id, String title, String convention, Direction direction) {
        super(id, title, convention, direction);
    }

    @Override
    public boolean standard() {
        return false;
    }

    @Override
    public Optional<String> inapplicable(Judged<TimeToEvent, SurvivalCurves> judged) {
        return train(judged).events() == 0
                ? Optional.of("None of the training rows has the event.")
                : super.inapplicable(judged);
    }
}
