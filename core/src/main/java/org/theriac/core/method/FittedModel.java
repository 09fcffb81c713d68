package org.theriac.core.method;

import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.task.Task;

/**
 * A model with all that its folder has to tell.
 *
 * @param name of the candidate in the study
 * @param entry the method's line in the catalogue
 * @param settings the method's settings, all written out
 * @param schema the inputs as they were in training: types, levels, ranges
 * @param seen whom it was learned from
 */
public record FittedModel(
        String name,
        MethodEntry<?, ?, ?> entry,
        Record settings,
        Task<? extends Outcome<?>> task,
        InputSchema schema,
        SeenSubjects seen,
        Model<? extends Predictions> model) {}
