package org.theriac.core.outcome;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.NumberColumn;

/**
 * The time under observation of each row: from 0, or from an entry time, until a time. With entry times a subject may have several rows that follow one
 * another, (start, stop], each with the values that held then.
 *
 * @param time column with the end of each row's observation
 * @param entry column with its beginning; empty: all rows are observed from 0
 * @param unit of both
 */
record FollowUp(String time, Optional<String> entry, String unit) {
    /** Subtracting dates in floating point leaves ends and beginnings that ought to meet this far apart, relative to their size. */
    private static final double ROUNDING = 1e-9;

    private static final String[] QUARTILES = {"lower quartile of the", "median", "upper quartile of the"};

    /** Which rows have a time, and an entry where there are such. */
    boolean[] observed(Cohort cohort) {
        NumberColumn ends = numbers(cohort, time, "time");
        boolean[] observed = new boolean[cohort.rows()];
        int refused = 0;
        int first = -1;
        boolean followed = false;
        for (int row = 0; row < observed.length; row++) {
            observed[row] = !ends.missing(row);
            followed |= ends.missing(row) || ends.value(row) != 0;
            if (observed[row] && !(ends.value(row) >= 0 && ends.value(row) < Double.POSITIVE_INFINITY)) {
                refused++;
                first = first < 0 ? row : first;
            }
        }
        if (refused > 0) {
            throw new UserError("column '" + time + "' (time) is negative or infinite in " + refused + " of "
                    + cohort.rows() + " rows, the first of them at " + cohort.place(first)
                    + "; a time to event is a finite number of " + unit
                    + ", 0 or more. Correct or remove these rows.");
        }
        if (!followed && observed.length > 0) {
            throw new UserError(
                    "column '" + time + "' (time) is 0 in all " + observed.length
                            + " rows: nobody was followed up. Name the column that holds the time to the event or to the end of observation.");
        }
        entry.ifPresent(name -> requireEntries(cohort, name, ends, observed));
        return observed;
    }

    private void requireEntries(Cohort cohort, String name, NumberColumn ends, boolean[] observed) {
        NumberColumn begins = numbers(cohort, name, "entry");
        int refused = 0;
        int first = -1;
        for (int row = 0; row < observed.length; row++) {
            observed[row] &= !begins.missing(row);
            if (observed[row]
                    && !(begins.value(row) < ends.value(row) && begins.value(row) > Double.NEGATIVE_INFINITY)) {
                refused++;
                first = first < 0 ? row : first;
            }
        }
        if (refused > 0) {
            throw new UserError(
                    "column '" + name + "' (entry) is not before column '" + time + "' (time) in " + refused
                            + " of " + cohort.rows() + " rows, the first of them at " + cohort.place(first)
                            + "; a row is under observation from after its entry until its time. Correct or remove these rows.");
        }
    }

    /**
     * Refuses rows of one subject that overlap, and an event that does not end its subject's observation.
     *
     * @param observed the rows that count
     * @param ended whether a row ends with an event
     */
    void requireSequences(Cohort cohort, boolean[] observed, boolean[] ended) {
        if (entry.isEmpty()) {
            return;
        }
        double[] begins = cohort.numbers(entry.get()).values();
        double[] ends = cohort.numbers(time).values();
        int overlaps = 0;
        int continued = 0;
        String overlap = "";
        String continuation = "";
        for (int[] all : cohort.rowsBySubject().values()) {
            int[] rows = inOrder(all, begins, observed);
            for (int k = 1; k < rows.length; k++) {
                int before = rows[k - 1];
                if (begins[rows[k]] < ends[before] - rounding(ends[before])) {
                    overlap = overlaps++ == 0 ? both(cohort, before, rows[k]) : overlap;
                } else if (ended[before]) {
                    continuation = continued++ == 0 ? both(cohort, before, rows[k]) : continuation;
                }
            }
        }
        if (overlaps > 0) {
            throw new UserError("rows of one subject overlap in time " + times(overlaps) + ", first at " + overlap
                    + ": a subject is in one place at a time, so that each row begins ('" + entry.get()
                    + "') when the one before has ended ('" + time
                    + "'). Correct the times, or the column that names the subject.");
        }
        if (continued > 0) {
            throw new UserError("a subject is observed further after its event " + times(continued) + ", first at "
                    + continuation
                    + ": a time to event ends with the event, which stands in the last row of its subject. Remove the later rows; events that come"
                    + " back are not this outcome.");
        }
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }

    private static String both(Cohort cohort, int before, int after) {
        return cohort.place(before) + " and " + cohort.place(after);
    }

    /** How often a subject was out of observation between two of its rows. */
    long gaps(Cohort cohort) {
        if (entry.isEmpty()) {
            return 0;
        }
        double[] begins = cohort.numbers(entry.get()).values();
        double[] ends = cohort.numbers(time).values();
        boolean[] all = new boolean[cohort.rows()];
        Arrays.fill(all, true);
        long gaps = 0;
        for (int[] own : cohort.rowsBySubject().values()) {
            int[] rows = inOrder(own, begins, all);
            for (int k = 1; k < rows.length; k++) {
                gaps += begins[rows[k]] > ends[rows[k - 1]] + rounding(ends[rows[k - 1]]) ? 1 : 0;
            }
        }
        return gaps;
    }

    private static double rounding(double value) {
        return ROUNDING * (1 + Math.abs(value));
    }

    private static int[] inOrder(int[] rows, double[] begins, boolean[] observed) {
        return IntStream.of(rows)
                .filter(row -> observed[row])
                .boxed()
                .sorted(Comparator.comparingDouble(row -> begins[row]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    double[] times(Cohort cohort) {
        return numbers(cohort, time, "time").values();
    }

    Optional<double[]> entries(Cohort cohort) {
        return entry.map(name -> numbers(cohort, name, "entry").values());
    }

    /** Quartiles, not extremes: the longest follow-up is one patient's. */
    void summarise(Cohort cohort, Map<String, Double> summary) {
        double[] sorted = times(cohort).clone();
        Arrays.sort(sorted);
        for (int quarter = 1; quarter <= 3; quarter++) {
            double value =
                    sorted.length == 0 ? Double.NaN : sorted[(int) Math.round(quarter * (sorted.length - 1) / 4.0)];
            summary.put(QUARTILES[quarter - 1] + " observed time (" + unit + ")", value);
        }
    }

    private NumberColumn numbers(Cohort cohort, String name, String role) {
        if (present(cohort, name, role) instanceof NumberColumn numbers) {
            return numbers;
        }
        throw new UserError("column '" + name + "' (" + role + ") does not hold numbers; "
                + (role.equals("time") ? "a time to event" : "an entry") + " is a number of " + unit + ".");
    }

    static Column<?> present(Cohort cohort, String name, String role) {
        if (!cohort.has(name)) {
            throw new UserError("the table has no column '" + name + "' (" + role + "); its columns are: "
                    + String.join(", ", cohort.names()) + ".");
        }
        return cohort.column(name);
    }
}
