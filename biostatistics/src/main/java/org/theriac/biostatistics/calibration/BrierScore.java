package org.theriac.biostatistics.calibration;

import java.util.Arrays;
import org.theriac.biostatistics.survival.CurveSet;
import org.theriac.biostatistics.survival.SurvivalTimes;

/**
 * The Brier score of predicted survival probabilities under censoring (Graf et al., Statistics in Medicine 18, 1999), prepared for many
 * vectors of row weights:
 *
 * <pre>BS(t) = (1/n) Σ_i [ S_i(t)² 1{T_i ≤ t, event}/G(T_i−) + (1 − S_i(t))² 1{T_i > t}/G(t) ]</pre>
 *
 * A row censored up to and including t contributes 0; so does one that comes under observation after t to the second sum, where G is that of
 * {@link CensoringCurve#ofObservation}. The integrated score is the area under BS over the grid by the trapezoid rule, divided
 * by the grid's span; it is a weighted mean of numbers that depend on one row each, so that a weight vector costs O(n).
 */
public final class BrierScore {
    /** What the sum of contributions is divided by. */
    public enum Normaliser {
        /** The weighted number of rows, as Graf et al., R and scikit-survival do. */
        ROWS,
        /** The sum of the inverse censoring weights at t, as pycox does. */
        CENSORING_WEIGHTS
    }

    private final CurveSet curves;
    private final SurvivalTimes times;
    private final CensoringCurve censoring;
    private final double[] grid;
    private final double[] quadrature;
    private final int[] curveIndex;
    private final int[] runEnd;
    private final Normaliser normaliser;
    private final double[] integratedOfRow;
    /** Whether a row's event is the one that is predicted. */
    private final boolean[] ofInterest;

    /**
     * Prepares.
     *
     * @param curves n predicted curves
     * @param times n observed times
     * @param censoring G, usually of the training rows
     * @param grid at least one strictly increasing time; G must be positive wherever a row is weighted by it
     * @throws IllegalArgumentException if G is 0 where a row needs it, or numbers of rows differ
     */
    public BrierScore(
            CurveSet curves, SurvivalTimes times, CensoringCurve censoring, double[] grid, Normaliser normaliser) {
        this(curves, times, times.eventIndicators(), censoring, grid, normaliser);
    }

    /**
     * The score of the cumulative incidence F of one of several causes (Schoop, Beyersmann, Schumacher and Binder, Biometrical Journal 53, 2011): a row that
     * has had another event by t is known to be free of this one, so that it is weighted as an event and wants F(t) = 0.
     *
     * @param curves 1 − F of n rows
     * @param times n observed times, with any cause as the event
     * @param ofInterest which rows ended by the cause that is predicted
     */
    public static BrierScore ofCause(
            CurveSet curves,
            SurvivalTimes times,
            boolean[] ofInterest,
            CensoringCurve censoring,
            double[] grid,
            Normaliser normaliser) {
        return new BrierScore(curves, times, ofInterest.clone(), censoring, grid, normaliser);
    }

    private BrierScore(
            CurveSet curves,
            SurvivalTimes times,
            boolean[] ofInterest,
            CensoringCurve censoring,
            double[] grid,
            Normaliser normaliser) {
        if (ofInterest.length != times.size()) {
            throw new IllegalArgumentException(ofInterest.length + " causes for " + times.size() + " times");
        }
        this.ofInterest = ofInterest;
        if (curves.rows() != times.size()) {
            throw new IllegalArgumentException(curves.rows() + " curves for " + times.size() + " times");
        }
        if (grid.length == 0) {
            throw new IllegalArgumentException("the grid of a Brier score must hold a time");
        }
        this.curves = curves;
        this.times = times;
        this.censoring = censoring;
        this.grid = grid.clone();
        this.quadrature = trapezoid(grid);
        this.normaliser = normaliser;
        this.curveIndex = new int[grid.length];
        for (int k = 0; k < grid.length; k++) {
            curveIndex[k] = curves.indexAt(grid[k]);
        }
        this.runEnd = runEnds(curveIndex);
        this.integratedOfRow = integratedOfRows();
    }

    /**
     * Each row's part of the integral. A curve is constant over runs of grid times, in which the row is first known to live on, under observation, and then
     * known to be gone: sums of quadrature weights over such pieces are differences of running sums, so that a row costs as many steps as its curve has, however
     * fine the grid.
     */
    private double[] integratedOfRows() {
        int m = grid.length;
        double[] gone = new double[m + 1];
        double[] livesOn = new double[m + 1];
        int[] undefined = new int[m + 1];
        for (int k = 0; k < m; k++) {
            double g = censoring.at(grid[k]);
            gone[k + 1] = gone[k] + quadrature[k];
            livesOn[k + 1] = livesOn[k] + (g > 0 ? quadrature[k] / g : 0);
            undefined[k + 1] = undefined[k] + (g > 0 || censoring.leavesOutUndefined() ? 0 : 1);
        }
        double[] integrated = new double[times.size()];
        for (int i = 0; i < integrated.length; i++) {
            int from = firstAtOrAfter(times.entry(i));
            int end = Math.max(from, firstAtOrAfter(times.time(i)));
            if (undefined[end] > undefined[from]) {
                throw undefinedAt(grid[end - 1]);
            }
            double ofEvent = times.event(i) && end < m ? inverseOfEvent(i, grid[end]) : 0;
            int a = from;
            int last = ofEvent > 0 ? m : end;
            while (a < last) {
                int b = runEnd[a];
                double s = curves.survivalAtIndex(i, curveIndex[a]);
                int known = Math.min(Math.max(a, end), b);
                double wrong = ofInterest[i] ? s : 1 - s;
                integrated[i] += (1 - s) * (1 - s) * (livesOn[known] - livesOn[a])
                        + wrong * wrong * ofEvent * (gone[b] - gone[known]);
                a = b;
            }
        }
        return integrated;
    }

