package org.theriac.biostatistics.calibration;

import java.util.Arrays;
import java.util.List;

/**
 * The mean predicted incidence beside the observed one, Aalen–Johansen (1 − Kaplan–Meier for one event), of the rows of several folds: the root of their
 * squared distance, integrated over time and divided by the span, so that it reads as a difference of probabilities. 0 is perfect.
 */
public final class MeanCurve {
    /** Length of the grid and of the distinct times, the span of time, then sums. */
    private static final int HEAD = 2;

    private final double[] grid;
    private final double[] distinct;
    private final int[] position;
    private final int[] cause;
    private final double[][] predicted;

    /** The predicted incidence of a row by a time. */
    @FunctionalInterface
    public interface Incidence {
        double by(int row, double time);
    }

    /**
     * Prepares for many vectors of weights.
     *
     * @param grid equally spaced times from 0 on, the same in all folds
     * @param distinct ascending times that hold all times of all folds, the same in all folds
     * @param time of the fold's rows
     * @param cause 1: the event; 2: one that competes; 0: censored
     */
    public MeanCurve(double[] grid, double[] distinct, double[] time, int[] cause, Incidence incidence) {
        this.grid = grid.clone();
        this.distinct = distinct.clone();
        this.cause = cause.clone();
        this.position = Arrays.stream(time).mapToInt(t -> place(distinct, t)).toArray();
        this.predicted = new double[time.length][grid.length];
        for (int i = 0; i < time.length; i++) {
            for (int k = 0; k < grid.length; k++) {
                predicted[i][k] = incidence.by(i, grid[k]);
            }
        }
    }

    /** Times that were merged as ties may be missing; they take the nearest place. */
    private static int place(double[] distinct, double t) {
        int found = Arrays.binarySearch(distinct, t);
        return found >= 0 ? found : Math.min(distinct.length - 1, -found - 1);
    }

    /** The sums under row weights: what {@link #distance} takes. */
    public double[] parts(double[] weight) {
        int m = grid.length;
        int u = distinct.length;
        double[] parts = new double[HEAD + 2 * m + 4 * u];
        parts[0] = m;
        parts[1] = u;
        int sums = HEAD + m;
        int places = HEAD + 2 * m;
        System.arraycopy(grid, 0, parts, HEAD, m);
        System.arraycopy(distinct, 0, parts, places, u);
        for (int i = 0; i < weight.length; i++) {
            if (weight[i] > 0) {
                for (int k = 0; k < m; k++) {
                    parts[sums + k] += weight[i] * predicted[i][k];
                }
                parts[places + (1 + cause[i]) * u + position[i]] += weight[i];
            }
        }
        return parts;
    }

    /** The distance of the rows of all folds together. */
    public static double distance(List<double[]> parts) {
        int m = (int) parts.get(0)[0];
        int u = (int) parts.get(0)[1];
        double[] sum = new double[parts.get(0).length];
        for (double[] part : parts) {
            for (int k = HEAD + m; k < sum.length; k++) {
                sum[k] += part[k];
            }
        }
        int places = HEAD + 2 * m;
        double atRisk = 0;
        for (int k = places + u; k < sum.length; k++) {
            atRisk += sum[k];
        }
        double rows = atRisk;
        double survival = 1;
        double incidence = 0;
        int at = 0;
        double distance = 0;
        for (int k = 0; k < m; k++) {
            double t = parts.get(0)[HEAD + k];
            for (; at < u && parts.get(0)[places + at] <= t; at++) {
                double censored = sum[places + u + at];
                double own = sum[places + 2 * u + at];
                double other = sum[places + 3 * u + at];
                if (own + other > 0) {
                    incidence += survival * own / atRisk;
                    survival *= 1 - (own + other) / atRisk;
                }
                atRisk -= censored + own + other;
            }
            double difference = sum[HEAD + m + k] / rows - incidence;
            distance += difference * difference * (k == 0 || k == m - 1 ? 0.5 : 1);
        }
        return Math.sqrt(distance / (m - 1));
    }
}
