package org.theriac.core.outcome;

import java.util.Arrays;

/**
 * Survival curves whose points are computed when they are asked for, so that memory grows with rows + times instead of rows × times.
 *
 * @param times strictly increasing, length m
 * @param risk length n
 * @param probability S of each row at each time
 */
public record ComputedCurves(double[] times, double[] risk, Probability probability) implements SurvivalCurves {
    /** Up to so many points are kept, 32 MiB: metrics ask for each of them many times. */
    private static final long MOST_KEPT = 1 << 22;

    /** S of a row at a position of the grid, within [0, 1] and not rising. Safe for use by several threads. */
    @FunctionalInterface
    public interface Probability {
        double at(int row, int k);
    }

    /** The same curves, point by point where that takes little memory. */
    public static SurvivalCurves keptIfFew(double[] times, double[] risk, Probability probability) {
        if ((long) risk.length * times.length > MOST_KEPT) {
            return new ComputedCurves(times, risk, probability);
        }
        double[][] survival = new double[risk.length][times.length];
        for (int row = 0; row < risk.length; row++) {
            for (int k = 0; k < times.length; k++) {
                survival[row][k] = probability.at(row, k);
            }
        }
        return new TabulatedCurves(times, survival, risk);
    }

    @Override
    public int rows() {
        return risk.length;
    }

    @Override
    public double risk(int row) {
        return risk[row];
    }

    @Override
    public double survival(int row, int k) {
        return probability.at(row, k);
    }

    @Override
    public SurvivalCurves take(int[] rows) {
        int[] taken = rows.clone();
        return keptIfFew(
                times,
                Arrays.stream(taken).mapToDouble(row -> risk[row]).toArray(),
                (row, k) -> probability.at(taken[row], k));
    }
}
