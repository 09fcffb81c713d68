package org.theriac.learning.optim;

/** How the learning rate changes: a factor for each epoch, counted from 0. */
public sealed interface Schedule {
    /** What the learning rate is multiplied by in this epoch. */
    double factor(long epoch);

    /** The same rate throughout. */
    record Constant() implements Schedule {
        @Override
        public double factor(long epoch) {
            return 1;
        }
    }

    /**
     * {@code 1 / (1 + decay · epoch)}, the decay that DeepSurv's settings speak of.
     *
     * @param decay not negative
     */
    record InverseTime(double decay) implements Schedule {
        public InverseTime {
            require(decay >= 0, "the decay of a learning rate is not negative: " + decay);
        }

        @Override
        public double factor(long epoch) {
            return 1 / (1 + decay * epoch);
        }
    }

    /**
     * Half a cosine from 1 to 0 over {@code epochs}, then 0 (Loshchilov and Hutter, ICLR 2017, without restarts).
     *
     * @param epochs at least 1
     */
    record Cosine(long epochs) implements Schedule {
        public Cosine {
            require(epochs >= 1, "a cosine schedule needs at least one epoch: " + epochs);
        }

        @Override
        public double factor(long epoch) {
            return epoch >= epochs ? 0 : 0.5 * (1 + Math.cos(Math.PI * epoch / epochs));
        }
    }

    /**
     * Multiplied by {@code factor} after every {@code every} epochs.
     *
     * @param factor in (0, 1]
     */
    record Steps(long every, double factor) implements Schedule {
        public Steps {
            require(every >= 1 && factor > 0 && factor <= 1, "steps need every >= 1 and a factor in (0, 1]");
        }

        @Override
        public double factor(long epoch) {
            long falls = epoch / every;
            return Math.pow(factor, (double) falls);
        }
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
