package org.theriac.biostatistics.algebra;

import java.util.Arrays;

/** Orders of rows by values, on primitive arrays: ranks in O(n log n), then stable counting sorts in O(n). */
public final class Ranks {
    private Ranks() {}

    /** The rank of each value among the distinct ones, from 0. */
    public static int[] of(double[] values) {
        // Adding 0.0 makes −0.0 and 0.0 one value, which they are not to a binary search.
        double[] sorted = new double[values.length];
        Arrays.setAll(sorted, i -> values[i] + 0.0);
        Arrays.sort(sorted);
        int distinct = 0;
        for (double v : sorted) {
            if (distinct == 0 || v != sorted[distinct - 1]) {
                sorted[distinct++] = v;
            }
        }
        int[] ranks = new int[values.length];
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = Arrays.binarySearch(sorted, 0, distinct, values[i] + 0.0);
        }
        return ranks;
    }

    /** The ranks of integers, such as strata. */
    public static int[] of(int[] values) {
        return of(Arrays.stream(values).asDoubleStream().toArray());
    }

    /** The rows by rising rank, rows of one rank as they stood. */
    public static int[] ascending(int[] rows, int[] rank) {
        int[] next = new int[Arrays.stream(rank).max().orElse(0) + 2];
        for (int row : rows) {
            next[rank[row] + 1]++;
        }
        for (int r = 1; r < next.length; r++) {
            next[r] += next[r - 1];
        }
        int[] sorted = new int[rows.length];
        for (int row : rows) {
            sorted[next[rank[row]]++] = row;
        }
        return sorted;
    }

    /** The rows by falling rank, rows of one rank as they stood. */
    public static int[] descending(int[] rows, int[] rank) {
        int highest = Arrays.stream(rank).max().orElse(0);
        return ascending(rows, Arrays.stream(rank).map(r -> highest - r).toArray());
    }
}
