package org.theriac.biostatistics.calibration;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Calibration at a horizon without groups (Austin, Harrell and van Klaveren, Statistics in Medicine 39, 2020): the observed risk as a smooth function of the
 * predicted one, by Cox regression of the rows' times on a {@linkplain RestrictedCubicSpline restricted cubic spline} of log(−log(1 − p)); where causes
 * compete, by Fine and Gray's regression (Austin, Putter, Giardiello and van Klaveren, Diagnostic and Prognostic Research 6:2, 2022). Predictions that take
 * too few values for the spline are smoothed by a straight line, one value for all rows by the incidence of the rows. O(n log n).
 */
public final class SmoothedCalibration {
    private static final double LEAST = 1e-10;

    private final double[] predicted;
    private final double[] observed;
    private final double[] weight;

    private SmoothedCalibration(double[] predicted, double[] observed, double[] weight) {
        this.predicted = predicted;
        this.observed = observed;
        this.weight = weight;
    }

    /** Smooths. */
    public static SmoothedCalibration of(JudgedRisks rows, double horizon) {
        int[] order = StableOrder.ascending(rows.time());
        int n = order.length;
        double[] predicted = new double[n];
        double[] time = new double[n];
        int[] cause = new int[n];
        double[] weight = new double[n];
        double[] x = new double[n];
        for (int k = 0; k < n; k++) {
            int row = order[k];
            predicted[k] = rows.risk()[row];
            time[k] = rows.time()[row];
            cause[k] = rows.cause()[row];
            weight[k] = rows.weight()[row];
            double p = Math.min(1 - LEAST, Math.max(LEAST, predicted[k]));
            x[k] = Math.log(-Math.log1p(-p));
        }
        double[] observed = new SplineHazard(columns(x), time, cause, weight).incidence(horizon);
        return new SmoothedCalibration(predicted, observed, weight);
    }

    /** The spline's columns, centred and scaled. */
    private static double[][] columns(double[] x) {
        if (Arrays.stream(x).allMatch(value -> value == x[0])) {
            return new double[0][];
        }
        RestrictedCubicSpline spline = RestrictedCubicSpline.of(x);
        return spline.bends()
                ? new double[][] {
                    standard(x), standard(Arrays.stream(x).map(spline::bent).toArray())
                }
                : new double[][] {standard(x)};
    }

    private static double[] standard(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double spread = Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0));
        return Arrays.stream(values)
                .map(value -> (value - mean) / (spread > 0 ? spread : 1))
                .toArray();
    }

    /** The mean of |smoothed observed − predicted|: the integrated calibration index. */
    public double ici() {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < weight.length; i++) {
            sum += weight[i] * Math.abs(observed[i] - predicted[i]);
            weights += weight[i];
        }
        return sum / weights;
    }

    /** The median of |smoothed observed − predicted|. */
    public double e50() {
        return quantile(0.5);
    }

    /** Its 90th percentile. */
    public double e90() {
        return quantile(0.9);
    }

    /** Its maximum. */
    public double largest() {
        return quantile(1);
    }

    /** A quantile of the distances; of weighted rows as if each stood there as often as it weighs (whole weights), R's type 7. */
    private double quantile(double p) {
        double[] distance = new double[weight.length];
        for (int i = 0; i < distance.length; i++) {
            distance[i] = Math.abs(observed[i] - predicted[i]);
        }
        int[] order = StableOrder.ascending(distance);
        double total = Arrays.stream(weight).sum();
        double at = p * (total - 1);
        double below = Math.floor(at);
        return valueAt(order, distance, below)
                + (at - below)
                        * (valueAt(order, distance, Math.min(below + 1, total - 1)) - valueAt(order, distance, below));
    }

    private double valueAt(int[] order, double[] distance, double position) {
        double passed = 0;
        for (int row : order) {
            passed += weight[row];
            if (passed > position + 1e-9) {
                return distance[row];
            }
        }
        return distance[order[order.length - 1]];
    }

    /** The points (predicted, smoothed observed), by rising prediction. */
    public double[][] curve() {
        int[] order = StableOrder.ascending(predicted);
        return IntStream.range(0, order.length)
                .mapToObj(k -> new double[] {predicted[order[k]], observed[order[k]]})
                .toArray(double[][]::new);
    }
}
