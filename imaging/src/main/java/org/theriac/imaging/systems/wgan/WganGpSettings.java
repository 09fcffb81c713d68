package org.theriac.imaging.systems.wgan;

import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;
import org.theriac.learning.adversarial.WassersteinTraining;

/** Settings of {@link WganGp}. */
@Meaning("A generator against a critic by Wasserstein's distance with gradient penalty.")
public record WganGpSettings(
        @Meaning("Numbers of noise that a picture is made of.") @Range(min = 1, max = 4096)
        int latent,

        @Meaning("Channels of the finest map; twice as many after each halving of the size.") @Range(min = 1, max = 512)
        int base,

        @Meaning("Steps of the critic in all.") @Range(min = 1, max = 100_000_000)
        long criticSteps,

        @Meaning("Steps of the critic before each step of the generator.") @Range(min = 1, max = 1000)
        int criticStepsEach,

        @Meaning("Pictures in a step.") @Range(min = 2, max = 65536)
        int batchSize,

        @Meaning("Step size of both networks.") @Range(min = 1e-9, max = 1)
        double learningRate,

        @Meaning("Weight of the gradient penalty.") @Range(min = 0)
        double penalty,

        @Meaning("Share of the averaged generator that stays in each of its steps; 0: no averaging.")
        @Range(min = 0, max = 0.99999)
        double averaging) {

    /** What trains in minutes on two cores. */
    public static final WganGpSettings DEFAULTS = new WganGpSettings(64, 32, 3000, 5, 64, 1e-4, 10, 0.99);

    /** The size of the paper's experiments on pictures of 28 × 28: 200 000 steps of the generator. */
    public static final WganGpSettings PAPER = new WganGpSettings(128, 64, 1_000_000, 5, 64, 1e-4, 10, 0);

    /** Steps of the generator. */
    long rounds() {
        return Math.max(1, criticSteps / criticStepsEach);
    }

    WassersteinTraining.Settings training() {
        return new WassersteinTraining.Settings(rounds(), criticStepsEach, batchSize, penalty, learningRate, averaging);
    }
}
