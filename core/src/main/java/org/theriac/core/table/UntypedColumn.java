package org.theriac.core.table;

import org.theriac.core.cohort.Column;

/**
 * Words that a format does not type: the values, a data dictionary or the study file decide whether they are numbers, categories or text, as in
 * delimited text. An empty word is a missing value. Held as bytes side by side.
 */
public final class UntypedColumn implements Column<String> {
    private final RawColumn words;

    UntypedColumn(RawColumn words) {
        this.words = words;
    }

    RawColumn words() {
        return words;
    }

    @Override
    public String name() {
        return words.name();
    }

    @Override
    public Class<String> type() {
        return String.class;
    }

    @Override
    public int rows() {
        return words.rows();
    }

    @Override
    public String get(int row) {
        if (missing(row)) {
            throw new IllegalStateException("column " + name() + " has no value in row " + row);
        }
        return words.word(row);
    }

    @Override
    public UntypedColumn named(String other) {
        return new UntypedColumn(words.named(other));
    }

    @Override
    public boolean missing(int row) {
        return words.start(row) == words.end(row);
    }

    @Override
    public UntypedColumn take(int[] rows) {
        Builder taken = new Builder(name());
        for (int row : rows) {
            taken.append(row < 0 ? "" : words.word(row));
        }
        return taken.build();
    }

    /** Takes the words of a column one after the other. */
    public static final class Builder {
        private final RawColumn words;

        public Builder(String name) {
            words = new RawColumn(name);
        }

        /** @param word empty for a missing value */
        public void append(String word) {
            words.append(word);
        }

        /** Bytes that the words take so far. */
        public long memory() {
            return words.memory();
        }

        public UntypedColumn build() {
            words.trim();
            return new UntypedColumn(words);
        }
    }
}
