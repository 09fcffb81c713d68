package org.theriac.learning.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.theriac.learning.optim.Optimiser.Rule;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Tensors;

/** Ours, on a flat buffer, against libtorch's own optimisers, which step each tensor by itself. */
class OptimiserTest {
    private static final int STEPS = 25;
    private static final double NO_CLIP = Double.POSITIVE_INFINITY;

    private static Tensor leaf(double... values) {
        Tensor tensor = Tensors.of(values, ScalarType.Double, values.length / 2, 2);
        tensor.set_requires_grad(true);
        return tensor;
    }

    /** A bent valley in which every coordinate matters. */
    private static Tensor loss(Tensor a, Tensor b) {
        return a.mul(a)
                .sum()
                .add(b.sub(a.narrow(0, 0, 1))
                        .pow(new org.bytedeco.pytorch.Scalar(4))
                        .sum())
                .add(a.mul(b).sum());
    }

    private static double[] ours(Optimiser.Settings settings) {
        try (Arena scope = Arena.scope()) {
            Tensor a = leaf(1, -2, 0.5, 3);
            Tensor b = leaf(-1, 0.25, 2, -0.5);
            Optimiser optimiser = new Optimiser(settings, scope, new TreeMap<>(Map.of("a", a, "b", b)));
            for (int i = 0; i < STEPS; i++) {
                optimiser.clearGradients();
                loss(a, b).backward();
                optimiser.step(i);
            }
            return Tensors.toDoubles(optimiser.values());
        }
    }

    @FunctionalInterface
    private interface Reference {
        org.bytedeco.pytorch.Optimizer over(TensorVector parameters);
    }

    private static double[] libtorch(Reference reference) {
        try (Arena scope = Arena.scope()) {
            Tensor a = leaf(1, -2, 0.5, 3);
            Tensor b = leaf(-1, 0.25, 2, -0.5);
            org.bytedeco.pytorch.Optimizer optimiser = reference.over(new TensorVector(a, b));
            for (int i = 0; i < STEPS; i++) {
                optimiser.zero_grad();
                loss(a, b).backward();
                optimiser.step();
            }
            double[] values = new double[8];
            System.arraycopy(Tensors.toDoubles(a), 0, values, 0, 4);
            System.arraycopy(Tensors.toDoubles(b), 0, values, 4, 4);
            return values;
        }
    }

    private static Optimiser.Settings settings(Rule rule, double rate, double decay) {
        return new Optimiser.Settings(rule, rate, new Schedule.Constant(), decay, 0, NO_CLIP);
    }

    @Test
    void adamEqualsLibtorchs() {
        AdamOptions options = new AdamOptions(0.05);
        options.weight_decay().put(0.01);
        assertThat(ours(settings(Rule.Adam.DEFAULTS, 0.05, 0.01)))
                .containsExactly(
                        libtorch(parameters -> new org.bytedeco.pytorch.Adam(parameters, options)), within(1e-12));
    }

    @Test
    void adamWEqualsLibtorchs() {
        AdamWOptions options = new AdamWOptions(0.05);
        options.weight_decay().put(0.1);
        assertThat(ours(settings(Rule.AdamW.DEFAULTS, 0.05, 0.1)))
                .containsExactly(
                        libtorch(parameters -> new org.bytedeco.pytorch.AdamW(parameters, options)), within(1e-12));
    }

    @Test
    void nesterovEqualsLibtorchs() {
        SGDOptions options = new SGDOptions(0.001);
        options.momentum().put(0.9);
        options.nesterov().put(true);
        assertThat(ours(settings(new Rule.Sgd(0.9), 0.001, 0)))
                .containsExactly(
                        libtorch(parameters -> new org.bytedeco.pytorch.SGD(parameters, options)), within(1e-12));
    }

    @Test
    void clippingBoundsTheStep() {
        try (Arena scope = Arena.scope()) {
            Tensor a = leaf(3, 4);
            Optimiser.Settings clipped = new Optimiser.Settings(new Rule.Sgd(0), 1, new Schedule.Constant(), 0, 0, 0.5);
            Optimiser optimiser = new Optimiser(clipped, scope, Map.of("a", a));
            a.mul(a).sum().backward(); // gradient (6, 8), norm 10, clipped to norm 0.5: (0.3, 0.4)
            optimiser.step(0);
            assertThat(Tensors.toDoubles(a)).containsExactly(new double[] {2.7, 3.6}, within(1e-12));
        }
    }

    @Test
    void smallGradientsAreNotStretched() {
        try (Arena scope = Arena.scope()) {
            Tensor a = leaf(3, 4);
            Optimiser.Settings clipped = new Optimiser.Settings(new Rule.Sgd(0), 1, new Schedule.Constant(), 0, 0, 0.5);
            Optimiser optimiser = new Optimiser(clipped, scope, Map.of("a", a));
            optimiser.step(0);
            assertThat(Tensors.toDoubles(a)).containsExactly(3, 4);
        }
    }

    @Test
    void penaltiesTouchWeightsNotBiases() {
        try (Arena scope = Arena.scope()) {
            Tensor weight = leaf(2, -4);
            Tensor bias = Tensors.of(new double[] {7}, ScalarType.Double, 1);
            bias.set_requires_grad(true);
            Optimiser.Settings penalised =
                    new Optimiser.Settings(new Rule.Sgd(0), 0.1, new Schedule.Constant(), 0.5, 1, NO_CLIP);
            Optimiser optimiser = new Optimiser(penalised, scope, new TreeMap<>(Map.of("b", bias, "w", weight)));
            optimiser.step(0);
            // w − 0.1 (0.5 w + sign w)
            assertThat(Tensors.toDoubles(weight)).containsExactly(new double[] {1.8, -3.7}, within(1e-12));
            assertThat(Tensors.toDoubles(bias)).containsExactly(7);
        }
    }

    @Test
    void schedulesFollowTheirFormulas() {
        assertThat(new Schedule.InverseTime(0.5).factor(2)).isEqualTo(0.5);
        assertThat(new Schedule.Cosine(10).factor(0)).isEqualTo(1);
        assertThat(new Schedule.Cosine(10).factor(5)).isCloseTo(0.5, within(1e-12));
        assertThat(new Schedule.Cosine(10).factor(11)).isZero();
        assertThat(new Schedule.Steps(10, 0.1).factor(25)).isCloseTo(0.01, within(1e-15));
    }

    @Test
    void learningRateFollowsTheScheduleFromEpochToEpoch() {
        try (Arena scope = Arena.scope()) {
            Tensor a = leaf(0, 0);
            Optimiser.Settings settings =
                    new Optimiser.Settings(new Rule.Sgd(0), 1, new Schedule.InverseTime(1), 0, 0, NO_CLIP);
            Optimiser optimiser = new Optimiser(settings, scope, Map.of("a", a));
            for (int epoch = 0; epoch < 3; epoch++) {
                optimiser.clearGradients();
                a.sum().backward();
                optimiser.step(epoch);
            }
            double moved = 1 + 1 / 2.0 + 1 / 3.0;
            assertThat(Tensors.toDoubles(a)).containsExactly(new double[] {-moved, -moved}, within(1e-12));
        }
    }
}
