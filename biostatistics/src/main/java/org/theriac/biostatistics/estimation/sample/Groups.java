package org.theriac.biostatistics.estimation.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.theriac.core.UserError;
import org.theriac.core.cohort.CategoryColumn;

/**
 * Rows parted by the levels of one or several columns.
 *
 * @param names of the groups that occur, in the order of the levels: "sex: 2", or "sex: 2, ph.ecog: 1"; a single "All rows" where nothing parts them
 * @param codes group of each row, from 0
 */
public record Groups(List<String> names, int[] codes) {
    private static final int MOST = 50;
    /** A legend has room for no more. */
    private static final int LONGEST_LABEL = 24;

    public Groups {
        names = List.copyOf(names);
    }

    /**
     * The groups of a sample, whose rows must have values in the columns.
     *
     * @param by columns; empty: one group
     */
    public static Groups of(Sample sample, List<String> by) {
        if (by.isEmpty()) {
            return new Groups(List.of("All rows"), new int[sample.rows()]);
        }
        List<CategoryColumn> columns = by.stream().map(sample::categories).toList();
        long[] key = new long[sample.rows()];
        for (CategoryColumn column : columns) {
            for (int row = 0; row < key.length; row++) {
                key[row] = key[row] * column.levels().size() + column.code(row);
            }
        }
        TreeMap<Long, Integer> firstRow = new TreeMap<>();
        for (int row = 0; row < key.length; row++) {
            firstRow.putIfAbsent(key[row], row);
        }
        if (firstRow.size() > MOST) {
            throw new UserError(String.join(", ", by) + " part the rows into " + firstRow.size() + " groups; at most "
                    + MOST + " can be told apart. Group by fewer columns.");
        }
        long[] keys = firstRow.keySet().stream().mapToLong(Long::longValue).toArray();
        List<String> names = new ArrayList<>();
        firstRow.values().forEach(row -> names.add(name(sample, columns, row)));
        return new Groups(
                names,
                Arrays.stream(key).mapToInt(k -> Arrays.binarySearch(keys, k)).toArray());
    }

    /**
     * The same, of at least two.
     *
     * @throws UserError if all rows are of one group
     */
    public static Groups toCompare(Sample sample, List<String> by) {
        if (by.isEmpty()) {
            throw new UserError("by: names no column; name the one whose groups are compared, as in by: [arm].");
        }
        Groups groups = of(sample, by);
        if (groups.size() < 2) {
            throw new UserError("all " + sample.rows() + " rows have the same value of " + String.join(", ", by)
                    + "; groups can only be compared where there are two.");
        }
        return groups;
    }

    private static String name(Sample sample, List<CategoryColumn> columns, int row) {
        List<String> said = new ArrayList<>();
        for (CategoryColumn column : columns) {
            String label = sample.cohort().definition(column.name()).label();
            said.add((label.length() <= LONGEST_LABEL ? label : column.name()) + ": " + column.get(row));
        }
        return String.join(", ", said);
    }

    /** The number of groups. */
    public int size() {
        return names.size();
    }

    /** The rows of a group. */
    public int[] rows(int group) {
        return IntStream.range(0, codes.length)
                .filter(row -> codes[row] == group)
                .toArray();
    }

    /** Rows of groups that have at least so many. */
    public int[] rowsOfGroupsFrom(int least) {
        int[] sizes = sizes();
        return IntStream.range(0, codes.length)
                .filter(row -> sizes[codes[row]] >= least)
                .toArray();
    }

    /** The number of rows of each group. */
    public int[] sizes() {
        int[] sizes = new int[size()];
        for (int code : codes) {
            sizes[code]++;
        }
        return sizes;
    }
}
