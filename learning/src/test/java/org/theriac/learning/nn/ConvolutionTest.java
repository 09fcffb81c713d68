package org.theriac.learning.nn;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.theriac.learning.contract.LayerContract;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Shapes;
import org.theriac.learning.tensor.Streams;
import org.theriac.learning.tensor.Tensors;

class ConvolutionTest {
    private static final int CHANNELS = 4;

    private static Tensor random(long seed, long... shape) {
        long count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        return Tensors.of(new SplittableRandom(seed).doubles(count, -2, 2).toArray(), ScalarType.Double, shape);
    }

    private static void holds(Function<Initialiser, Block> make, long... space) {
        new LayerContract<Block, Tensor>(
                        make,
                        rows -> {
                            long[] shape = new long[space.length + 2];
                            shape[0] = rows;
                            shape[1] = CHANNELS;
                            System.arraycopy(space, 0, shape, 2, space.length);
                            return random(4, shape);
                        },
                        (x, i) -> x.narrow(0, i, 1),
                        Block::forward)
                .check();
    }

    @Test
    void convolutionsOfImagesHoldTheContract() {
        holds(init -> new Convolution(init, Convolution.Settings.of(CHANNELS, 3, 3)), 5, 7);
        holds(
                init -> new Convolution(
                        init,
                        Convolution.Settings.of(CHANNELS, 6, 3)
                                .same()
                                .strided(2)
                                .grouped(2)),
                5,
                7);
        holds(
                init -> new Convolution(
                        init,
                        Convolution.Settings.of(CHANNELS, 2, 3)
                                .dilated(2)
                                .same()
                                .withoutBias()),
                5,
                7);
        holds(
                init -> new Convolution(
                        init, Convolution.Settings.depthwise(CHANNELS, 3).strided(2)),
                7,
                5);
    }

    @Test
    void transposedConvolutionsHoldTheContract() {
        holds(
                init -> new Convolution(
                        init,
                        Convolution.Settings.of(CHANNELS, 3, 4)
                                .strided(2)
                                .padded(1)
                                .transpose()),
                3,
                5);
    }

    @Test
    void convolutionsOfSignalsAndVolumesHoldTheContract() {
        holds(
                init -> new Convolution(
                        init, Convolution.Settings.of(CHANNELS, 3, 5).same().along(1)),
                9);
        holds(
                init -> new Convolution(
                        init, Convolution.Settings.of(CHANNELS, 2, 3).same().along(3)),
                3,
                5,
                3);
    }

    @Test
    void batchNormOfImagesHoldsTheContract() {
        holds(init -> new BatchNorm(init, CHANNELS), 3, 5);
    }

    @Test
    void batchNormOfAnImageStandardisesEachChannelOverBatchAndPlaces() {
        try (Arena scope = Arena.scope()) {
            BatchNorm norm = new BatchNorm(initialiser(scope), 2);
            double[] z = Tensors.toDoubles(norm.forward(random(1, 1, 2, 3, 3), Pass.training(new SplittableRandom(1))));
            double[] first = Arrays.copyOf(z, 9);
            double mean = Arrays.stream(first).average().orElseThrow();
            double variance = Arrays.stream(first).map(v -> v * v).sum() / 9;
            assertThat(mean).isCloseTo(0, within(1e-12));
            assertThat(variance).isCloseTo(1, within(1e-4));
        }
    }

    @Test
    void convolutionEqualsItsDefinition() {
        try (Arena scope = Arena.scope()) {
            Convolution convolution = new Convolution(
                    initialiser(scope),
                    Convolution.Settings.of(2, 3, 3).dilated(2).same().strided(2));
            Tensor x = random(2, 1, 2, 5, 6);
            Tensor y = convolution.forward(x, Pass.evaluation());
            assertThat(Shapes.of(y)).containsExactly(1, 3, 3, 3);
            assertThat(Tensors.toDoubles(y))
                    .containsExactly(
                            byDefinition(
                                    Tensors.toDoubles(x),
                                    Tensors.toDoubles(requireNonNull(
                                            convolution.parameters().get("weight")))),
                            within(1e-12));
        }
    }

