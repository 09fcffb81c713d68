package org.theriac.learning.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.theriac.learning.contract.LayerContract;
import org.theriac.learning.nn.Activation;
import org.theriac.learning.nn.Convolution;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.nn.Mlp;
import org.theriac.learning.nn.Pass;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Streams;
import org.theriac.learning.tensor.Tensors;

class PoolingTest {
    private static final Mlp.Settings IDENTITY = new Mlp.Settings(List.of(), Activation.RELU, 0, false);

    /** One convolution as an encoder of images. */
    private record OneConvolution(Convolution convolution) implements Encoder<Tensor, Features.Grid> {
        @Override
        public Features.Grid encode(Tensor input, Pass pass) {
            return Features.Grid.of(convolution.forward(input, pass));
        }

        @Override
        public int outputs() {
            return convolution.settings().outputs();
        }

        @Override
        public SortedMap<String, Tensor> parameters() {
            return convolution.parameters();
        }
    }

    private static Tensor images(int rows) {
        return Tensors.of(
                new SplittableRandom(4).doubles(rows * 30L, -2, 2).toArray(), ScalarType.Double, rows, 2, 3, 5);
    }

    private static void holds(Function<Initialiser, Pooling<Features.Grid>> pooling) {
        new LayerContract<>(
                        init -> new PooledEncoder<>(
                                new OneConvolution(new Convolution(
                                        init, Convolution.Settings.of(2, 3, 3).same())),
                                pooling.apply(init),
                                0.2),
                        PoolingTest::images,
                        (x, i) -> x.narrow(0, i, 1),
                        (encoder, x, pass) -> encoder.encode(x, pass).z())
                .check();
    }

    @Test
    void pooledEncodersHoldTheContract() {
        holds(init -> new GlobalAveragePooling(3));
        holds(init -> new Flatten(init, 45, IDENTITY));
        holds(init -> new Flatten(init, 45, new Mlp.Settings(List.of(4), Activation.TANH, 0.1, true)));
    }

    @Test
    void globalAverageIsTheMeanOfEachChannelOfTheCoarsestMap() {
        try (Arena scope = Arena.scope()) {
            Tensor fine = images(1);
            Tensor coarse = Tensors.of(new double[] {1, 2, 3, 4, 10, 20, 30, 40}, ScalarType.Double, 1, 2, 2, 2);
            Features.Grid grid = new Features.Grid(List.of(fine, coarse));
            assertThat(Tensors.toDoubles(new GlobalAveragePooling(2)
                            .pool(grid, Pass.evaluation())
                            .z()))
                    .containsExactly(2.5, 25);
        }
    }

    @Test
    void poolingsRefuseAnotherSizeThanTheirs() {
        try (Arena scope = Arena.scope()) {
            Initialiser init = new Initialiser(scope, ScalarType.Double, Streams.seeded(1));
            Features.Grid grid = Features.Grid.of(images(2));
            assertThatThrownBy(() -> new GlobalAveragePooling(3).pool(grid, Pass.evaluation()))
                    .hasMessageContaining("3 channels");
            assertThatThrownBy(() -> new Flatten(init, 29, IDENTITY).pool(grid, Pass.evaluation()))
                    .hasMessageContaining("29");
        }
    }

    @Test
    void aGridHasMapsOfOneBatch() {
        try (Arena scope = Arena.scope()) {
            assertThatThrownBy(() -> new Features.Grid(List.of())).hasMessageContaining("at least one");
            assertThatThrownBy(() -> new Features.Grid(List.of(images(2), images(3))))
                    .hasMessageContaining("[3, 2, 3, 5]");
        }
    }
}
