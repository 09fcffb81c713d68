package org.theriac.learning.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.pytorch.global.torch.zeros;

import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;

class TensorTest {
    @Test
    void scopeFreesWhatItsThreadMade() {
        try (Arena warmUp = Arena.scope()) {
            zeros(1);
        }
        long before = Pointer.totalCount();
        try (Arena scope = Arena.scope()) {
            for (int i = 0; i < 10; i++) {
                zeros(1000);
            }
            assertThat(Pointer.totalCount()).isGreaterThan(before);
        }
        assertThat(Pointer.totalCount()).isEqualTo(before);
    }

    @Test
    void keptTensorOutlivesTheInnerScope() {
        try (Arena lasting = Arena.lasting();
                Arena outer = Arena.scope()) {
            Tensor inOuter;
            Tensor inLasting;
            try (Arena inner = Arena.scope()) {
                inOuter = outer.keep(Tensors.of(new double[] {1, 2}, ScalarType.Double, 2));
                inLasting = lasting.keep(Tensors.of(new double[] {3}, ScalarType.Double, 1));
            }
            assertThat(Tensors.toDoubles(inOuter)).containsExactly(1, 2);
            outer.close();
            assertThat(inOuter.isNull()).isTrue();
            assertThat(Tensors.toDoubles(inLasting)).containsExactly(3);
            lasting.close();
            assertThat(inLasting.isNull()).isTrue();
        }
    }

    @Property(tries = 50)
    void doublesComeBackAsTheyWent(@ForAll double[] values) {
        try (Arena scope = Arena.scope()) {
            Tensor tensor = Tensors.of(values, ScalarType.Double, values.length);
            assertThat(Tensors.toDoubles(tensor)).isEqualTo(values);
        }
    }

    @Test
    void nonContiguousTensorsAreReadAndWrittenInRowOrder() {
        try (Arena scope = Arena.scope()) {
            Tensor matrix = Tensors.of(new double[] {1, 2, 3, 4, 5, 6}, ScalarType.Float, 2, 3);
            assertThat(Tensors.toDoubles(matrix.t())).containsExactly(1, 4, 2, 5, 3, 6);
            Tensors.write(new double[] {10, 20, 30, 40, 50, 60}, matrix.t());
            assertThat(Tensors.toDoubles(matrix)).containsExactly(10, 30, 50, 20, 40, 60);
            assertThat(Tensors.toLongs(matrix)).containsExactly(10, 30, 50, 20, 40, 60);
        }
    }

    @Test
    void shapesBindNamesAndFixNumbers() {
        try (Arena scope = Arena.scope()) {
            Tensor image = zeros(2, 3, 8, 8);
            assertThat(Shapes.check(image, "B", 3, "H", "H")).isSameAs(image);
            assertThatThrownBy(() -> Shapes.check(zeros(2, 3, 8, 9), "B", 3, "H", "H"))
                    .hasMessage("expected a tensor of shape [B, 3, H, H], got [2, 3, 8, 9]");
            assertThatThrownBy(() -> Shapes.check(image, "B", 4, "H", "W")).hasMessageContaining("[2, 3, 8, 8]");
            assertThatThrownBy(() -> Shapes.check(image, "B")).hasMessageContaining("[B]");
        }
    }

    @Test
    void streamsDependOnSeedPurposeAndStepOnly() {
        Streams streams = Streams.seeded(7);
        long drawn = streams.at("dropout", 3).nextLong();
        assertThat(Streams.seeded(7).at("dropout", 3).nextLong()).isEqualTo(drawn);
        assertThat(streams.at("dropout", 4).nextLong()).isNotEqualTo(drawn);
        assertThat(streams.at("initialisation", 3).nextLong()).isNotEqualTo(drawn);
        assertThat(Streams.seeded(8).at("dropout", 3).nextLong()).isNotEqualTo(drawn);
    }

    @Test
    void flatParametersShareMemoryWithLayersAndCollectTheirGradients() {
        try (Arena scope = Arena.scope()) {
            Tensor weight = Tensors.of(new double[] {1, 2, 3, 4}, ScalarType.Double, 2, 2);
            Tensor bias = Tensors.of(new double[] {5, 6}, ScalarType.Double, 2);
            weight.set_requires_grad(true);
            bias.set_requires_grad(true);
            FlatParameters flat = new FlatParameters(scope, new TreeMap<>(Map.of("b", bias, "w", weight)));
            assertThat(Tensors.toDoubles(flat.values())).containsExactly(5, 6, 1, 2, 3, 4);
            assertThat(Tensors.toDoubles(flat.weightMask())).containsExactly(0, 0, 1, 1, 1, 1);
            weight.mul(weight).sum().add(bias.sum()).backward();
            weight.sum().backward();
            assertThat(Tensors.toDoubles(flat.gradients())).containsExactly(1, 1, 3, 5, 7, 9);
            Tensors.write(new double[] {0, 0, 9, 9, 9, 9}, flat.values());
            assertThat(Tensors.toDoubles(weight)).containsExactly(9, 9, 9, 9);
        }
    }

    @Test
    void parametersRefuseForeignNames() {
        try (Arena scope = Arena.scope()) {
            Map<String, Tensor> tensors = Map.of("a", zeros(1));
            assertThatThrownBy(() -> Parameters.restore(tensors, Map.of("b", new double[1])))
                    .hasMessage("the stored tensors are [b] but the network has [a]");
            assertThatThrownBy(() -> Parameters.union(tensors, tensors)).hasMessageContaining("named a");
        }
    }

    @Test
    void doctorSeesTheNatives() {
        assertThat(Native.facts()).containsEntry("libtorch", "2.10.0-1.5.13").containsKey("vector instructions");
        Native.threads(1);
        assertThat(Native.threads()).isEqualTo(1);
    }
}