    /** y[o, i, j] = Σ w[o, c, u, v] x[c, 2i − 2 + 2u, 2j − 2 + 2v] on two channels of 5 × 6. */
    private static double[] byDefinition(double[] x, double[] w) {
        double[] y = new double[27];
        for (int o = 0; o < 3; o++) {
            for (int place = 0; place < 9; place++) {
                for (int tap = 0; tap < 18; tap++) {
                    int c = tap / 9;
                    int row = 2 * (place / 3) - 2 + 2 * (tap % 9 / 3);
                    int column = 2 * (place % 3) - 2 + 2 * (tap % 3);
                    if (row >= 0 && row < 5 && column >= 0 && column < 6) {
                        y[o * 9 + place] += w[o * 18 + tap] * x[c * 30 + row * 6 + column];
                    }
                }
            }
        }
        return y;
    }

    @Test
    void transposedConvolutionIsTheAdjointOfTheConvolution() {
        Convolution.Settings gathering =
                Convolution.Settings.of(2, 3, 4).strided(2).padded(1).withoutBias();
        Convolution.Settings spreading = Convolution.Settings.of(3, 2, 4)
                .strided(2)
                .padded(1)
                .withoutBias()
                .transpose();
        try (Arena scope = Arena.scope()) {
            // Both weights are [3, 2, 4, 4] and draw from the same stream, up to the standard deviation at the start.
            Convolution gather = new Convolution(initialiser(scope), gathering, 1);
            Convolution spread = new Convolution(initialiser(scope), spreading, 1);
            Tensor x = random(5, 1, 2, 6, 8);
            Tensor y = random(6, 1, 3, 3, 4);
            double there = gather.forward(x, Pass.evaluation()).mul(y).sum().item_double();
            double back = spread.forward(y, Pass.evaluation()).mul(x).sum().item_double();
            assertThat(there).isCloseTo(back, within(1e-10));
        }
    }

    @Test
    void sizesAreThoseOfTheOutput() {
        try (Arena scope = Arena.scope()) {
            for (Convolution.Settings settings : new Convolution.Settings[] {
                Convolution.Settings.of(1, 1, 3),
                Convolution.Settings.of(1, 1, 3).same().strided(2),
                Convolution.Settings.of(1, 1, 5).dilated(2).padded(1).strided(3),
                Convolution.Settings.of(1, 1, 4).strided(2).padded(1).transpose()
            }) {
                for (int size = 9; size < 14; size++) {
                    Tensor y = new Convolution(initialiser(scope), settings)
                            .forward(random(1, 1, 1, size, 10), Pass.evaluation());
                    assertThat(y.size(2)).isEqualTo(settings.size(size));
                }
            }
        }
    }

    @Test
    void signalsKeepTheirVarianceThroughManyRectifiedLayers() {
        try (Arena scope = Arena.scope()) {
            Initialiser init = initialiser(scope);
            Tensor x = random(7, 4, 32, 12, 12);
            double before = x.mul(x).mean().item_double();
            for (int layer = 0; layer < 10; layer++) {
                Convolution.Settings settings = Convolution.Settings.of(32, 32, 1);
                x = Activation.RELU.apply(new Convolution(init, settings).forward(x, Pass.evaluation()));
            }
            // The mean square halves at each rectifier and doubles at each convolution; without He's factor 2 it would
            // fall to a thousandth.
            assertThat(x.mul(x).mean().item_double() / before).isBetween(0.2, 5.0);
        }
    }

    @Test
    void wrongChannelsAndKernelsThatDoNotFitAreRefused() {
        try (Arena scope = Arena.scope()) {
            Convolution convolution = new Convolution(initialiser(scope), Convolution.Settings.of(3, 2, 3));
            assertThatThrownBy(() -> convolution.forward(random(1, 1, 2, 5, 5), Pass.evaluation()))
                    .hasMessageContaining("[1, 2, 5, 5]");
        }
        assertThatThrownBy(() -> Convolution.Settings.of(1, 1, 5).size(4)).hasMessageContaining("does not fit");
        assertThatThrownBy(() -> Convolution.Settings.of(1, 1, 4).same()).hasMessageContaining("no middle");
        assertThatThrownBy(() -> Convolution.Settings.of(4, 3, 1).grouped(2)).hasMessageContaining("groups");
    }

    private static Initialiser initialiser(Arena arena) {
        return new Initialiser(arena, ScalarType.Double, Streams.seeded(1));
    }
}
