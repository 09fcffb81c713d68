package org.theriac.core.table;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The words of one column before they have a type, side by side in one array of UTF-8: about their own length and four bytes each. */
final class RawColumn {
    private final String name;
    private byte[] bytes = new byte[256];
    private int[] ends = new int[64];
    private int rows;
    private int size;

    RawColumn(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** The same words under another name; no more are to be appended to either. */
    RawColumn named(String other) {
        RawColumn same = new RawColumn(other);
        same.bytes = bytes;
        same.ends = ends;
        same.rows = rows;
        same.size = size;
        return same;
    }

    int rows() {
        return rows;
    }

    void append(char[] text, int from, int to) {
        // no character takes more than three bytes: a pair of surrogates takes four
        int need = Math.addExact(size, Math.multiplyExact(3, to - from));
        if (need > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int)
                    Math.min(Integer.MAX_VALUE - 8L, Math.max(need, bytes.length + (bytes.length >> 1))));
        }
        for (int i = from; i < to; i++) {
            if (text[i] >= 0x80) {
                byte[] rest = new String(text, i, to - i).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(rest, 0, bytes, size, rest.length);
                size += rest.length;
                break;
            }
            bytes[size++] = (byte) text[i];
        }
        if (rows == ends.length) {
            ends = Arrays.copyOf(ends, rows + (rows >> 1));
        }
        ends[rows++] = size;
    }

    void append(String word) {
        append(word.toCharArray(), 0, word.length());
    }

    /** Gives back what was reserved for more rows. */
    void trim() {
        bytes = Arrays.copyOf(bytes, size);
        ends = Arrays.copyOf(ends, rows);
    }

    byte[] bytes() {
        return bytes;
    }

    int start(int row) {
        return row == 0 ? 0 : ends[row - 1];
    }

    int end(int row) {
        return ends[row];
    }

    /** The word as it stands in the file, without the blanks around an unquoted field. */
    String word(int row) {
        return new String(bytes, start(row), end(row) - start(row), StandardCharsets.UTF_8);
    }

    long memory() {
        return bytes.length + 4L * ends.length;
    }
}
