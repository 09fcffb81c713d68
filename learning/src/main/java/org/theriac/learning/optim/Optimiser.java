package org.theriac.learning.optim;

import static org.bytedeco.pytorch.global.torch.linalg_vector_norm;
import static org.bytedeco.pytorch.global.torch.zeros_like;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.FlatParameters;

/**
 * Changes parameters along their gradients. All parameters lie in one {@linkplain FlatParameters flat buffer}, so a step
 * costs the same few operations for two layers as for two hundred.
 *
 * <p>Unlike the original DeepSurv, whose compiled update froze the first learning rate and momentum, the rate of every step
 * is the one asked for.
 */
public final class Optimiser {
    /** Which rule. */
    public sealed interface Rule {
        /** Stochastic gradient descent; {@code momentum} 0 is plain, otherwise Nesterov's (Sutskever et al., ICML 2013). */
        record Sgd(double momentum) implements Rule {
            public Sgd {
                require(momentum >= 0 && momentum < 1, "momentum lies in [0, 1): " + momentum);
            }
        }

        /** Kingma and Ba (ICLR 2015); the weight decay joins the gradient. */
        record Adam(double beta1, double beta2, double epsilon) implements Rule {
            /** The paper's constants. */
            public static final Adam DEFAULTS = new Adam(0.9, 0.999, 1e-8);
        }

        /** Adam with decoupled weight decay (Loshchilov and Hutter, ICLR 2019). */
        record AdamW(double beta1, double beta2, double epsilon) implements Rule {
            /** Adam's constants. */
            public static final AdamW DEFAULTS = new AdamW(0.9, 0.999, 1e-8);
        }
    }

    /**
     * What to do in a step.
     *
     * @param learningRate before the schedule
     * @param weightDecay of weight matrices, not of biases and normalisation: adds {@code decay · w} to the gradient,
     *     that is, {@code decay/2 · ‖w‖²} to the loss; decoupled in AdamW
     * @param l1 adds {@code l1 · ‖w‖₁} of weight matrices to the loss, by its subgradient
     * @param clip largest Euclidean norm of all gradients together; infinity for no clipping
     */
    public record Settings(
            Rule rule, double learningRate, Schedule schedule, double weightDecay, double l1, double clip) {
        public Settings {
            require(learningRate > 0, "the learning rate must be positive: " + learningRate);
            require(weightDecay >= 0 && l1 >= 0, "weight decay and l1 are not negative");
            require(clip > 0, "gradients are clipped to a positive norm: " + clip);
        }

        /** Adam at a constant rate without decay or clipping. */
        public static Settings adam(double learningRate) {
            return new Settings(
                    Rule.Adam.DEFAULTS, learningRate, new Schedule.Constant(), 0, 0, Double.POSITIVE_INFINITY);
        }
    }

    private final Settings settings;
    private final FlatParameters flat;
    private final Tensor first;
    private final Tensor second;
    private final Tensor scratch;
    private long steps;

    /**
     * Takes the parameters into flat buffers.
     *
     * @param arena owns the buffers
     * @param parameters what to train; no other optimiser may hold them
     */
    public Optimiser(Settings settings, Arena arena, Map<String, Tensor> parameters) {
        this.settings = settings;
        flat = new FlatParameters(arena, parameters);
        first = arena.keep(zeros_like(flat.values()));
        second = arena.keep(zeros_like(flat.values()));
        scratch = arena.keep(zeros_like(flat.values()));
    }

    /** Forgets all gradients. Call before each backward pass. */
    public void clearGradients() {
        flat.gradients().zero_();
    }

    /**
     * One step along the gradients.
     *
     * @param epoch for the schedule, from 0
     */
    public void step(long epoch) {
        steps++;
        double rate = settings.learningRate() * settings.schedule().factor(epoch);
        try (Arena scope = Arena.scope();
                NoGradGuard guard = new NoGradGuard()) {
            clip();
            penalise(rate);
            if (settings.rule() instanceof Rule.Sgd sgd) {
                descend(sgd, rate);
            } else if (settings.rule() instanceof Rule.Adam adam) {
                adapt(adam.beta1(), adam.beta2(), adam.epsilon(), rate);
            } else if (settings.rule() instanceof Rule.AdamW adamW) {
                adapt(adamW.beta1(), adamW.beta2(), adamW.epsilon(), rate);
            }
        }
    }

    private void clip() {
        if (Double.isFinite(settings.clip())) {
            Tensor norm = linalg_vector_norm(flat.gradients());
            Tensor shrink = norm.reciprocal().mul(new Scalar(settings.clip())).clamp_max(new Scalar(1.0));
            flat.gradients().mul_(shrink);
        }
    }

    private void penalise(double rate) {
        if (settings.l1() > 0) {
            flat.gradients().addcmul_(flat.values().sign(), flat.weightMask(), new Scalar(settings.l1()));
        }
        if (settings.weightDecay() > 0) {
            if (settings.rule() instanceof Rule.AdamW) {
                flat.values().addcmul_(flat.values(), flat.weightMask(), new Scalar(-rate * settings.weightDecay()));
            } else {
                flat.gradients().addcmul_(flat.values(), flat.weightMask(), new Scalar(settings.weightDecay()));
            }
        }
    }

    private void descend(Rule.Sgd sgd, double rate) {
        Tensor gradient = flat.gradients();
        if (sgd.momentum() > 0) {
            // Nesterov's look-ahead: the velocity after this step, applied before the next gradient is taken.
            first.mul_(new Scalar(sgd.momentum())).add_(gradient);
            gradient.add_(first, new Scalar(sgd.momentum()));
        }
        flat.values().add_(gradient, new Scalar(-rate));
    }

    private void adapt(double beta1, double beta2, double epsilon, double rate) {
        Tensor gradient = flat.gradients();
        first.mul_(new Scalar(beta1)).add_(gradient, new Scalar(1 - beta1));
        second.mul_(new Scalar(beta2)).addcmul_(gradient, gradient, new Scalar(1 - beta2));
        double correction1 = 1 - Math.pow(beta1, (double) steps);
        double correction2 = 1 - Math.pow(beta2, (double) steps);
        scratch.copy_(second)
                .sqrt_()
                .mul_(new Scalar(1 / Math.sqrt(correction2)))
                .add_(new Scalar(epsilon));
        flat.values().addcdiv_(first, scratch, new Scalar(-rate / correction1));
    }

    /** Steps made so far. */
    public long steps() {
        return steps;
    }

    /** The moments: with {@link #steps}, all that a resumed training needs beside the parameters. */
    public SortedMap<String, Tensor> moments() {
        TreeMap<String, Tensor> moments = new TreeMap<>();
        moments.put("first", first);
        moments.put("second", second);
        return moments;
    }

    /** All parameters in one buffer: cheap to copy when the best are to be remembered. */
    public Tensor values() {
        return flat.values();
    }

    /** Puts the count of steps back after a resume; the moments are restored through {@link #moments}. */
    public void resume(long steps) {
        this.steps = steps;
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
