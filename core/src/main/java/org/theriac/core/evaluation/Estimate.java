package org.theriac.core.evaluation;

import java.util.Arrays;

/**
 * A value with a percentile interval.
 *
 * @param value on the test rows as they are
 * @param lower end of the interval; NaN without draws
 * @param upper end of the interval; NaN without draws
 * @param draws that gave a value
 */
public record Estimate(double value, double lower, double upper, int draws) {

    /**
     * The percentile interval of bootstrap values; draws without a value (NaN) are left out.
     *
     * @param level such as 0.95
     */
    public static Estimate of(double value, double[] drawn, double level) {
        double[] sorted =
                Arrays.stream(drawn).filter(v -> !Double.isNaN(v)).sorted().toArray();
        if (sorted.length == 0 || Double.isNaN(value)) {
            return new Estimate(value, Double.NaN, Double.NaN, 0);
        }
        double tail = (1 - level) / 2;
        return new Estimate(value, quantile(sorted, tail), quantile(sorted, 1 - tail), sorted.length);
    }

    /** The same, shifted by the mean excess of the draws over the value; for values that are not negative. */
    static Estimate ofExcess(double value, double[] drawn, double level) {
        double mean =
                Arrays.stream(drawn).filter(v -> !Double.isNaN(v)).average().orElse(Double.NaN);
        Estimate shifted =
                of(value, Arrays.stream(drawn).map(v -> v - (mean - value)).toArray(), level);
        return new Estimate(value, Math.max(shifted.lower, 0), shifted.upper, shifted.draws);
    }

    /** Linear interpolation between order statistics (R's type 7). */
    private static double quantile(double[] sorted, double p) {
        double at = p * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
