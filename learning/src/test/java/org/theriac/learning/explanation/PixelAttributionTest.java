package org.theriac.learning.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.pytorch.global.torch.tanh;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.theriac.learning.nn.Convolution;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.nn.Linear;
import org.theriac.learning.nn.Pass;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Shapes;
import org.theriac.learning.tensor.Streams;
import org.theriac.learning.tensor.Tensors;

class PixelAttributionTest {
    private static final int SIDE = 12;

    private static Tensor images(int rows, int channels) {
        double[] pixels = new SplittableRandom(4)
                .doubles((long) rows * channels * SIDE * SIDE, 0, 1)
                .toArray();
        return Tensors.of(pixels, ScalarType.Double, rows, channels, SIDE, SIDE);
    }

    /** The sum of all pixels, each times its own weight. */
    private record LinearNetwork(Tensor weights) implements PixelNetwork {
        @Override
        public Tensor map(Tensor images) {
            return images;
        }

        @Override
        public Tensor scoreOfMap(Tensor map) {
            return map.mul(weights).flatten(1, -1).sum(1);
        }
    }

    /** Two convolutions with smooth activations, global average, linear. */
    private static final class SmoothNetwork implements PixelNetwork {
        private final Convolution first;
        private final Convolution second;
        private final Linear head;

        SmoothNetwork(Arena arena) {
            Initialiser init = new Initialiser(arena, ScalarType.Double, Streams.seeded(3));
            first = new Convolution(
                    init, Convolution.Settings.of(2, 6, 3).same().strided(2));
            second = new Convolution(init, Convolution.Settings.of(6, 5, 3).same());
            head = Linear.withBias(init, 5, 1);
        }

        @Override
        public Tensor map(Tensor images) {
            Pass pass = Pass.evaluation();
            return tanh(second.forward(tanh(first.forward(images, pass)), pass));
        }

        @Override
        public Tensor scoreOfMap(Tensor map) {
            return head.forward(map.flatten(2, -1).mean(2), Pass.evaluation()).squeeze(1);
        }
    }

    @Test
    void integratedGradientsOfALinearNetworkAreWeightTimesDistanceExactly() {
        try (Arena scope = Arena.scope()) {
            Tensor x = images(3, 2);
            Tensor weights = images(1, 2).sub(images(2, 2).narrow(0, 1, 1));
            for (Baseline baseline : Baseline.values()) {
                Tensor expected = x.sub(baseline.of(x)).mul(weights).sum(1);
                Tensor map = new IntegratedGradients(7, baseline).attribute(new LinearNetwork(weights), x);
                assertThat(Shapes.of(map)).containsExactly(3, SIDE, SIDE);
                assertThat(Tensors.toDoubles(map)).containsExactly(Tensors.toDoubles(expected), within(1e-12));
            }
        }
    }

    @Test
    void integratedGradientsAddUpToTheDifferenceInScore() {
        try (Arena scope = Arena.scope()) {
            PixelNetwork network = new SmoothNetwork(scope);
            Tensor x = images(4, 2);
            for (Baseline baseline : Baseline.values()) {
                double[] difference = Tensors.toDoubles(network.score(x).sub(network.score(baseline.of(x))));
                double[] sums = Tensors.toDoubles(new IntegratedGradients(50, baseline)
                        .attribute(network, x)
                        .flatten(1, -1)
                        .sum(1));
                for (int i = 0; i < 4; i++) {
                    assertThat(sums[i]).isCloseTo(difference[i], within(0.01 * Math.abs(difference[i]) + 1e-6));
                }
            }
        }
    }

    @Test
    void gradCamHasTheImagesSizeAndNoNegativeNumber() {
        try (Arena scope = Arena.scope()) {
            Tensor map = GradCam.DEFAULTS.attribute(new SmoothNetwork(scope), images(3, 2));
            assertThat(Shapes.of(map)).containsExactly(3, SIDE, SIDE);
            assertThat(Arrays.stream(Tensors.toDoubles(map)))
                    .allMatch(v -> v >= 0)
                    .anyMatch(v -> v > 0);
        }
    }

    /** With global average and a linear head, d score / d F_c at a place is the head's weight / places, so Grad-CAM is the class activation map. */
    @Test
    void gradCamOfAnAveragedMapIsTheClassActivationMap() {
        try (Arena scope = Arena.scope()) {
            double[] weights = {2, -1};
            PixelNetwork averaging = new PixelNetwork() {
                @Override
                public Tensor map(Tensor images) {
                    return images;
                }

                @Override
                public Tensor scoreOfMap(Tensor map) {
                    Tensor w = Tensors.of(weights, ScalarType.Double, 1, 2);
                    return map.flatten(2, -1).mean(2).mul(w).sum(1);
                }
            };
            Tensor x = images(1, 2);
            double[] pixels = Tensors.toDoubles(x);
            double[] map = Tensors.toDoubles(GradCam.DEFAULTS.attribute(averaging, x));
            for (int i = 0; i < map.length; i++) {
                double expected = Math.max(0, 2 * pixels[i] - pixels[SIDE * SIDE + i]) / (SIDE * SIDE);
                assertThat(map[i]).isCloseTo(expected, within(1e-12));
            }
        }
    }

