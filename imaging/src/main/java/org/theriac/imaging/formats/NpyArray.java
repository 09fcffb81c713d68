package org.theriac.imaging.formats;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.theriac.core.UserError;

/**
 * An array of numbers as NumPy stores it: a header in Python's notation (type, order, shape), then the raw numbers. Version 1 to 3 of the format, arrays in
 * C order, whole and floating-point numbers.
 *
 * @param name of the array, for messages
 * @param shape lengths along each dimension
 * @param type letter and width of a number, such as {@code u1} or {@code f4}
 * @param data the numbers, in the byte order of {@code data}
 */
record NpyArray(String name, int[] shape, String type, ByteBuffer data) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([<>|=])([biuf][1248])'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, ]*)\\)");

    /**
     * Reads a .npy file.
     *
     * @throws UserError if the bytes are not one: every length is compared with what is there before it is used
     */
    static NpyArray read(byte[] bytes, String name) {
        int lengthBytes = bytes.length > 6 && bytes[6] >= 2 ? 4 : 2;
        if (bytes.length < 8 + lengthBytes || !Arrays.equals(Arrays.copyOf(bytes, 6), MAGIC)) {
            throw damaged(name, "it does not begin as one");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long header = lengthBytes == 4 ? buffer.getInt(8) & 0xffffffffL : buffer.getShort(8) & 0xffff;
        int start = 8 + lengthBytes;
        if (header > bytes.length - start) {
            throw damaged(name, "its header is longer than the file");
        }
        String text = new String(bytes, start, (int) header, StandardCharsets.UTF_8);
        Matcher type = TYPE.matcher(text);
        Matcher order = ORDER.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        if (!type.find()) {
            throw damaged(name, "its numbers are of a type that is not read; whole and floating-point numbers are");
        }
        if (!order.find() || !shape.find()) {
            throw damaged(name, "its header says neither order nor shape");
        }
        if (order.group(1).equals("True")) {
            throw damaged(name, "its numbers stand column by column; save it in C order (numpy.ascontiguousarray)");
        }
        int[] sides = sides(shape.group(1), name);
        String kind = type.group(2);
        ByteBuffer data = buffer.slice(start + (int) header, bytes.length - start - (int) header)
                .order(type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        if (size(sides) * width(kind) != data.capacity()) {
            throw damaged(
                    name,
                    "it holds " + data.capacity() + " bytes of numbers where its shape " + Arrays.toString(sides)
                            + " needs " + size(sides) * width(kind));
        }
        return new NpyArray(name, sides, kind, data);
    }

    private static int[] sides(String written, String name) {
        try {
            return Arrays.stream(written.split(",", -1))
                    .map(String::strip)
                    .filter(side -> !side.isEmpty())
                    .mapToInt(Integer::parseInt)
                    .toArray();
        } catch (NumberFormatException e) {
            throw damaged(name, "its shape (" + written + ") is too large");
        }
    }

    private static long size(int[] sides) {
        double product = 1;
        for (int side : sides) {
            product *= side;
        }
        return product > Integer.MAX_VALUE ? Long.MAX_VALUE / 16 : (long) product;
    }

    private static int width(String type) {
        return type.charAt(1) - '0';
    }

    /** How many numbers an entry along the first dimension has. */
    int perRow() {
        return shape[0] == 0 ? 0 : data.capacity() / width(type) / shape[0];
    }

    /** Whether the numbers are unsigned, of one or two bytes: what pixels are. */
    boolean pixels() {
        return type.equals("u1") || type.equals("u2");
    }

    /** The number at a place, counted through all dimensions. */
    double number(int index) {
        int at = index * width(type);
        return switch (type) {
            case "b1", "i1" -> data.get(at);
            case "u1" -> data.get(at) & 0xff;
            case "i2" -> data.getShort(at);
            case "u2" -> data.getShort(at) & 0xffff;
            case "i4" -> data.getInt(at);
            case "u4" -> data.getInt(at) & 0xffffffffL;
            case "i8", "u8" -> data.getLong(at);
            case "f4" -> data.getFloat(at);
            case "f8" -> data.getDouble(at);
            default -> throw damaged(name, "its numbers are of the type " + type + ", which is not read");
        };
    }

    private static UserError damaged(String name, String how) {
        return new UserError(name + " is not an array that can be read: " + how + ".");
    }
}
