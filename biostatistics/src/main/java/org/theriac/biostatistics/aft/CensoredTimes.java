package org.theriac.biostatistics.aft;

import java.util.Arrays;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.UserError;

/**
 * Times known exactly or only to lie in an interval [lower, upper]: equal bounds for a time that was seen, upper = ∞ for right censoring, lower = 0 for
 * left censoring; optionally with an entry time before which a row could not have been seen, and with case weights. Immutable.
 */
public final class CensoredTimes {
    private final double[] lower;
    private final double[] upper;
    private final double[] entry;
    private final double[] weight;

    private CensoredTimes(double[] lower, double[] upper, double[] entry, double[] weight) {
        this.lower = lower;
        this.upper = upper;
        this.entry = entry;
        this.weight = weight;
    }

    /**
     * Times between two bounds, as between two visits.
     *
     * @param lower n numbers ≥ 0
     * @param upper n numbers ≥ lower, infinite for right censoring
     * @throws UserError if there is no row, a bound is missing or negative, bounds are exchanged, or a time that was seen is 0
     */
    public static CensoredTimes between(double[] lower, double[] upper) {
        if (lower.length != upper.length) {
            throw new IllegalArgumentException(lower.length + " lower bounds for " + upper.length + " upper ones");
        }
        if (lower.length == 0) {
            throw new UserError("There is no row to fit; see which rows the selection leaves.");
        }
        for (int i = 0; i < lower.length; i++) {
            String row = "row " + (i + 1) + " of " + lower.length;
            if (!(lower[i] >= 0) || Double.isInfinite(lower[i])) {
                throw new UserError("The lower bound of a time is " + lower[i] + " (" + row
                        + "). Allowed are numbers from 0; 0 means that nothing is known from below.");
            }
            if (!(upper[i] >= lower[i])) {
                throw new UserError("The upper bound of a time is " + upper[i] + ", below the lower one, " + lower[i]
                        + " (" + row + "). Exchange or correct them; without an upper bound it is infinite.");
            }
            if (upper[i] == 0) {
                throw new UserError("A time is 0 (" + row + "), whose logarithm is not finite. Exclude the row, or give"
                        + " the time in a finer unit.");
            }
        }
        double[] ones = new double[lower.length];
        Arrays.fill(ones, 1);
        return new CensoredTimes(lower.clone(), upper.clone(), new double[lower.length], ones);
    }

    /**
     * Right-censored times with their entries and weights.
     *
     * @throws UserError if an event happens at time 0
     */
    public static CensoredTimes of(SurvivalTimes times) {
        int n = times.size();
        double[] lower = new double[n];
        double[] upper = new double[n];
        double[] entry = new double[n];
        double[] weight = new double[n];
        for (int i = 0; i < n; i++) {
            lower[i] = times.time(i);
            upper[i] = times.event(i) ? times.time(i) : Double.POSITIVE_INFINITY;
            entry[i] = Math.max(times.entry(i), 0);
            weight[i] = times.weight(i);
        }
        CensoredTimes checked = between(lower, upper);
        return new CensoredTimes(checked.lower, checked.upper, entry, weight);
    }

    /** The same with case weights: an integer weight counts as so many equal rows. */
    public CensoredTimes withWeights(double[] weights) {
        if (weights.length != weight.length) {
            throw new IllegalArgumentException(weights.length + " weights for " + weight.length + " rows");
        }
        for (double w : weights) {
            if (!(w >= 0) || Double.isInfinite(w)) {
                throw new UserError("A case weight is " + w + "; allowed are numbers from 0.");
            }
        }
        return new CensoredTimes(lower, upper, entry, weights.clone());
    }

    /** The number of rows. */
    public int rows() {
        return lower.length;
    }

    /** The lower bound of a row's time. */
    public double lower(int row) {
        return lower[row];
    }

    /** The upper bound of a row's time; infinite for right censoring. */
    public double upper(int row) {
        return upper[row];
    }

    /** Since when a row could have been seen; 0 from the start. */
    public double entry(int row) {
        return entry[row];
    }

    /** A row's case weight. */
    public double weight(int row) {
        return weight[row];
    }

    /** The case weights of all rows. */
    public double[] weights() {
        return weight.clone();
    }

    /** How a row was seen. */
    enum Seen {
        EXACTLY,
        UNTIL,
        SINCE,
        BETWEEN,
        NOT_AT_ALL
    }

    Seen seen(int row) {
        if (lower[row] == upper[row]) {
            return Seen.EXACTLY;
        }
        boolean below = lower[row] > 0;
        if (Double.isInfinite(upper[row])) {
            return below ? Seen.UNTIL : Seen.NOT_AT_ALL;
        }
        return below ? Seen.BETWEEN : Seen.SINCE;
    }

    /** Rows whose time was seen, from their weights. */
    double count(Seen kind) {
        double sum = 0;
        for (int i = 0; i < lower.length; i++) {
            sum += seen(i) == kind ? weight[i] : 0;
        }
        return sum;
    }

    /** A single time for each row to start from: the middle of what is known. */
    double middle(int row) {
        return switch (seen(row)) {
            case BETWEEN -> 0.5 * (lower[row] + upper[row]);
            case SINCE -> 0.5 * upper[row];
            default -> lower[row];
        };
    }
}
