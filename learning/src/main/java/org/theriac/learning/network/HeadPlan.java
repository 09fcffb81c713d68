package org.theriac.learning.network;

import java.util.Optional;
import java.util.SortedMap;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.ModelState;
import org.theriac.core.method.NumericArray;
import org.theriac.core.outcome.Category;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.learning.encoder.Features;
import org.theriac.learning.head.Head;
import org.theriac.learning.head.Readout;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.tensor.Arena;

/**
 * What a network's outcome asks of it: the head, the truth of some rows, and what is learned after the weights.
 *
 * @param <H> the head
 * @param <T> its truth
 * @param <P> its predictions
 */
interface HeadPlan<H extends Head<Features.Vector, T, P>, T, P extends Predictions> {
    /** Features of some rows with their truth. */
    record Seen<T>(Features.Vector features, T truth) {}

    H head(Initialiser init, int inputs);

    /** The truth of rows; {@code arena} owns its tensors. */
    T truth(Arena arena, Cohort rows);

    /** Why nothing can be learned from these rows; empty when something can. */
    Optional<String> useless(Cohort rows);

    /** @param validation rows that did not train the weights, if there are any */
    Readout<Features.Vector, P> finish(H head, Seen<T> training, Optional<Seen<T>> validation);

    /** What the finished head keeps beside the weights. */
    SortedMap<String, NumericArray> kept(Readout<Features.Vector, P> finished);

    Readout<Features.Vector, P> restore(H head, ModelState state);

    /**
     * The plan for an outcome.
     *
     * @throws UserError if the settings ask for a head of another outcome
     */
    static HeadPlan<?, ?, ?> of(Outcome<?> outcome, Optional<HeadSettings> settings) {
        if (outcome instanceof Category category) {
            return new CategoryPlan(
                    category, fitting(settings, HeadSettings.Softmax.class, HeadSettings.Softmax.DEFAULTS, outcome));
        }
        if (outcome instanceof TimeToEvent time) {
            return new CoxPlan(time, fitting(settings, HeadSettings.Cox.class, HeadSettings.Cox.DEFAULTS, outcome));
        }
        throw new UserError("a network has no head for " + outcome.describe() + ".");
    }

    private static <S extends HeadSettings> S fitting(
            Optional<HeadSettings> settings, Class<S> wanted, S standard, Outcome<?> outcome) {
        HeadSettings given = settings.orElse(standard);
        if (!wanted.isInstance(given)) {
            throw new UserError("the head '" + given.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT)
                    + "' does not fit the outcome " + outcome.describe() + "; it takes the head '"
                    + wanted.getSimpleName().toLowerCase(java.util.Locale.ROOT) + "'.");
        }
        return wanted.cast(given);
    }
}
