package org.theriac.imaging.models;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.theriac.core.UserError;
import org.theriac.imaging.models.AttentionCondenserSettings.Size;
import org.theriac.learning.contract.LayerContract;
import org.theriac.learning.encoder.Features;
import org.theriac.learning.encoder.PooledEncoder;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.nn.Linear;
import org.theriac.learning.nn.Pass;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Parameters;
import org.theriac.learning.tensor.Shapes;
import org.theriac.learning.tensor.Streams;
import org.theriac.learning.tensor.Tensors;

class ImageEncodersTest {
    private static final Images.Size PAPER = new Images.Size(3, 224, 224);

    private static Images images(ScalarType precision, long... shape) {
        long count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        return new Images(
                Tensors.of(new SplittableRandom(4).doubles(count, -1, 1).toArray(), precision, shape));
    }

    private static Initialiser initialiser(Arena arena) {
        return new Initialiser(arena, ScalarType.Float, Streams.seeded(1));
    }

    private static long parametersWithHead(ImageEncoderDesign design, int outputs) {
        try (Arena scope = Arena.scope()) {
            PooledEncoder<Images, Features.Grid> encoder = design.encoder(initialiser(scope), PAPER);
            Linear head = Linear.withBias(initialiser(scope), encoder.outputs(), outputs);
            return Parameters.count(encoder.parameters()) + Parameters.count(head.parameters());
        }
    }

    /** Counts worked out by hand from the textbook's layers: 32, 64, 128 channels, dense 128, one output. */
    @Test
    void textbookNetworkHasTheParametersOfItsLayers() {
        CnnSettings valid = CnnSettings.TEXTBOOK;
        CnnSettings same =
                new CnnSettings(valid.channels(), CnnSettings.Padding.SAME, false, CnnSettings.Pool.FLATTEN, 128, 0);
        assertThat(parametersWithHead(valid, 1)).isEqualTo(11_169_089);
        assertThat(parametersWithHead(same, 1)).isEqualTo(12_938_561);
        try (Arena scope = Arena.scope()) {
            TextbookCnn convolutions = new TextbookCnn(initialiser(scope), 3, valid);
            assertThat(Parameters.count(convolutions.parameters())).isEqualTo(93_248);
        }
        assertThat(parametersWithHead(CnnSettings.DEFAULTS, 1)).isEqualTo(93_248 + 2 * 224 + 129);
    }

    /** Counted for 3 × 224 × 224 with a dense layer of two outputs by a program of its own. */
    @ParameterizedTest
    @CsvSource({
        "PAPER_LIKE, 4332544, 0.427642",
        "MEDIUM, 712109, 0.120710",
        "TWO_CORE, 144144, 0.044984",
        "TEST, 38691, 0.020549"
    })
    void attentionCondensersHaveTheirParametersAndMultiplyAdds(Size size, long parameters, double billions) {
        AttentionCondenserSettings settings = new AttentionCondenserSettings(size, 0);
        assertThat(parametersWithHead(settings, 2)).isEqualTo(parameters);
        try (Arena scope = Arena.scope()) {
            AttentionCondenserNetwork network = settings.network(initialiser(scope), 3);
            long dense = 2L * network.outputs();
            assertThat((network.multiplyAdds(224, 224) + dense) / 1e9).isCloseTo(billions, within(1e-6));
        }
    }

    @Test
    void textbookNetworksHoldTheContract() {
        CnnSettings small =
                new CnnSettings(List.of(2, 3), CnnSettings.Padding.VALID, false, CnnSettings.Pool.FLATTEN, 4, 0.2);
        CnnSettings sound =
                new CnnSettings(List.of(2, 3), CnnSettings.Padding.SAME, true, CnnSettings.Pool.AVERAGE, 4, 0.2);
        for (CnnSettings settings : List.of(small, sound)) {
            new LayerContract<>(
                            init -> settings.encoder(init, new Images.Size(1, 11, 13)),
                            rows -> images(ScalarType.Double, rows, 1, 11, 13),
                            (x, i) -> new Images(x.pixels().narrow(0, i, 1)),
                            (encoder, x, pass) -> encoder.encode(x, pass).z())
                    .check();
        }
    }

    @Test
    void attentionCondensersHoldTheContract() {
        new LayerContract<>(
                        init -> new AttentionCondenser(init, 8),
                        rows -> images(ScalarType.Double, rows, 8, 5, 6).pixels(),
                        (x, i) -> x.narrow(0, i, 1),
                        AttentionCondenser::forward)
                .check();
        new LayerContract<>(
                        init -> new PepeBlock(init, 3, 8, 2),
                        rows -> images(ScalarType.Double, rows, 3, 7, 5).pixels(),
                        (x, i) -> x.narrow(0, i, 1),
                        PepeBlock::forward)
                .check();
    }

    @Test
    void aCondenserWithScaleZeroIsTheIdentity() {
        try (Arena scope = Arena.scope()) {
            AttentionCondenser condenser = new AttentionCondenser(initialiser(scope), 8);
            Tensor v = images(ScalarType.Float, 2, 8, 7, 9).pixels();
            assertThat(Tensors.toDoubles(condenser.forward(v, Pass.evaluation())))
                    .isNotEqualTo(Tensors.toDoubles(v));
            Tensors.write(
                    new double[] {0}, requireNonNull(condenser.parameters().get("scale")));
            assertThat(Tensors.toDoubles(condenser.forward(v, Pass.evaluation())))
                    .isEqualTo(Tensors.toDoubles(v));
        }
    }

    @Test
    void oddImagesGiveMapsOfHalfTheirSizeRoundedUp() {
        try (Arena scope = Arena.scope()) {
            AttentionCondenserNetwork network =
                    new AttentionCondenserSettings(Size.TEST, 0).network(initialiser(scope), 1);
            Features.Grid grid = network.encode(images(ScalarType.Float, 1, 1, 65, 99), Pass.evaluation());
            assertThat(grid.finestFirst().stream().map(Shapes::of))
                    .containsExactly(
                            new long[] {1, 16, 17, 25},
                            new long[] {1, 32, 9, 13},
                            new long[] {1, 64, 5, 7},
                            new long[] {1, 96, 3, 4});
        }
    }

    @Test
    void anImageAloneGivesWhatItGivesInABatchOfEight() {
        try (Arena scope = Arena.scope()) {
            PooledEncoder<Images, Features.Grid> encoder = new AttentionCondenserSettings(Size.TWO_CORE, 0)
                    .encoder(initialiser(scope), new Images.Size(1, 96, 96));
            Images batch = images(ScalarType.Float, 8, 1, 96, 96);
            Tensor together = encoder.encode(batch, Pass.evaluation()).z();
            for (int i = 0; i < 8; i++) {
                Tensor alone = encoder.encode(batch.take(Tensors.ofLongs(new long[] {i}, 1)), Pass.evaluation())
                        .z();
                assertThat(alone.sub(together.narrow(0, i, 1)).abs().max().item_double())
                        .isLessThan(1e-5 * together.abs().max().item_double());
            }
        }
    }

    @Test
    void tooSmallImagesAreRefusedInASentence() {
        try (Arena scope = Arena.scope()) {
            assertThatThrownBy(() -> CnnSettings.TEXTBOOK.encoder(initialiser(scope), new Images.Size(1, 21, 64)))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("21 × 64");
            assertThat(CnnSettings.TEXTBOOK
                            .encoder(initialiser(scope), new Images.Size(1, 22, 64))
                            .outputs())
                    .isEqualTo(128);
        }
    }
}
