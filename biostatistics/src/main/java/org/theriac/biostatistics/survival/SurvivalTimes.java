package org.theriac.biostatistics.survival;

import java.util.Arrays;
import org.theriac.core.UserError;
import org.theriac.core.outcome.TimeToEvent;

/**
 * Right-censored times to event of n rows, optionally with delayed entry (a row is at risk on {@code (entry, time]}) and case weights.
 * Immutable.
 *
 * <p>Times that differ only by rounding are made equal ({@link RoundedTies}).
 */
public final class SurvivalTimes {
    private final double[] entry;
    private final double[] time;
    private final boolean[] event;
    private final double[] weight;
    private final boolean delayedEntry;
    private final boolean weighted;

    private SurvivalTimes(
            double[] entry, double[] time, boolean[] event, double[] weight, boolean delayedEntry, boolean weighted) {
        this.entry = entry;
        this.time = time;
        this.event = event;
        this.weight = weight;
        this.delayedEntry = delayedEntry;
        this.weighted = weighted;
    }

    /**
     * Rows observed from time 0.
     *
     * @param time n times ≥ 0, in any unit
     * @param event n indicators: true where the time is that of the event, false where it is that of censoring
     * @throws UserError if lengths differ, there is no row, or a time is negative or not finite
     */
    public static SurvivalTimes of(double[] time, boolean[] event) {
        checkTimes(time, event);
        for (int i = 0; i < time.length; i++) {
            if (time[i] < 0) {
                throw new UserError("A survival time is negative (row " + i + " of " + time.length
                        + "). Times count from the start of observation; correct or exclude the row.");
            }
        }
        double[] entry = new double[time.length];
        Arrays.fill(entry, Double.NEGATIVE_INFINITY);
        return new SurvivalTimes(entry, RoundedTies.merged(time), event.clone(), ones(time.length), false, false);
    }

    /**
     * Rows observed on {@code (entry, time]}: delayed entry, or one subject's history cut into intervals.
     *
     * @throws UserError if lengths differ, there is no row, a value is not finite, or an entry is not before its time
     */
    public static SurvivalTimes ofIntervals(double[] entry, double[] time, boolean[] event) {
        checkTimes(time, event);
        checkLength("entry times", entry.length, time.length);
        for (double e : entry) {
            if (!Double.isFinite(e)) {
                throw new UserError(
                        "An entry time is missing or infinite. Give each row the time at which it comes under observation.");
            }
        }
        double[][] merged = RoundedTies.merged(time, entry);
        for (int i = 0; i < time.length; i++) {
            if (!(merged[1][i] < merged[0][i])) {
                throw new UserError(
                        "The interval of row " + i + " is empty: entry must be before the end (entry < time). "
                                + "Exclude such rows or correct their times.");
            }
        }
        return new SurvivalTimes(merged[1], merged[0], event.clone(), ones(time.length), true, false);
    }

    /**
     * The rows of a study's outcome, on intervals where it has entry times.
     *
     * @throws UserError as {@link #of(double[], boolean[])} and {@link #ofIntervals}
     */
    public static SurvivalTimes of(TimeToEvent.Observed truth) {
        return truth.entry()
                .map(entry -> ofIntervals(entry, truth.time(), truth.event()))
                .orElseGet(() -> of(truth.time(), truth.event()));
    }

    /**
     * The same rows with case weights: weight 2 counts as two equal rows.
     *
     * @throws UserError if a weight is negative or not finite, or all are zero
     */
    public SurvivalTimes withWeights(double[] weights) {
        checkLength("weights", weights.length, size());
        double sum = 0;
        for (double w : weights) {
            if (!(w >= 0) || Double.isInfinite(w)) {
                throw new UserError("A row weight is negative, missing or infinite: weights must be numbers ≥ 0.");
            }
            sum += w;
        }
        if (sum == 0) {
            throw new UserError("All row weights are zero: nothing is left to estimate from.");
        }
        return new SurvivalTimes(entry, time, event, weights.clone(), delayedEntry, true);
    }

    /** The same rows with other indicators of the event, such as those of one of several causes. */
    public SurvivalTimes withEvents(boolean[] events) {
        checkLength("event indicators", events.length, size());
        return new SurvivalTimes(entry, time, events.clone(), weight, delayedEntry, weighted);
    }

    /** The same rows with events and censorings exchanged, as needed for the distribution of the censoring time. */
    public SurvivalTimes reversed() {
        boolean[] censored = new boolean[event.length];
        for (int i = 0; i < censored.length; i++) {
            censored[i] = !event[i];
        }
        return new SurvivalTimes(entry, time, censored, weight, delayedEntry, weighted);
    }

    /** The given rows, in the given order, repetitions allowed. */
    public SurvivalTimes take(int[] rows) {
        if (rows.length == 0) {
            throw new UserError("No row is left: a survival estimate needs at least one.");
        }
        int n = rows.length;
        double[] e = new double[n];
        double[] t = new double[n];
        boolean[] d = new boolean[n];
        double[] w = new double[n];
        for (int k = 0; k < n; k++) {
            e[k] = entry[rows[k]];
            t[k] = time[rows[k]];
            d[k] = event[rows[k]];
            w[k] = weight[rows[k]];
        }
        return new SurvivalTimes(e, t, d, w, delayedEntry, weighted);
    }

    /** The number of rows. */
    public int size() {
        return time.length;
    }

    /** The time at which row {@code i} leaves observation. */
    public double time(int i) {
        return time[i];
    }

    /** Whether row {@code i} leaves by the event. */
    public boolean event(int i) {
        return event[i];
    }

    /** The time at which row {@code i} comes under observation; negative infinity if there is no delayed entry. */
    public double entry(int i) {
        return entry[i];
    }

    /** The case weight of row {@code i}; 1 unless given. */
    public double weight(int i) {
        return weight[i];
    }

    /** Whether rows have entry times. */
    public boolean delayedEntry() {
        return delayedEntry;
    }

    /** Whether case weights were given. */
    public boolean weighted() {
        return weighted;
    }

    /** The number of rows with an event, not weighted. */
    public int events() {
        int count = 0;
        for (boolean e : event) {
            count += e ? 1 : 0;
        }
        return count;
    }

    /** The times, a copy. */
    public double[] times() {
        return time.clone();
    }

    /** The event indicators, a copy. */
    public boolean[] eventIndicators() {
        return event.clone();
    }

    /** The weights, a copy. */
    public double[] weights() {
        return weight.clone();
    }

    /** The largest time. */
    public double lastTime() {
        double last = time[0];
        for (double t : time) {
            last = Math.max(last, t);
        }
        return last;
    }

    private static void checkTimes(double[] time, boolean[] event) {
        checkLength("event indicators", event.length, time.length);
        if (time.length == 0) {
            throw new UserError("There is no row: a survival estimate needs at least one.");
        }
        for (int i = 0; i < time.length; i++) {
            if (!Double.isFinite(time[i])) {
                throw new UserError("A survival time is missing or infinite (row " + i + " of " + time.length
                        + "). Exclude the row or supply its time.");
            }
        }
    }

    private static void checkLength(String what, int found, int expected) {
        if (found != expected) {
            throw new UserError("There are " + found + " " + what + " for " + expected + " times: each row needs one.");
        }
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }
}
