package org.theriac.core.cohort;

import java.util.Arrays;

/** Numbers; a missing one is NaN. */
public final class NumberColumn implements Column<Double> {
    /** Whole numbers beyond this are not all different doubles. */
    private static final double LARGEST_WHOLE = 1L << 53;

    private final String name;
    private final double[] values;

    /** Takes a copy of {@code values}; NaN stands for missing. */
    public NumberColumn(String name, double[] values) {
        this(name, values.clone(), true);
    }

    private NumberColumn(String name, double[] owned, boolean marker) {
        assert marker;
        this.name = name;
        this.values = owned;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Class<Double> type() {
        return Double.class;
    }

    @Override
    public int rows() {
        return values.length;
    }

    /** The number in a row, NaN when missing. */
    public double value(int row) {
        return values[row];
    }

    /** A copy of all values, NaN where missing. */
    public double[] values() {
        return values.clone();
    }

    @Override
    public Double get(int row) {
        if (missing(row)) {
            throw new IllegalStateException("column " + name + " has no value in row " + row);
        }
        return values[row];
    }

    @Override
    public NumberColumn named(String other) {
        return new NumberColumn(other, values, true);
    }

    @Override
    public boolean missing(int row) {
        return Double.isNaN(values[row]);
    }

    @Override
    public NumberColumn take(int[] rows) {
        return new NumberColumn(
                name,
                Arrays.stream(rows)
                        .mapToDouble(row -> row < 0 ? Double.NaN : values[row])
                        .toArray(),
                true);
    }

    /** A number as a file would hold it: 12, not 12.0; all digits of any other. */
    public static String word(double value) {
        return value == Math.rint(value) && Math.abs(value) <= LARGEST_WHOLE
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