    @Test
    void occlusionByOnePixelOfALinearNetworkIsWeightTimesDistance() {
        try (Arena scope = Arena.scope()) {
            Tensor x = images(2, 1);
            Tensor weights = images(3, 1).narrow(0, 2, 1);
            Tensor map = new Occlusion(1, 1, Baseline.BLACK).attribute(new LinearNetwork(weights), x);
            assertThat(Tensors.toDoubles(map))
                    .containsExactly(Tensors.toDoubles(x.mul(weights).sum(1)), within(1e-10));
            Tensor coarse = new Occlusion(5, 4, Baseline.MEAN).attribute(new LinearNetwork(weights), x);
            assertThat(Arrays.stream(Tensors.toDoubles(coarse))).allMatch(Double::isFinite);
        }
        assertThatThrownBy(() -> new Occlusion(4, 5, Baseline.MEAN)).hasMessageContaining("leaves pixels out");
    }

    @Test
    void riseFindsTheOnlyPlaceThatMatters() {
        try (Arena scope = Arena.scope()) {
            double[] weights = new double[SIDE * SIDE];
            for (int row = 2; row < 5; row++) {
                Arrays.fill(weights, row * SIDE + 7, row * SIDE + 10, 3);
            }
            PixelNetwork network = new LinearNetwork(Tensors.of(weights, ScalarType.Double, 1, 1, SIDE, SIDE));
            Rise rise = new Rise(400, 4, 0.5, 1);
            double[] map = Tensors.toDoubles(rise.attribute(network, images(1, 1)));
            int highest = 0;
            for (int i = 0; i < map.length; i++) {
                highest = map[i] > map[highest] ? i : highest;
            }
            assertThat(highest / SIDE).isBetween(1, 5);
            assertThat(highest % SIDE).isBetween(6, 10);
            assertThat(Tensors.toDoubles(rise.attribute(network, images(1, 1)))).isEqualTo(map);
        }
    }

    @Test
    void aFaithfulMapDeletesFasterAndInsertsFasterThanItsReverse() {
        try (Arena scope = Arena.scope()) {
            Tensor x = images(1, 1);
            Tensor weights = images(2, 1).narrow(0, 1, 1).sub(new Scalar(0.45));
            PixelNetwork network = new LinearNetwork(weights);
            double[] map = Tensors.toDoubles(new IntegratedGradients(1, Baseline.BLACK).attribute(network, x));
            double[] reversed = Arrays.stream(map).map(v -> -v).toArray();
            Faithfulness faithful = Faithfulness.of(network, x, Baseline.BLACK, map, 24);
            Faithfulness unfaithful = Faithfulness.of(network, x, Baseline.BLACK, reversed, 24);
            assertThat(faithful.deletion()).isLessThan(unfaithful.deletion());
            assertThat(faithful.insertion()).isGreaterThan(unfaithful.insertion());
            // In the same order, what one curve deletes the other inserts: for a linear score both meet at the ends.
            assertThat(faithful.insertion()).isBetween(0.5, 1.0);
        }
    }

    @Test
    void attributionsLeaveTheGradientsOfParametersAlone() {
        try (Arena scope = Arena.scope()) {
            SmoothNetwork network = new SmoothNetwork(scope);
            Tensor x = images(1, 2);
            for (PixelAttribution way : List.of(
                    GradCam.DEFAULTS,
                    new IntegratedGradients(3, Baseline.CORNERS),
                    new Occlusion(6, 6, Baseline.MEAN),
                    new Rise(5, 3, 0.5, 1))) {
                Tensor map = way.attribute(network, x);
                assertThat(map.requires_grad()).isFalse();
            }
            assertThat(network.first.parameters().values())
                    .allMatch(p -> !p.grad().defined());
        }
    }

    @Test
    void shareWithinAMaskCountsPositiveMass() {
        double[] map = {1, -5, 3, 0};
        assertThat(Faithfulness.positiveShareWithin(map, new boolean[] {true, true, false, true}))
                .isEqualTo(0.25);
        assertThat(Faithfulness.positiveShareWithin(new double[] {-1, 0}, new boolean[] {true, true}))
                .isNaN();
    }
}
