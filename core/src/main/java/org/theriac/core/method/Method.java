package org.theriac.core.method;

import java.util.Optional;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.run.Run;
import org.theriac.core.task.Task;

/** A published way to learn, with its settings. Immutable. */
public interface Method<O extends Outcome<P>, P extends Predictions> {
    /**
     * Learns from the training rows.
     *
     * @param validation rows for early stopping, of other subjects than {@code train}; no rows unless {@link #validates()}
     * @throws org.theriac.core.UserError if the method cannot learn from these rows; the message says why and what to do
     */
    Model<P> fit(Task<O> task, Cohort train, Cohort validation, Run run);

    /** Rebuilds a model from what {@link Model#state()} gave. */
    Model<P> restore(Task<O> task, ModelState state);

    /** Whether {@link #fit} wants rows set apart for early stopping; otherwise it is given all of them for training. */
    default boolean validates() {
        return false;
    }

    /**
     * Whom a part of the method was learned from before this study, such as an encoder that was trained elsewhere. None of them may stand among the
     * test rows. Empty for a method that starts from nothing.
     *
     * @throws org.theriac.core.UserError if what the method starts from cannot be read
     */
    default Optional<SeenSubjects> startsFrom() {
        return Optional.empty();
    }
}
