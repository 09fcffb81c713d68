package org.theriac.core.table;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The words that stand for a missing value; a field of nothing but blanks always does. */
final class MissingWords {
    private final byte[][] words;
    private final int longest;

    MissingWords(List<String> words) {
        this.words = words.stream()
                .map(word -> word.strip().getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        this.longest =
                Arrays.stream(this.words).mapToInt(word -> word.length).max().orElse(0);
    }

    boolean missing(RawColumn column, int row) {
        byte[] bytes = column.bytes();
        int from = column.start(row);
        int to = column.end(row);
        while (from < to && bytes[from] == ' ') {
            from++;
        }
        while (to > from && bytes[to - 1] == ' ') {
            to--;
        }
        if (from == to) {
            return true;
        }
        if (to - from > longest) {
            return false;
        }
        for (byte[] word : words) {
            if (Arrays.equals(word, 0, word.length, bytes, from, to)) {
                return true;
            }
        }
        return false;
    }
}
