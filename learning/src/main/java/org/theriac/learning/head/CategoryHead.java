package org.theriac.learning.head;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.constant_pad_nd;
import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;
import static org.bytedeco.pytorch.global.torch.logsumexp;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.theriac.core.classification.Temperature;
import org.theriac.core.outcome.ClassProbabilities;
import org.theriac.learning.encoder.Features;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.nn.Linear;
import org.theriac.learning.nn.Pass;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Shapes;
import org.theriac.learning.tensor.Tensors;

/**
 * One of several classes from any vector of features: logits {@code z W + b}, cross-entropy on their log-softmax (never the logarithm of a softmax, which
 * underflows), and probabilities by softmax. Parameters {@code weight} and {@code bias}.
 */
public final class CategoryHead implements Head<Features.Vector, CategoryHead.Truth, ClassProbabilities> {
    /** How many logits there are. */
    public enum Logits {
        /** One for each class, as published networks have them; a constant may be added to all without effect. */
        EACH_CLASS,
        /** One for each class but the first, whose logit is 0: with two classes logistic regression on the features, one output with a sigmoid. */
        AGAINST_FIRST
    }

    /**
     * How the head learns.
     *
     * @param labelSmoothing share ε of each label that is spread over all classes (Szegedy et al., CVPR 2016), in [0, 1)
     * @param classWeights of each class in the loss; empty: all count alike
     */
    public record Settings(Logits logits, double labelSmoothing, List<Double> classWeights) {
        /** One logit for each class, labels as they are. */
        public static final Settings DEFAULTS = new Settings(Logits.EACH_CLASS, 0, List.of());

        public Settings {
            classWeights = List.copyOf(classWeights);
            if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
                throw new IllegalArgumentException("label smoothing lies in [0, 1), not " + labelSmoothing);
            }
            if (classWeights.stream().anyMatch(weight -> !(weight > 0))) {
                throw new IllegalArgumentException("class weights are positive: " + classWeights);
            }
        }
    }

    /**
     * The classes of a batch.
     *
     * @param codes {@code [B]} of 64-bit integers, from 0 on
     */
    public record Truth(Tensor codes) {
        public Truth {
            Shapes.check(codes, "B");
        }

        /** Class codes as a tensor that {@code arena} owns. */
        public static Truth of(Arena arena, int[] codes) {
            return new Truth(arena.keep(
                    Tensors.ofLongs(Arrays.stream(codes).asLongStream().toArray(), codes.length)));
        }
    }

    private static final long MEAN = 1;
    private static final long IGNORED_CODE = -100;

    private final List<String> classes;
    private final Settings settings;
    private final Linear linear;
    private final Optional<Tensor> classWeight;

    /**
     * @param inputs width of the features
     * @param classes at least two, in the order of their codes
     */
    public CategoryHead(Initialiser init, int inputs, List<String> classes, Settings settings) {
        if (classes.size() < 2) {
            throw new IllegalArgumentException("a category has at least two classes, not " + classes);
        }
        if (!settings.classWeights().isEmpty() && settings.classWeights().size() != classes.size()) {
            throw new IllegalArgumentException(
                    settings.classWeights().size() + " class weights for " + classes.size() + " classes");
        }
        this.classes = List.copyOf(classes);
        this.settings = settings;
        int outputs = settings.logits() == Logits.EACH_CLASS ? classes.size() : classes.size() - 1;
        linear = Linear.withBias(init, inputs, outputs);
        classWeight = settings.classWeights().isEmpty()
                ? Optional.empty()
                : Optional.of(init.buffer(
                        settings.classWeights().stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray(),
                        classes.size()));
    }

    /** The logit of each class: {@code [B, classes]}. */
    public Tensor logits(Features.Vector features, Pass pass) {
        Tensor z = linear.forward(features.z(), pass);
        return settings.logits() == Logits.EACH_CLASS ? z : constant_pad_nd(z, 1, 0);
    }

    /** The log-odds of one class, {@code z_k − log Σ_{j≠k} exp z_j}, of each row: {@code [B]}. */
    public Tensor logOdds(Features.Vector features, int k, Pass pass) {
        Tensor z = logits(features, pass);
        Tensor before = z.narrow(1, 0, k);
        Tensor after = z.narrow(1, k + 1, z.size(1) - k - 1);
        return z.select(1, k).sub(logsumexp(cat(new TensorVector(before, after), 1), 1));
    }

    /**
     * Mean cross-entropy −Σ_k t_k log p_k with smoothed labels t. With class weights the mean is over the weights of the rows' own classes.
     *
     * @return a scalar
     */
    @Override
    public Tensor loss(Features.Vector features, Truth truth, Pass pass) {
        Shapes.check(truth.codes(), features.rows());
        return cross_entropy_loss(
                logits(features, pass),
                truth.codes(),
                classWeight.map(TensorOptional::new).orElseGet(TensorOptional::new),
                MEAN,
                IGNORED_CODE,
                settings.labelSmoothing());
    }

    /** Probabilities at temperature 1: nothing is to be learned after the weights from rows that trained them. */
    @Override
    public Probabilities finish(Features.Vector trainingFeatures, Truth trainingTruth) {
        return new Probabilities(this, 1);
    }

    /** Probabilities at the {@linkplain Temperature temperature} that fits validation rows, which did not train the weights, best. */
    public Probabilities calibrated(Features.Vector validationFeatures, Truth validationTruth) {
        int[] codes = Arrays.stream(Tensors.toLongs(validationTruth.codes()))
                .mapToInt(Math::toIntExact)
                .toArray();
        return new Probabilities(
                this, Temperature.fit(logitRows(validationFeatures), codes).value());
    }

    private double[][] logitRows(Features.Vector features) {
        return Tensors.toRows(logits(features, Pass.evaluation()));
    }

    @Override
    public SortedMap<String, Tensor> parameters() {
        return linear.parameters();
    }

    /**
     * The finished head.
     *
     * @param temperature what logits are divided by
     */
    public record Probabilities(CategoryHead head, double temperature)
            implements Readout<Features.Vector, ClassProbabilities> {
        public Probabilities {
            if (!(temperature > 0)) {
                throw new IllegalArgumentException("a temperature is positive, not " + temperature);
            }
        }

        @Override
        public ClassProbabilities read(Features.Vector features) {
            double[][] logits = head.logitRows(features);
            for (double[] row : logits) {
                for (int k = 0; k < row.length; k++) {
                    row[k] /= temperature;
                }
            }
            return ClassProbabilities.ofLogits(head.classes, logits);
        }
    }
}
