package org.theriac.biostatistics.survival;

import org.theriac.core.UserError;

/**
 * Predicted survival curves of n rows on one shared time grid: S = 1 before the first time, constant from each grid time to the next
 * (right-continuous), the last value carried forward. Immutable.
 */
public final class CurveSet {
    private static final double ROUNDING = 1e-6;

    private final double[] times;
    private final int rows;
    private final Probability survival;

    private CurveSet(double[] times, int rows, Probability survival) {
        this.times = times;
        this.rows = rows;
        this.survival = survival;
    }

    /** S of a row at a position of the grid, for curves that are computed when asked for. Safe for use by several threads. */
    @FunctionalInterface
    public interface Probability {
        double at(int row, int k);
    }

    /**
     * Curves that are computed when asked for, so that n × m numbers never exist at once. They are not checked: the caller answers for
     * probabilities within [0, 1] that do not rise.
     *
     * @param times strictly increasing times
     * @param rows the number of curves
     */
    public static CurveSet computed(double[] times, int rows, Probability survival) {
        return new CurveSet(increasing(times.clone()), rows, survival);
    }

    /**
     * Curves from probabilities.
     *
     * @param times m strictly increasing times
     * @param survival n × m probabilities, each row non-increasing within [0, 1] (rounding up to 1e-6 is tolerated)
     * @throws UserError if a curve rises or leaves [0, 1], saying how many do
     */
    public static CurveSet of(double[] times, double[][] survival) {
        int m = times.length;
        double[] flat = new double[survival.length * m];
        for (int i = 0; i < survival.length; i++) {
            if (survival[i].length != m) {
                throw new IllegalArgumentException(
                        "row " + i + " has " + survival[i].length + " probabilities for " + m + " times");
            }
            System.arraycopy(survival[i], 0, flat, i * m, m);
        }
        return checked(times.clone(), flat, survival.length);
    }

    /** Curves from single precision probabilities, as networks give them; see {@link #of(double[], double[][])}. */
    public static CurveSet of(double[] times, float[][] survival) {
        double[][] rows = new double[survival.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[survival[i].length];
            for (int k = 0; k < rows[i].length; k++) {
                rows[i][k] = survival[i][k];
            }
        }
        return of(times, rows);
    }

    /** Curves from n × m row-major probabilities, copied; see {@link #of(double[], double[][])}. */
    public static CurveSet ofFlat(double[] times, double[] survival) {
        int m = times.length;
        if (m == 0 || survival.length % m != 0) {
            throw new IllegalArgumentException(survival.length + " probabilities do not fill rows of " + m + " times");
        }
        return checked(times.clone(), survival.clone(), survival.length / m);
    }

    /** The same curve for each of {@code rows} rows: the prediction without covariates. */
    public static CurveSet same(StepCurve curve, int rows) {
        double[] times = curve.times();
        double[] values = curve.values();
        checked(times, values, 1);
        return new CurveSet(times, rows, (row, k) -> values[k]);
    }

    private static CurveSet checked(double[] times, double[] survival, int rows) {
        int m = times.length;
        increasing(times);
        int outside = 0;
        int rising = 0;
        for (int i = 0; i < rows; i++) {
            boolean out = false;
            boolean up = false;
            double previous = 1;
            for (int k = 0; k < m; k++) {
                double s = survival[i * m + k];
                out |= !(s >= -ROUNDING && s <= 1 + ROUNDING);
                up |= s > previous + ROUNDING;
                previous = s;
            }
            outside += out ? 1 : 0;
            rising += up ? 1 : 0;
        }
        if (outside + rising > 0) {
            throw new UserError(
                    "Of " + rows + " survival curves, " + outside + " leave [0, 1] or are missing and " + rising
                            + " rise with time: these are not survival probabilities. Check that they are S(t), not 1 − S(t) or a hazard.");
        }
        return new CurveSet(times, rows, (row, k) -> survival[row * m + k]);
    }

    private static double[] increasing(double[] times) {
        if (times.length == 0) {
            throw new IllegalArgumentException("curves need at least one time");
        }
        for (int k = 0; k < times.length; k++) {
            if (!Double.isFinite(times[k]) || (k > 0 && !(times[k] > times[k - 1]))) {
                throw new IllegalArgumentException(
                        "curve times must be finite and strictly increasing (position " + k + ")");
            }
        }
        return times;
    }

    /** The number of curves, n. */
    public int rows() {
        return rows;
    }

    /** The number of grid times, m. */
    public int gridSize() {
        return times.length;
    }

    /** The grid, a copy. */
    public double[] times() {
        return times.clone();
    }

    /** The last grid time at or before {@code t}; −1 if {@code t} lies before the grid. O(log m). */
    public int indexAt(double t) {
        return RiskTable.lastAtOrBefore(times, t);
    }

    /** S of row {@code i} at grid position {@code k}; 1 for k = −1. */
    public double survivalAtIndex(int i, int k) {
        return k < 0 ? 1 : survival.at(i, k);
    }

    /** S of row {@code i} at time {@code t}. O(log m). */
    public double survivalAt(int i, double t) {
        return survivalAtIndex(i, indexAt(t));
    }

    /** S of every row at time {@code t}. */
    public double[] survivalAt(double t) {
        int k = indexAt(t);
        double[] s = new double[rows];
        for (int i = 0; i < rows; i++) {
            s[i] = survivalAtIndex(i, k);
        }
        return s;
    }

    /** S of each row at a time of its own, for instance that of its event or censoring. */
    public double[] survivalAtOwn(double[] ownTime) {
        if (ownTime.length != rows) {
            throw new IllegalArgumentException(ownTime.length + " times for " + rows + " curves");
        }
        double[] s = new double[rows];
        for (int i = 0; i < rows; i++) {
            s[i] = survivalAt(i, ownTime[i]);
        }
        return s;
    }

    /** The first grid time at which the curve of row {@code i} is at or below 1 − p; NaN if it never is. */
    public double quantile(int i, double p) {
        for (int k = 0; k < times.length; k++) {
            if (survivalAtIndex(i, k) <= 1 - p) {
                return times[k];
            }
        }
        return Double.NaN;
    }
}
