package org.theriac.core.cohort;

/**
 * One typed column of a cohort. Immutable and safe for use by several threads. The family is open: images, volumes and signals are columns whose
 * {@link #get} decodes a file.
 *
 * @param <T> what a cell holds
 */
public interface Column<T> {
    String name();

    Class<T> type();

    int rows();

    /**
     * The value in a row.
     *
     * @throws IllegalStateException if the value is {@linkplain #missing missing}
     */
    T get(int row);

    boolean missing(int row);

    /** The column for the given rows, in their order; a row may stand in the list more than once, and −1 stands for a row without a value. */
    Column<T> take(int[] rows);

    /** The same values under another name. */
    Column<T> named(String other);

    /** Number of rows without a value. */
    default int missingCount() {
        int count = 0;
        for (int row = 0; row < rows(); row++) {
            if (missing(row)) {
                count++;
            }
        }
        return count;
    }
}
