package org.theriac.biostatistics.survival;

import java.util.Arrays;
import org.theriac.core.UserError;

/**
 * Histories of subjects in rows (start, stop]: their order by subject and time, and whether the rows of a subject follow one another. Rows are named by their
 * number, since a subject's key may identify it.
 */
public final class SubjectIntervals {
    private final int[] subject;
    private final double[] start;
    private final double[] stop;
    private final int[] order;

    /**
     * @param subject any integers, one for each row
     * @throws UserError if a time is missing, a row is empty, or two rows of a subject overlap
     */
    public SubjectIntervals(int[] subject, double[] start, double[] stop) {
        int n = subject.length;
        if (start.length != n || stop.length != n) {
            throw new IllegalArgumentException(
                    start.length + " starts and " + stop.length + " stops for " + n + " rows");
        }
        if (n == 0) {
            throw new UserError("There is no row: histories need at least one.");
        }
        this.subject = subject;
        this.start = start;
        this.stop = stop;
        for (int i = 0; i < n; i++) {
            if (!Double.isFinite(start[i]) || !Double.isFinite(stop[i])) {
                throw new UserError("Row " + (i + 1) + " has no start or no stop. Exclude it or supply its times.");
            }
            if (!(start[i] < stop[i])) {
                throw new UserError("The interval of row " + (i + 1)
                        + " is empty: its start must be before its stop. Exclude such rows or correct their times.");
            }
        }
        int[] byStart = TimeOrder.of(start);
        int[] bySubject =
                TimeOrder.of(Arrays.stream(byStart).mapToDouble(i -> subject[i]).toArray());
        this.order = Arrays.stream(bySubject).map(k -> byStart[k]).toArray();
        for (int k = 1; k < n; k++) {
            if (follows(k) && start[order[k]] < stop[order[k - 1]]) {
                throw new UserError(
                        "Rows " + (order[k - 1] + 1) + " and " + (order[k] + 1)
                                + " are of one subject and overlap in time: a subject can be in one row at a time. Correct their start and stop.");
            }
        }
    }

    /** The rows by subject, within it by start; a copy. */
    public int[] order() {
        return order.clone();
    }

    /** Whether the k-th row of {@link #order} is of the same subject as the one before it. */
    public boolean follows(int k) {
        return k > 0 && subject[order[k]] == subject[order[k - 1]];
    }

    /**
     * Refuses gaps.
     *
     * @throws UserError if a subject's row does not start where the one before it stops
     */
    public void requireNoGap() {
        for (int k = 1; k < order.length; k++) {
            if (follows(k) && start[order[k]] > stop[order[k - 1]]) {
                throw new UserError(
                        "Between rows " + (order[k - 1] + 1) + " and " + (order[k] + 1)
                                + " of one subject there is a gap, in which its state is not known. Fill the gap with a row, or end the subject's history before it.");
            }
        }
    }
}
