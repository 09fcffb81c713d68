package org.theriac.learning.network;

import java.util.List;
import org.theriac.biostatistics.cox.Ties;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;
import org.theriac.learning.survival.Interpolation;

/** The heads by the words of study files. Each fits its outcomes, and every encoder. */
public sealed interface HeadSettings {
    /**
     * Classes by softmax.
     *
     * @param classWeights in the order of the classes; empty: all count alike
     * @param temperature whether probabilities are calibrated on the validation rows
     */
    @Meaning("Probabilities of classes by softmax, trained by cross-entropy.")
    record Softmax(
            @Meaning("Share of each label that is spread over all classes.") @Range(min = 0, max = 0.5)
            double labelSmoothing,

            @Meaning("Weight of each class in the loss, in their order; empty: all count alike.") @Range(min = 1e-6)
            List<Double> classWeights,

            @Meaning("Whether a temperature calibrates the probabilities on the validation rows.")
            boolean temperature)
            implements HeadSettings {
        public static final Softmax DEFAULTS = new Softmax(0, List.of(), true);

        public Softmax {
            classWeights = List.copyOf(classWeights);
        }
    }

    /** Proportional hazards. In batches smaller than the cohort the risk set of a death is what the batch holds of it. */
    @Meaning("Proportional hazards: a log-risk and Breslow's baseline.")
    record Cox(
            @Meaning("How deaths at the same time are treated.")
            Ties ties) implements HeadSettings {
        public static final Cox DEFAULTS = new Cox(Ties.EFRON);
    }

    /** Hazards on a grid of times, of one event or of several causes that compete. */
    @Meaning(
            "Discrete-time hazards without the assumption that they are proportional; of each cause where risks compete.")
    record LogisticHazard(
            @Meaning("How the cuts between intervals of time are placed.")
            Cuts cuts,

            @Meaning("Number of cuts, the one at 0 among them; quantiles that fall together give fewer.")
            @Range(min = 2, max = 10_000)
            int durations,

            @Meaning("What is assumed between two cuts.") Interpolation interpolation,

            @Meaning("Equal parts of each interval at which curves are read.") @Range(min = 1, max = 1000)
            int parts)
            implements HeadSettings {
        public static final LogisticHazard DEFAULTS =
                new LogisticHazard(Cuts.QUANTILES, 10, Interpolation.CONSTANT_DENSITY, 10);

        /** Where cuts lie. */
        public enum Cuts {
            /** At equal distances up to the last observed time. */
            EQUIDISTANT,
            /** Where the Kaplan–Meier curve of the training rows reaches equally spaced levels. */
            QUANTILES
        }
    }
}
