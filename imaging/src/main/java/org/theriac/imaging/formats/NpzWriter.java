package org.theriac.imaging.formats;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes arrays as NumPy's archives; NumPy and {@link NpzTable} read them. */
public final class NpzWriter {
    private static final int ALIGNMENT = 64;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);

    /** Adds numbers of 64 bits, one for each row. */
    public NpzWriter numbers(String name, double[] values) {
        ByteBuffer data = ByteBuffer.allocate(Double.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            data.putDouble(value);
        }
        return array(name, "<f8", data.array(), values.length);
    }

    /**
     * Adds bytes without a sign, such as pixels.
     *
     * @param shape of the array, the rows first
     */
    public NpzWriter pixels(String name, byte[] values, int... shape) {
        return array(name, "|u1", values, shape);
    }

    private NpzWriter array(String name, String type, byte[] data, int... shape) {
        String sides = Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", ", "", ","));
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + sides + "), }";
        int prefix = 10;
        int padding = (ALIGNMENT - (prefix + header.length() + 1) % ALIGNMENT) % ALIGNMENT;
        byte[] text = (header + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer start = ByteBuffer.allocate(prefix + text.length).order(ByteOrder.LITTLE_ENDIAN);
        start.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0);
        start.putShort((short) text.length).put(text);
        try {
            ZipEntry entry = new ZipEntry(name + ".npy");
            // the same arrays give the same bytes on every day
            entry.setTime(0);
            zip.putNextEntry(entry);
            zip.write(start.array());
            zip.write(data);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** The archive. Nothing can be added afterwards. */
    public byte[] write() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
