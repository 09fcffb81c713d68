package org.theriac.survival.systems.deepsurv;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.theriac.biostatistics.cox.Ties;
import org.theriac.core.preparation.Preparation;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;
import org.theriac.learning.network.TableReading.Categories;
import org.theriac.learning.nn.Activation;

/**
 * Settings of {@link DeepSurv}.
 *
 * @param hidden none for a linear Cox model fitted by gradients
 * @param momentum of stochastic gradient descent; other optimisers do not use it
 * @param decay the learning rate in epoch e is {@code learningRate / (1 + decay · e)}
 * @param clip 0 for no clipping
 * @param patience 0 to train for all epochs, without validation rows
 */
@Meaning("DeepSurv: a Cox model whose log-risk is a neural network.")
public record DeepSurvSettings(
        @Meaning("Units of each hidden layer; an empty list gives a linear Cox model.") @Range(min = 1)
        List<Integer> hidden,

        @Meaning("The function between two layers.") Activation activation,

        @Meaning("Probability of dropping a hidden unit in training.") @Range(min = 0, max = 0.95)
        double dropout,

        @Meaning("Whether each hidden layer is normalised by batch.")
        boolean batchNorm,

        @Meaning("How deaths at the same time are treated.") Ties ties,

        @Meaning("How weights are changed along their gradients.")
        Descent optimiser,

        @Meaning("Nesterov momentum; for sgd only.") @Range(min = 0, max = 0.999)
        double momentum,

        @Meaning("Step size at the start.") @Range(min = 1e-9, max = 1e3)
        double learningRate,

        @Meaning("Fall of the step size: divided by 1 + decay · epoch.") @Range(min = 0)
        double decay,

        @Meaning("Weight decay (L2) of weight matrices.") @Range(min = 0)
        double weightDecay,

        @Meaning("L1 penalty of weight matrices.") @Range(min = 0)
        double l1,

        @Meaning("Largest norm of all gradients together; 0 for no limit.") @Range(min = 0)
        double clip,

        @Meaning("Most passes over the training rows.") @Range(min = 1, max = 1_000_000)
        int epochs,

        @Meaning("Passes without a better validation loss before training ends; 0: no early stopping.") @Range(min = 0)
        int patience,

        @Meaning("How categories enter the network.") Categories categories,
        @Meaning("How inputs are prepared.") Preparation.Settings preparation,

        @Meaning("Input column that holds the treatment, for recommendations.")
        Optional<String> treatment) {

    /** Optimisers by the names of study files. */
    public enum Descent {
        ADAM,
        ADAMW,
        SGD
    }

    /** A network that trains in seconds on two cores and does well on tables of a few thousand patients. */
    public static final DeepSurvSettings DEFAULTS = new DeepSurvSettings(
            List.of(32, 32),
            Activation.SELU,
            0.1,
            false,
            Ties.EFRON,
            Descent.ADAMW,
            0.9,
            5e-3,
            0,
            1e-2,
            0,
            1,
            500,
            50,
            Categories.INDICATORS,
            Preparation.Settings.DEFAULTS,
            Optional.empty());

    /**
     * For risks with a strong interaction that a plateau hides for hundreds of epochs, as in the simulated treatment: the
     * paper's (20, 20, 20) with a rate and patience that leave the plateau.
     */
    public static final DeepSurvSettings INTERACTION = new DeepSurvSettings(
            List.of(20, 20, 20),
            Activation.SELU,
            0.1,
            false,
            Ties.EFRON,
            Descent.ADAMW,
            0.9,
            1e-2,
            0,
            0.1,
            0,
            1,
            700,
            400,
            Categories.INDICATORS,
            Preparation.Settings.DEFAULTS,
            Optional.empty());

    /**
     * For data of the size of METABRIC (1,500 patients): all rows train, for a fixed number of epochs. A fifth of so few rows
     * is too noisy a judge of when to stop.
     */
    public static final DeepSurvSettings METABRIC = new DeepSurvSettings(
            List.of(32, 32),
            Activation.SELU,
            0.1,
            false,
            Ties.EFRON,
            Descent.ADAMW,
            0.9,
            5e-3,
            0,
            1e-2,
            0,
            1,
            100,
            0,
            Categories.INDICATORS,
            Preparation.Settings.DEFAULTS,
            Optional.empty());

    /** A linear Cox model by gradients, to six digits of Newton's method: what zero hidden layers must give. */
    public static final DeepSurvSettings LINEAR = new DeepSurvSettings(
            List.of(),
            Activation.SELU,
            0,
            false,
            Ties.EFRON,
            Descent.SGD,
            0.9,
            0.1,
            0,
            0,
            0,
            // Without clipping, covariates with a long tail (hormone receptors) throw the first steps out of range.
            1,
            1000,
            0,
            Categories.INDICATORS,
            Preparation.Settings.DEFAULTS,
            Optional.empty());

    /** The published search result for METABRIC: (42, 42, 42), plain Nesterov descent. */
    public static final DeepSurvSettings PAPER_METABRIC = paper(3, 42, 2.01e-3, 0.0344, 4.66);

    /** The published search result for GBSG: (20, 20, 20). */
    public static final DeepSurvSettings PAPER_GBSG = paper(3, 20, 4.99e-4, 0.0784, 1.59);

    /** The published search result for SUPPORT: (33, 33, 33). */
    public static final DeepSurvSettings PAPER_SUPPORT = paper(3, 33, 0.0328, 0.198, 3.54);

    /** The published search result for the simulated linear risk: (14, 14). */
    public static final DeepSurvSettings PAPER_LINEAR = paper(2, 14, 5.7e-4, 0.137, 3.96);

    /** The published search result for the simulated Gaussian risk: (39, 39, 39). */
    public static final DeepSurvSettings PAPER_GAUSSIAN = paper(3, 39, 1.49e-3, 0.0736, 2.79);

    /** The published search result for the simulated treatment: (20, 20, 20). */
    public static final DeepSurvSettings PAPER_TREATMENT = paper(3, 20, 0.0232, 0.241, 4.87);

    private static DeepSurvSettings paper(int layers, int units, double learningRate, double dropout, double l2) {
        return new DeepSurvSettings(
                Collections.nCopies(layers, units),
                Activation.SELU,
                dropout,
                false,
                Ties.BRESLOW,
                Descent.SGD,
                0.9,
                learningRate,
                0,
                // The paper adds l2 · ‖W‖² to the loss; weight decay w adds w/2 · ‖W‖².
                2 * l2,
                0,
                0,
                500,
                0,
                Categories.INDICATORS,
                Preparation.Settings.DEFAULTS,
                Optional.empty());
    }

    public DeepSurvSettings {
        hidden = List.copyOf(hidden);
    }

    /** The same settings with a treatment column. */
    public DeepSurvSettings withTreatment(String column) {
        return new DeepSurvSettings(
                hidden,
                activation,
                dropout,
                batchNorm,
                ties,
                optimiser,
                momentum,
                learningRate,
                decay,
                weightDecay,
                l1,
                clip,
                epochs,
                patience,
                categories,
                preparation,
                Optional.of(column));
    }
}
