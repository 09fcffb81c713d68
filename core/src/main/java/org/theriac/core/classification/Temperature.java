package org.theriac.core.classification;

/**
 * Temperature scaling: class probabilities softmax(z / T), with one T > 0 chosen on rows that the network was not trained on. The ranking within a row
 * does not change, so accuracy does not; confidence does (Guo, Pleiss, Sun and Weinberger, On calibration of modern neural networks, ICML 2017).
 *
 * @param value T: above 1 where the network was too sure of itself, 1 leaves it as it is
 */
public record Temperature(double value) {
    /** Logits stay as they are. */
    public static final Temperature NONE = new Temperature(1);

    /** Logits that always name the class, or say nothing of it, have no best temperature: beyond these nothing more is learned. */
    private static final double LEAST = 0.05;

    private static final double MOST = 20;
    private static final int MOST_STEPS = 200;

    /** @throws IllegalArgumentException unless it is positive and finite */
    public Temperature {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a temperature of " + value);
        }
    }

    /**
     * The temperature of largest likelihood. In the inverse temperature β = 1/T the negative log-likelihood Σ log Σ_k exp(β z_k) − β z_y is convex, so
     * that Newton's method, kept within a shrinking bracket, finds its only minimum. O(n · classes) for each of few steps.
     *
     * @param logits n × classes, finite, of validation rows
     * @param truth index of each row's class, n
     * @return a temperature from 0.05 to 20; {@link #NONE} when there are no rows
     * @throws IllegalArgumentException if the lengths differ or a logit is not finite
     */
    public static Temperature fit(double[][] logits, int[] truth) {
        check(logits, truth);
        if (logits.length == 0) {
            return NONE;
        }
        double low = 1 / MOST;
        double high = 1 / LEAST;
        if (derivatives(logits, truth, low)[0] >= 0) {
            return new Temperature(MOST);
        }
        if (derivatives(logits, truth, high)[0] <= 0) {
            return new Temperature(LEAST);
        }
        double beta = 1;
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] d = derivatives(logits, truth, beta);
            if (d[0] > 0) {
                high = beta;
            } else {
                low = beta;
            }
            double next = beta - d[0] / d[1];
            if (!(next > low && next < high)) {
                next = (low + high) / 2;
            }
            double moved = Math.abs(next - beta);
            beta = next;
            if (moved <= 1e-12 * beta) {
                break;
            }
        }
        return new Temperature(1 / beta);
    }

    /** The logits divided by T. */
    public double[][] apply(double[][] logits) {
        double[][] scaled = new double[logits.length][];
        for (int row = 0; row < scaled.length; row++) {
            scaled[row] = logits[row].clone();
            for (int k = 0; k < scaled[row].length; k++) {
                scaled[row][k] /= value;
            }
        }
        return scaled;
    }

    /** Slope Σ E_p[z] − z_y and curvature Σ Var_p[z] of the negative log-likelihood in β, with p = softmax(β z). */
    private static double[] derivatives(double[][] logits, int[] truth, double beta) {
        double slope = 0;
        double curvature = 0;
        for (int row = 0; row < logits.length; row++) {
            double[] z = logits[row];
            double largest = Double.NEGATIVE_INFINITY;
            for (double value : z) {
                largest = Math.max(largest, value);
            }
            double sum = 0;
            double first = 0;
            double second = 0;
            for (double value : z) {
                double below = value - largest;
                double e = Math.exp(beta * below);
                sum += e;
                first += e * below;
                second += e * below * below;
            }
            double mean = first / sum;
            slope += mean - (z[truth[row]] - largest);
            curvature += second / sum - mean * mean;
        }
        return new double[] {slope, curvature};
    }

    private static void check(double[][] logits, int[] truth) {
        if (logits.length != truth.length) {
            throw new IllegalArgumentException(truth.length + " classes for " + logits.length + " rows of logits");
        }
        for (double[] row : logits) {
            for (double z : row) {
                if (!(Math.abs(z) < Double.POSITIVE_INFINITY)) {
                    throw new IllegalArgumentException("a logit of " + z);
                }
            }
        }
    }
}
