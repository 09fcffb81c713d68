package org.theriac.learning.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.theriac.learning.contract.LayerContract;
import org.theriac.learning.encoder.Table;
import org.theriac.learning.encoder.TableEncoder;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Streams;
import org.theriac.learning.tensor.Tensors;

class LayerContractTest {
    private static final int WIDTH = 3;

    private static Tensor numbers(int rows) {
        return Tensors.of(
                new SplittableRandom(4).doubles((long) rows * WIDTH, -2, 2).toArray(), ScalarType.Double, rows, WIDTH);
    }

    private static Tensor codes(int rows) {
        return Tensors.ofLongs(new SplittableRandom(5).longs(rows * 2L, 0, 4).toArray(), rows, 2);
    }

    private static void holds(Function<Initialiser, Block> make) {
        new LayerContract<Block, Tensor>(make, LayerContractTest::numbers, (x, i) -> x.narrow(0, i, 1), Block::forward)
                .check();
    }

    @Test
    void linearHoldsTheContract() {
        holds(init -> Linear.withBias(init, WIDTH, 4));
        holds(init -> Linear.withoutBias(init, WIDTH, 1));
    }

    @Test
    void dropoutHoldsTheContract() {
        holds(init -> new Dropout(0.4));
    }

    @Test
    void batchNormHoldsTheContract() {
        holds(init -> new BatchNorm(init, WIDTH));
    }

    @Test
    void embeddingHoldsTheContract() {
        new LayerContract<>(
                        init -> new Embedding(init, 4, 3),
                        rows -> codes(rows).select(1, 0),
                        (x, i) -> x.narrow(0, i, 1),
                        Embedding::forward)
                .check();
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void mlpHoldsTheContract(Activation activation) {
        holds(init -> new Mlp(init, WIDTH, new Mlp.Settings(List.of(5, 4), activation, 0.3, true)));
    }

    @Test
    void tableEncoderHoldsTheContract() {
        Mlp.Settings mlp = new Mlp.Settings(List.of(4), Activation.SELU, 0.2, false);
        List<TableEncoder.Category> categories =
                List.of(new TableEncoder.Category(4, 2), new TableEncoder.Category(4, 3));
        new LayerContract<>(
                        init -> new TableEncoder(init, WIDTH, categories, mlp),
                        rows -> new Table(numbers(rows), codes(rows)),
                        (table, i) -> table.take(Tensors.ofLongs(new long[] {i}, 1)),
                        (encoder, table, pass) -> encoder.encode(table, pass).z())
                .check();
    }

    @Test
    void contractCatchesARowThatDependsOnItsNeighbours() {
        Function<Initialiser, Block> centring = init -> new Centring();
        assertThatThrownBy(() -> holds(centring))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("alone");
    }

    @Test
    void parameterNamesAreStable() {
        try (Arena scope = Arena.scope()) {
            Initialiser init = new Initialiser(scope, ScalarType.Float, Streams.seeded(1));
            Mlp.Settings settings = new Mlp.Settings(List.of(5), Activation.RELU, 0, true);
            TableEncoder encoder = new TableEncoder(init, 2, List.of(new TableEncoder.Category(3, 2)), settings);
            assertThat(encoder.state().keySet())
                    .containsExactly(
                            "embedding0.weight",
                            "layer0.bias",
                            "layer0.weight",
                            "norm0.bias",
                            "norm0.running_mean",
                            "norm0.running_var",
                            "norm0.weight");
        }
    }

    @Test
    void dropoutKeepsTheExpectationAndTheAskedShare() {
        try (Arena scope = Arena.scope()) {
            Tensor ones = Tensors.of(
                    new SplittableRandom(1).doubles(100_001, 1, 1.0000001).toArray(), ScalarType.Double, 100_001);
            double[] dropped =
                    Tensors.toDoubles(new Dropout(0.3).forward(ones, Pass.training(new SplittableRandom(2))));
            long zeros = java.util.Arrays.stream(dropped).filter(v -> v == 0).count();
            // Six standard errors of a share of 0.3 in 100,001 draws.
            assertThat(zeros / 100_001.0).isBetween(0.3 - 0.0087, 0.3 + 0.0087);
            assertThat(java.util.Arrays.stream(dropped).average().orElseThrow()).isBetween(0.98, 1.02);
        }
    }

    @Test
    void batchNormRefusesToTrainOnOneRow() {
        try (Arena scope = Arena.scope()) {
            BatchNorm norm = new BatchNorm(new Initialiser(scope, ScalarType.Double, Streams.seeded(1)), WIDTH);
            assertThatThrownBy(() -> norm.forward(numbers(1), Pass.training(new SplittableRandom(1))))
                    .hasMessageContaining("one row");
            assertThatCode(() -> norm.forward(numbers(1), Pass.evaluation())).doesNotThrowAnyException();
        }
    }

    /** Breaks the contract on purpose. */
    private static final class Centring implements Block {
        @Override
        public Tensor forward(Tensor x, Pass pass) {
            return x.sub(x.mean());
        }

        @Override
        public SortedMap<String, Tensor> parameters() {
            return new TreeMap<>();
        }
    }
}
