package org.theriac.learning.nn;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One run through a network: an evaluation, which is a fixed function of its input, or a training step, which has random
 * numbers of its own and updates running statistics.
 */
public final class Pass {
    private static final Pass EVALUATION = new Pass(Optional.empty());

    private final Optional<RandomGenerator> random;

    private Pass(Optional<RandomGenerator> random) {
        this.random = random;
    }

    /** Predicting: no dropout, stored statistics. */
    public static Pass evaluation() {
        return EVALUATION;
    }

    /** Training with these random numbers, drawn in the order of the layers. */
    public static Pass training(RandomGenerator random) {
        return new Pass(Optional.of(random));
    }

    /** Whether this is a training step. */
    public boolean isTraining() {
        return random.isPresent();
    }

    /**
     * The step's random numbers.
     *
     * @throws IllegalStateException in an evaluation, which must not be random
     */
    public RandomGenerator random() {
        return random.orElseThrow(() -> new IllegalStateException("an evaluation pass has no random numbers"));
    }
}