    private int firstAtOrAfter(double time) {
        int found = Arrays.binarySearch(grid, time);
        return found >= 0 ? found : -found - 1;
    }

    /** For each grid time where the run of times with the same value of the curves ends. */
    private static int[] runEnds(int[] curveIndex) {
        int[] end = new int[curveIndex.length];
        for (int k = end.length - 1; k >= 0; k--) {
            boolean same = k + 1 < end.length && curveIndex[k + 1] == curveIndex[k];
            end[k] = same ? end[k + 1] : k + 1;
        }
        return end;
    }

    /** A grid of {@code points} equally spaced times from {@code first} to {@code last}. */
    public static double[] evenGrid(double first, double last, int points) {
        if (!(last > first) || points < 2) {
            throw new IllegalArgumentException("a grid needs two points and a span, not " + first + " to " + last);
        }
        double[] grid = new double[points];
        for (int k = 0; k < points; k++) {
            grid[k] = first + (last - first) * k / (points - 1);
        }
        grid[points - 1] = last;
        return grid;
    }

    /** The grid, a copy. */
    public double[] grid() {
        return grid.clone();
    }

    /** BS at each time of the grid under n row weights. */
    public double[] overTime(double[] weight) {
        double[] score = new double[grid.length];
        double rows = 0;
        for (double w : weight) {
            rows += w;
        }
        for (int k = 0; k < grid.length; k++) {
            double g = censoring.at(grid[k]);
            double sum = 0;
            double weights = 0;
            for (int i = 0; i < weight.length; i++) {
                double inverse = inverseWeight(i, k, g);
                sum += weight[i] * contribution(i, k, inverse);
                weights += weight[i] * inverse;
            }
            score[k] = sum / (normaliser == Normaliser.ROWS ? rows : weights);
        }
        return score;
    }

    /** The integrated score under n row weights: O(n) when divided by rows, O(n × grid) when divided by censoring weights. */
    public double integrated(double[] weight) {
        if (normaliser == Normaliser.CENSORING_WEIGHTS) {
            double[] score = overTime(weight);
            double area = 0;
            for (int k = 0; k < score.length; k++) {
                area += quadrature[k] * score[k];
            }
            return area;
        }
        double sum = 0;
        double rows = 0;
        for (int i = 0; i < weight.length; i++) {
            sum += weight[i] * integratedOfRow[i];
            rows += weight[i];
        }
        return sum / rows;
    }

    private double inverseWeight(int i, int k, double g) {
        if (times.time(i) <= grid[k]) {
            return times.event(i) ? inverseOfEvent(i, grid[k]) : 0;
        }
        if (times.entry(i) > grid[k] || g == 0 && censoring.leavesOutUndefined()) {
            return 0;
        }
        if (g == 0) {
            throw undefinedAt(grid[k]);
        }
        return 1 / g;
    }

    private double inverseOfEvent(int i, double at) {
        double uncensored = censoring.ofEvent(times.time(i));
        if (uncensored == 0 && !censoring.leavesOutUndefined()) {
            throw undefinedAt(at);
        }
        return uncensored == 0 ? 0 : 1 / uncensored;
    }

    private IllegalArgumentException undefinedAt(double time) {
        return new IllegalArgumentException("the Brier score at " + time
                + " needs a positive probability of being uncensored, which is 0 from "
                + censoring.firstTimeBelow(Double.MIN_VALUE) + " on: choose an earlier end of the grid");
    }

    private double contribution(int i, int k, double inverseWeight) {
        if (inverseWeight == 0) {
            return 0;
        }
        double s = curves.survivalAtIndex(i, curveIndex[k]);
        double error = times.time(i) > grid[k] || !ofInterest[i] ? 1 - s : s;
        return error * error * inverseWeight;
    }

    /** Weights of the trapezoid rule divided by the span; a single time has weight 1. */
    private static double[] trapezoid(double[] grid) {
        int m = grid.length;
        double[] weight = new double[m];
        if (m == 1) {
            weight[0] = 1;
            return weight;
        }
        double span = grid[m - 1] - grid[0];
        for (int k = 1; k < m; k++) {
            if (!(grid[k] > grid[k - 1])) {
                throw new IllegalArgumentException("the times of a grid must increase strictly (position " + k + ")");
            }
            double half = (grid[k] - grid[k - 1]) / (2 * span);
            weight[k - 1] += half;
            weight[k] += half;
        }
        return weight;
    }
}
