package org.theriac.learning.network;

import java.util.Optional;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.PartChoice;
import org.theriac.core.study.Range;
import org.theriac.learning.optim.Optimiser;
import org.theriac.learning.optim.Schedule;

/**
 * Settings of {@link Network}.
 *
 * @param head the standard head of the outcome unless given
 * @param start weights drawn at random unless given
 * @param clip 0 for no clipping
 * @param patience 0 to train for all epochs, without validation rows
 */
@Meaning("Any encoder with the head of the study's outcome.")
public record NetworkSettings(
        @Meaning("How rows are read, and the layers that read them.")
        PartChoice<EncoderDesign> encoder,

        @Meaning("What turns features into predictions; the outcome's standard one unless given.")
        Optional<HeadSettings> head,

        @Meaning("What the encoder starts from; chance unless given.")
        Optional<Start> start,

        @Meaning("Most passes over the training rows.") @Range(min = 1, max = 1_000_000)
        int epochs,

        @Meaning("Rows in a step.") @Range(min = 1, max = 1_000_000)
        int batchSize,

        @Meaning("How weights are changed along their gradients.")
        Optimiser.Rule optimiser,

        @Meaning("Step size at the start.") @Range(min = 1e-9, max = 1e3)
        double learningRate,

        @Meaning("How the step size changes over the epochs.")
        Rate schedule,

        @Meaning("Weight decay (L2) of weight matrices.") @Range(min = 0)
        double weightDecay,

        @Meaning("Largest norm of all gradients together; 0 for no limit.") @Range(min = 0)
        double clip,

        @Meaning("Passes without a better validation loss before training ends; 0: no early stopping.") @Range(min = 0)
        int patience) {

    /** How the step size changes. */
    public enum Rate {
        /** The same throughout. */
        CONSTANT,
        /** Half a cosine down to 0 at the last epoch. */
        COSINE
    }

    /** What trains in minutes on two cores. */
    public static final NetworkSettings DEFAULTS = new NetworkSettings(
            MlpDesign.ENTRY.choice(),
            Optional.empty(),
            Optional.empty(),
            30,
            32,
            Optimiser.Rule.AdamW.DEFAULTS,
            1e-3,
            Rate.COSINE,
            1e-2,
            1,
            10);

    /** What the optimiser is to do. */
    Optimiser.Settings descent() {
        return new Optimiser.Settings(
                optimiser,
                learningRate,
                schedule == Rate.COSINE ? new Schedule.Cosine(epochs) : new Schedule.Constant(),
                weightDecay,
                0,
                clip > 0 ? clip : Double.POSITIVE_INFINITY);
    }
}
