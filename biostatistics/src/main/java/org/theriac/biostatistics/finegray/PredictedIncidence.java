package org.theriac.biostatistics.finegray;

import java.util.Arrays;

/**
 * Cumulative incidences F(t|x) = 1 − exp(−Λ₀(t) e^η) of n rows, each number computed when it is asked for, so that memory grows with rows + times.
 *
 * @param times of the steps, ascending
 * @param hazard Λ₀ at each time
 * @param ratio e^η of each row
 */
public record PredictedIncidence(double[] times, double[] hazard, double[] ratio) {
    /** @throws IllegalArgumentException if there is not one hazard for each time */
    public PredictedIncidence {
        if (hazard.length != times.length) {
            throw new IllegalArgumentException(hazard.length + " hazards for " + times.length + " times");
        }
    }

    /** The number of rows. */
    public int rows() {
        return ratio.length;
    }

    /** F of a row at the k-th time. */
    public double at(int row, int k) {
        // a ratio that overflowed must not turn a hazard of 0 into 0 · ∞
        return hazard[k] == 0 ? 0 : -Math.expm1(-hazard[k] * ratio[row]);
    }

    /** F of a row at any time: 0 before the first step, the last value after the last one. */
    public double at(int row, double time) {
        int found = Arrays.binarySearch(times, time);
        int k = found >= 0 ? found : -found - 2;
        return k < 0 ? 0 : at(row, k);
    }

    /** F of a row at all times. */
    public double[] curve(int row) {
        double[] curve = new double[times.length];
        Arrays.setAll(curve, k -> at(row, k));
        return curve;
    }
}
