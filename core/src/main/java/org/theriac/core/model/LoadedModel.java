package org.theriac.core.model;

import org.theriac.core.method.InputSchema;
import org.theriac.core.method.MethodEntry;
import org.theriac.core.method.Model;
import org.theriac.core.method.SeenSubjects;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.task.Task;

/**
 * A model that was read back from its folder.
 *
 * @param name as the study called it
 * @param schema by which tables are to be read before they are predicted
 * @param seen whom it was learned from, as far as the folder says
 */
public record LoadedModel(
        String name,
        MethodEntry<?, ?, ?> entry,
        Task<? extends Outcome<?>> task,
        InputSchema schema,
        SeenSubjects seen,
        Model<? extends Predictions> model)
        implements AutoCloseable {
    @Override
    public void close() {
        model.close();
    }
}
