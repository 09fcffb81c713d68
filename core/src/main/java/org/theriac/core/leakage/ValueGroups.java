package org.theriac.core.leakage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.report.Numbers;

/**
 * The rows of a column, gathered by its values: each level of a category; each number where there are at most twenty; else twentieths, between which
 * equal numbers are never parted. Rows without a value are a group too: a value may be absent because of what happened.
 */
final class ValueGroups {
    static final int TWENTIETHS = 20;

    private ValueGroups() {}

    /**
     * @param where "with the value 1", "with values from 3 to 8", "without a value"
     * @param rows positions in the column
     */
    record Group(String where, int[] rows) {}

    /** The groups of a column of categories or numbers that have at least {@code least} rows; none for other columns. O(n log n). */
    static List<Group> of(Column<?> column, int least) {
        List<Group> groups = new ArrayList<>();
        if (column instanceof CategoryColumn categories) {
            int[] codes = new int[categories.rows()];
            Arrays.setAll(codes, categories::code);
            gather(
                    groups,
                    codes,
                    categories.levels().size(),
                    least,
                    code -> "with the value " + categories.levels().get(code));
        } else if (column instanceof NumberColumn numbers) {
            double[] values = numbers.values();
            double[] sorted = Arrays.stream(values)
                    .filter(value -> !Double.isNaN(value))
                    .map(value -> value + 0.0)
                    .sorted()
                    .toArray();
            double[] distinct = Arrays.stream(sorted).distinct().toArray();
            double[] upper = distinct.length <= TWENTIETHS ? distinct : twentieths(sorted);
            double[] lowest = new double[upper.length];
            Arrays.fill(lowest, Double.POSITIVE_INFINITY);
            int[] codes = new int[values.length];
            for (int row = 0; row < codes.length; row++) {
                codes[row] = Double.isNaN(values[row]) ? -1 : atMost(upper, values[row] + 0.0);
                if (codes[row] >= 0) {
                    lowest[codes[row]] = Math.min(lowest[codes[row]], values[row]);
                }
            }
            gather(
                    groups,
                    codes,
                    upper.length,
                    least,
                    code -> lowest[code] == upper[code]
                            ? "with the value " + number(upper[code])
                            : "with values from " + number(lowest[code]) + " to " + number(upper[code]));
        }
        return groups;
    }

    /** The largest number of each twentieth of the sorted numbers, without repetitions. */
    private static double[] twentieths(double[] sorted) {
        double[] upper = new double[TWENTIETHS];
        for (int k = 1; k <= TWENTIETHS; k++) {
            upper[k - 1] = sorted[(int) (((long) k * sorted.length + TWENTIETHS - 1) / TWENTIETHS) - 1];
        }
        return Arrays.stream(upper).distinct().toArray();
    }

    /** Index of the first bound that a value does not exceed. */
    private static int atMost(double[] upper, double value) {
        int at = Arrays.binarySearch(upper, value);
        return at >= 0 ? at : -at - 1;
    }

    private static void gather(
            List<Group> groups, int[] codes, int count, int least, java.util.function.IntFunction<String> where) {
        int[] sizes = new int[count + 1];
        for (int code : codes) {
            sizes[code + 1]++;
        }
        int[][] rows = new int[count + 1][];
        for (int g = 0; g <= count; g++) {
            rows[g] = new int[sizes[g] >= least ? sizes[g] : 0];
        }
        int[] filled = new int[count + 1];
        for (int row = 0; row < codes.length; row++) {
            int g = codes[row] + 1;
            if (rows[g].length > 0) {
                rows[g][filled[g]++] = row;
            }
        }
        for (int g = 0; g <= count; g++) {
            if (rows[g].length > 0) {
                groups.add(new Group(g == 0 ? "without a value" : where.apply(g - 1), rows[g]));
            }
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Numbers.measure(value);
    }
}
