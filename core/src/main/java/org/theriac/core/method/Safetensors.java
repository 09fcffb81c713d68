package org.theriac.core.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.theriac.core.UserError;

/**
 * The safetensors format: eight bytes with the header's length, a JSON header with type, shape and place of each array, then the raw little-endian
 * numbers. Python's {@code safetensors} reads what is written here, and the other way round.
 */
public final class Safetensors {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST_HEADER = 16 << 20;

    private Safetensors() {}

    /** The arrays as a file's bytes, in the order of their names. */
    public static byte[] write(SortedMap<String, NumericArray> arrays) {
        ObjectNode header = JSON.createObjectNode();
        long offset = 0;
        for (Map.Entry<String, NumericArray> entry : arrays.entrySet()) {
            ObjectNode about = header.putObject(entry.getKey());
            about.put("dtype", entry.getValue() instanceof NumericArray.Float32 ? "F32" : "F64");
            ArrayNode shape = about.putArray("shape");
            for (long side : entry.getValue().shape()) {
                shape.add(side);
            }
            long length = length(entry.getValue());
            about.putArray("data_offsets").add(offset).add(offset + length);
            offset += length;
        }
        String text = header.toString();
        // the numbers start at a multiple of eight, so that they can be mapped into memory
        byte[] head = (text + " ".repeat((8 - text.getBytes(StandardCharsets.UTF_8).length % 8) % 8))
                .getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer =
                ByteBuffer.allocate(Math.toIntExact(8 + head.length + offset)).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(head.length).put(head);
        for (NumericArray array : arrays.values()) {
            put(buffer, array);
        }
        return buffer.array();
    }

    private static long length(NumericArray array) {
        if (array instanceof NumericArray.Float32 floats) {
            return 4L * floats.values().length;
        }
        return 8L * ((NumericArray.Float64) array).values().length;
    }

    private static void put(ByteBuffer buffer, NumericArray array) {
        if (array instanceof NumericArray.Float32 floats) {
            for (float value : floats.values()) {
                buffer.putFloat(value);
            }
        } else if (array instanceof NumericArray.Float64 doubles) {
            for (double value : doubles.values()) {
                buffer.putDouble(value);
            }
        }
    }

    /**
     * Reads arrays of type F32 and F64.
     *
     * @param where the file's name, for messages
     * @throws UserError if the bytes are not a whole safetensors file: every length is checked before it is used
     */
    public static SortedMap<String, NumericArray> read(byte[] bytes, String where) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long headerLength = bytes.length < 8 ? -1 : buffer.getLong(0);
        if (headerLength < 2 || headerLength > LARGEST_HEADER || headerLength > bytes.length - 8L) {
            throw damaged(where, "its header's length does not fit the file");
        }
        SortedMap<String, NumericArray> arrays = new TreeMap<>();
        int start = (int) (8 + headerLength);
        JsonNode header = header(bytes, (int) headerLength, where);
        for (Iterator<Map.Entry<String, JsonNode>> fields = header.properties().iterator(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (!field.getKey().equals("__metadata__")) {
                arrays.put(field.getKey(), array(buffer, start, field.getKey(), field.getValue(), where));
            }
        }
        return arrays;
    }

    private static JsonNode header(byte[] bytes, int length, String where) {
        try {
            JsonNode header = JSON.readTree(bytes, 8, length);
            if (header != null && header.isObject()) {
                return header;
            }
            throw damaged(where, "its header is not a JSON object");
        } catch (IOException e) {
            throw damaged(where, "its header is not JSON");
        }
    }

    private static NumericArray array(ByteBuffer buffer, int start, String name, JsonNode about, String where) {
        String type = about.path("dtype").asText();
        int width = switch (type) {
            case "F32" -> 4;
            case "F64" -> 8;
            default -> throw damaged(where, "array '" + name + "' has type '" + type + "'; F32 and F64 are read");
        };
        JsonNode sides = about.path("shape");
        long[] shape = new long[sides.size()];
        long count = 1;
        for (int i = 0; i < shape.length; i++) {
            shape[i] = sides.get(i).asLong(-1);
            if (shape[i] < 0 || (shape[i] > 0 && count > buffer.capacity() / shape[i])) {
                throw damaged(where, "array '" + name + "' has a shape larger than the file");
            }
            count *= shape[i];
        }
        long from = about.path("data_offsets").path(0).asLong(-1);
        long to = about.path("data_offsets").path(1).asLong(-1);
        if (from < 0 || to < from || to > (long) buffer.capacity() - start || to - from != count * width) {
            throw damaged(where, "array '" + name + "' does not lie where its header says");
        }
        int at = start + (int) from;
        if (width == 4) {
            float[] values = new float[(int) count];
            for (int i = 0; i < values.length; i++) {
                values[i] = buffer.getFloat(at + 4 * i);
            }
            return new NumericArray.Float32(shape, values);
        }
        double[] values = new double[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = buffer.getDouble(at + 8 * i);
        }
        return new NumericArray.Float64(shape, values);
    }

    private static UserError damaged(String where, String how) {
        return new UserError(
                where + " is not a whole safetensors file: " + how + ". Copy the file again from where it was made.");
    }
}
