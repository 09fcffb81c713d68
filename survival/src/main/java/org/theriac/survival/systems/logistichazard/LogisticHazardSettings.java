package org.theriac.survival.systems.logistichazard;

import java.util.List;
import java.util.Optional;
import org.theriac.core.preparation.Preparation;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.PartChoice;
import org.theriac.core.study.Range;
import org.theriac.learning.network.HeadSettings;
import org.theriac.learning.network.MlpDesign;
import org.theriac.learning.network.NetworkSettings;
import org.theriac.learning.network.TableReading.Categories;
import org.theriac.learning.nn.Activation;
import org.theriac.learning.optim.Optimiser;
import org.theriac.learning.survival.Interpolation;

/**
 * Settings of {@link LogisticHazard}.
 *
 * @param hidden none for a linear model of the hazards' logits
 * @param patience 0 to train for all epochs, without validation rows
 */
@Meaning("Logistic-Hazard: a network that gives the hazard at each of a grid of times.")
public record LogisticHazardSettings(
        @Meaning("How the cuts between intervals of time are placed.")
        HeadSettings.LogisticHazard.Cuts cuts,

        @Meaning("Number of cuts, the one at 0 among them; quantiles that fall together give fewer.")
        @Range(min = 2, max = 10_000)
        int durations,

        @Meaning("What is assumed between two cuts.") Interpolation interpolation,

        @Meaning("Equal parts of each interval at which curves are read.") @Range(min = 1, max = 1000)
        int parts,

        @Meaning("Units of each hidden layer; an empty list gives a linear model.") @Range(min = 1)
        List<Integer> hidden,

        @Meaning("The function between two layers.") Activation activation,

        @Meaning("Probability of dropping a hidden unit in training.") @Range(min = 0, max = 0.95)
        double dropout,

        @Meaning("Whether each hidden layer is normalised by batch.")
        boolean batchNorm,

        @Meaning("Step size.") @Range(min = 1e-9, max = 1e3) double learningRate,

        @Meaning("Weight decay (L2) of weight matrices.") @Range(min = 0)
        double weightDecay,

        @Meaning("Rows in a step.") @Range(min = 1, max = 1_000_000)
        int batchSize,

        @Meaning("Most passes over the training rows.") @Range(min = 1, max = 1_000_000)
        int epochs,

        @Meaning("Passes without a better validation loss before training ends; 0: no early stopping.") @Range(min = 0)
        int patience,

        @Meaning("How categories enter the network.") Categories categories,
        @Meaning("How inputs are prepared.") Preparation.Settings preparation) {

    /** Those of the notebooks of pycox, which train in seconds: two layers of 32, ten cuts at quantiles. */
    public static final LogisticHazardSettings DEFAULTS = new LogisticHazardSettings(
            HeadSettings.LogisticHazard.Cuts.QUANTILES,
            10,
            Interpolation.CONSTANT_DENSITY,
            10,
            List.of(32, 32),
            Activation.RELU,
            0.1,
            true,
            0.01,
            0,
            256,
            512,
            10,
            Categories.INDICATORS,
            Preparation.Settings.DEFAULTS);

    public LogisticHazardSettings {
        hidden = List.copyOf(hidden);
    }

    /** The general network that this is. */
    NetworkSettings network() {
        MlpDesign encoder = new MlpDesign(hidden, activation, dropout, batchNorm, categories, preparation);
        return new NetworkSettings(
                new PartChoice<>(MlpDesign.ENTRY, encoder),
                Optional.of(new HeadSettings.LogisticHazard(cuts, durations, interpolation, parts)),
                Optional.empty(),
                epochs,
                batchSize,
                Optimiser.Rule.Adam.DEFAULTS,
                learningRate,
                NetworkSettings.Rate.CONSTANT,
                weightDecay,
                0,
                patience);
    }
}
