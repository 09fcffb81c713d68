package org.theriac.biostatistics.recurrent;

import java.util.Arrays;
import org.theriac.biostatistics.survival.RoundedTies;
import org.theriac.biostatistics.survival.SubjectIntervals;
import org.theriac.core.UserError;

/**
 * Rows (start, stop] during which a subject is under observation, each with or without an event at its stop. A subject may have any number of rows and events,
 * and gaps between rows. Times that differ only by rounding are made equal. Immutable.
 *
 * @param subject codes 0 …, one for each of n rows
 * @param start n times
 * @param stop n times
 * @param event whether the row ends with an event
 * @param weight how many subjects each row stands for
 */
public record RecurrentEvents(int[] subject, double[] start, double[] stop, boolean[] event, double[] weight) {
    /** @throws UserError if rows are empty or overlap, or a weight is no positive number */
    public RecurrentEvents {
        if (event.length != subject.length) {
            throw new IllegalArgumentException(event.length + " events for " + subject.length + " rows");
        }
        if (weight.length != subject.length) {
            throw new IllegalArgumentException(weight.length + " weights for " + subject.length + " rows");
        }
        for (int i = 0; i < weight.length; i++) {
            if (!(weight[i] > 0) || Double.isInfinite(weight[i])) {
                throw new UserError("The weight of row " + (i + 1)
                        + " is no positive number. Exclude such rows or correct their weights.");
            }
        }
        int[] distinct = Arrays.stream(subject).sorted().distinct().toArray();
        subject = Arrays.stream(subject)
                .map(s -> Arrays.binarySearch(distinct, s))
                .toArray();
        double[][] merged = RoundedTies.merged(stop, start);
        stop = merged[0];
        start = merged[1];
        event = event.clone();
        weight = weight.clone();
        new SubjectIntervals(subject, start, stop);
    }

    /** Rows that weigh alike. */
    public RecurrentEvents(int[] subject, double[] start, double[] stop, boolean[] event) {
        this(subject, start, stop, event, ones(subject.length));
    }

    private static double[] ones(int length) {
        double[] ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** The same rows with case weights. */
    public RecurrentEvents withWeights(double[] weights) {
        return new RecurrentEvents(subject, start, stop, event, weights);
    }

    /** The number of rows. */
    public int rows() {
        return subject.length;
    }

    /** The number of subjects. */
    public int subjects() {
        return Arrays.stream(subject).max().orElse(-1) + 1;
    }

    /** The number of events. */
    public int events() {
        int count = 0;
        for (boolean e : event) {
            count += e ? 1 : 0;
        }
        return count;
    }

    /** The given rows, in the given order. */
    public RecurrentEvents take(int[] rows) {
        boolean[] e = new boolean[rows.length];
        for (int k = 0; k < rows.length; k++) {
            e[k] = event[rows[k]];
        }
        return new RecurrentEvents(
                Arrays.stream(rows).map(i -> subject[i]).toArray(),
                Arrays.stream(rows).mapToDouble(i -> start[i]).toArray(),
                Arrays.stream(rows).mapToDouble(i -> stop[i]).toArray(),
                e,
                Arrays.stream(rows).mapToDouble(i -> weight[i]).toArray());
    }

    /** The rows by subject, within it by start. */
    SubjectIntervals intervals() {
        return new SubjectIntervals(subject, start, stop);
    }
}
