package org.theriac.core.method;

import java.util.List;
import java.util.Optional;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.outcome.Predictions;

/** A fitted method. Safe for use by several threads; holds native memory until closed. */
public interface Model<P extends Predictions> extends AutoCloseable {
    P predict(Cohort rows);

    /** Something else that the model can do, asked for by its interface: {@link Coefficients}, {@link TrainingHistory}, … */
    default <C> Optional<C> as(Class<C> ability) {
        return ability.isInstance(this) ? Optional.of(ability.cast(this)) : Optional.empty();
    }

    /** The columns that {@link #predict} reads. */
    default List<String> inputs() {
        return state().preparation().inputs();
    }

    /** All that is needed to rebuild the model, without any patient's data. */
    ModelState state();

    @Override
    default void close() {}
}
