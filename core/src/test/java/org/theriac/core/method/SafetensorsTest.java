package org.theriac.core.method;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.theriac.core.UserError;

final class SafetensorsTest {
    @Property(tries = 50)
    void whatIsWrittenIsReadBackToTheBit(@ForAll double[] doubles, @ForAll float[] floats) {
        SortedMap<String, NumericArray> arrays = new TreeMap<>();
        arrays.put("a", new NumericArray.Float64(new long[] {doubles.length}, doubles));
        arrays.put("b.weight", new NumericArray.Float32(new long[] {1, floats.length}, floats));

        SortedMap<String, NumericArray> back = Safetensors.read(Safetensors.write(arrays), "test");

        assertThat(requireNonNull(back.get("a")).doubles()).isEqualTo(doubles);
        assertThat(((NumericArray.Float32) requireNonNull(back.get("b.weight"))).values())
                .isEqualTo(floats);
        assertThat(requireNonNull(back.get("b.weight")).shape()).isEqualTo(new long[] {1, floats.length});
    }

    @Test
    void numbersStartAtAMultipleOfEightAfterAHeaderThatPythonReads() {
        SortedMap<String, NumericArray> arrays = new TreeMap<>();
        arrays.put("w", NumericArray.of(1.5));
        byte[] bytes = Safetensors.write(arrays);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int header = (int) buffer.getLong(0);

        assertThat(header % 8).isZero();
        assertThat(new String(bytes, 8, header, StandardCharsets.UTF_8).trim())
                .isEqualTo("{\"w\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}}");
        assertThat(buffer.getDouble(8 + header)).isEqualTo(1.5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"w\":{\"dtype\":\"F64\",\"shape\":[999999999,999999999],\"data_offsets\":[0,8]}}",
                "{\"w\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[8,16]}}",
                "{\"w\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[-8,0]}}",
                "{\"w\":{\"dtype\":\"I8\",\"shape\":[8],\"data_offsets\":[0,8]}}",
                "{\"w\":{\"dtype\":\"F64\",\"shape\":[-1],\"data_offsets\":[0,8]}}",
                "[1]",
                "{"
            })
    void aHeaderThatLiesIsRefusedBeforeAnythingIsAllocated(String header) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + text.length + 8).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(text.length).put(text).putDouble(1);

        assertThatThrownBy(() -> Safetensors.read(file.array(), "weights.safetensors"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("weights.safetensors is not a whole safetensors file: ");
    }

    @Test
    void everyTruncationIsRefused() {
        SortedMap<String, NumericArray> arrays = new TreeMap<>();
        arrays.put("w", NumericArray.of(1, 2, 3));
        byte[] whole = Safetensors.write(arrays);

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Safetensors.read(cut, "w")).isInstanceOf(UserError.class);
        }
    }
}
