package org.theriac.core.cohort;

import java.util.Arrays;
import java.util.List;

/** Categories: a code into a list of levels for each row; −1 is missing. */
public final class CategoryColumn implements Column<String> {
    private final String name;
    private final List<String> levels;
    private final int[] codes;

    /**
     * @param levels distinct names, in an order that means something (sorted, or as a dictionary gives them)
     * @param codes one index into {@code levels} for each row; −1 where missing
     */
    public CategoryColumn(String name, List<String> levels, int[] codes) {
        this(name, List.copyOf(levels), codes.clone(), true);
        if (this.levels.stream().distinct().count() != this.levels.size()) {
            throw new IllegalArgumentException("column " + name + " names a level twice: " + levels);
        }
        for (int code : codes) {
            if (code < -1 || code >= levels.size()) {
                throw new IllegalArgumentException(
                        "column " + name + " has code " + code + " for " + levels.size() + " levels");
            }
        }
    }

    private CategoryColumn(String name, List<String> levels, int[] owned, boolean marker) {
        assert marker;
        this.name = name;
        this.levels = levels;
        this.codes = owned;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Class<String> type() {
        return String.class;
    }

    @Override
    public int rows() {
        return codes.length;
    }

    public List<String> levels() {
        return levels;
    }

    /** Index of the row's level, −1 when missing. */
    public int code(int row) {
        return codes[row];
    }

    @Override
    public String get(int row) {
        if (missing(row)) {
            throw new IllegalStateException("column " + name + " has no value in row " + row);
        }
        return levels.get(codes[row]);
    }

    @Override
    public CategoryColumn named(String other) {
        return new CategoryColumn(other, levels, codes, true);
    }

    @Override
    public boolean missing(int row) {
        return codes[row] < 0;
    }

    @Override
    public CategoryColumn take(int[] rows) {
        return new CategoryColumn(
                name,
                levels,
                Arrays.stream(rows).map(row -> row < 0 ? -1 : codes[row]).toArray(),
                true);
    }
}
