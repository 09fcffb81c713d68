package org.theriac.survival.selection;

import java.util.Optional;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.run.Run;
import org.theriac.core.task.Task;

/** An ability: the model chose its inputs along a path of penalties. */
public interface Selector {
    /** The path, with the place on it that the model stands at. */
    SelectionPath selection();

    /**
     * Repeats the selection on random halves of the subjects, with the model's own settings; empty where these ask for no half-samples.
     *
     * @param cohort the rows that the model was fitted to
     * @param run keeps what is done; a child for each half
     */
    default Optional<StabilitySelection> stability(Task<TimeToEvent> task, Cohort cohort, Run run) {
        return Optional.empty();
    }
}
