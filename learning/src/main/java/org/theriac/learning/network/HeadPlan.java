package org.theriac.learning.network;

import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BiFunction;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.ModelState;
import org.theriac.core.method.NumericArray;
import org.theriac.core.outcome.Category;
import org.theriac.core.outcome.CompetingRisks;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.study.Words;
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
     * The plan for an outcome, with what training rows settle of it, such as cuts of time.
     *
     * @throws UserError if the settings ask for a head of another outcome, or the rows leave nothing to learn
     */
    static HeadPlan<?, ?, ?> fitted(Outcome<?> outcome, Optional<HeadSettings> settings, Cohort train) {
        return choose(
                outcome,
                settings,
                (time, chosen) -> DiscreteHazardPlan.fitted(new DiscreteHazardPlan.OneEvent(time), chosen, train),
                (risks, chosen) -> DiscreteHazardPlan.fitted(new DiscreteHazardPlan.Causes(risks), chosen, train));
    }

    /** The plan as a model keeps it. */
    static HeadPlan<?, ?, ?> restored(Outcome<?> outcome, Optional<HeadSettings> settings, ModelState state) {
        return choose(
                outcome,
                settings,
                (time, chosen) -> DiscreteHazardPlan.restored(new DiscreteHazardPlan.OneEvent(time), chosen, state),
                (risks, chosen) -> DiscreteHazardPlan.restored(new DiscreteHazardPlan.Causes(risks), chosen, state));
    }

    private static HeadPlan<?, ?, ?> choose(
            Outcome<?> outcome,
            Optional<HeadSettings> settings,
            BiFunction<TimeToEvent, HeadSettings.LogisticHazard, HeadPlan<?, ?, ?>> discrete,
            BiFunction<CompetingRisks, HeadSettings.LogisticHazard, HeadPlan<?, ?, ?>> competing) {
        if (outcome instanceof Category category) {
            HeadSettings given = settings.orElse(HeadSettings.Softmax.DEFAULTS);
            if (given instanceof HeadSettings.Softmax softmax) {
                return new CategoryPlan(category, softmax);
            }
            throw unfit(given, outcome, "softmax");
        }
        if (outcome instanceof TimeToEvent time) {
            HeadSettings given = settings.orElse(HeadSettings.Cox.DEFAULTS);
            if (given instanceof HeadSettings.LogisticHazard chosen) {
                return discrete.apply(time, chosen);
            }
            if (given instanceof HeadSettings.Cox cox) {
                return new CoxPlan(time, cox);
            }
            throw unfit(given, outcome, "cox' or 'logistic_hazard");
        }
        if (outcome instanceof CompetingRisks risks) {
            HeadSettings given = settings.orElse(HeadSettings.LogisticHazard.DEFAULTS);
            if (given instanceof HeadSettings.LogisticHazard chosen) {
                return competing.apply(risks, chosen);
            }
            throw unfit(given, outcome, "logistic_hazard");
        }
        throw new UserError("a network has no head for " + outcome.describe() + ".");
    }

    private static UserError unfit(HeadSettings given, Outcome<?> outcome, String fitting) {
        return new UserError("the head '" + Words.snakeCase(given.getClass().getSimpleName())
                + "' does not fit the outcome " + outcome.describe() + "; it takes the head '" + fitting + "'.");
    }
}
