package org.theriac.core.outcome;

import java.util.Arrays;

/**
 * Survival curves given point by point.
 *
 * @param times strictly increasing, length m
 * @param survival n × m, each row non-increasing in [0, 1]; rows may share one array
 * @param risk length n
 */
public record TabulatedCurves(double[] times, double[][] survival, double[] risk) implements SurvivalCurves {
    public TabulatedCurves {
        if (survival.length != risk.length) {
            throw new IllegalArgumentException(survival.length + " curves for " + risk.length + " risks");
        }
        for (double[] curve : survival) {
            if (curve.length != times.length) {
                throw new IllegalArgumentException(
                        "a curve of " + curve.length + " points on a grid of " + times.length);
            }
        }
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
        return survival[row][k];
    }

    @Override
    public TabulatedCurves take(int[] rows) {
        return new TabulatedCurves(
                times,
                Arrays.stream(rows).mapToObj(row -> survival[row]).toArray(double[][]::new),
                Arrays.stream(rows).mapToDouble(row -> risk[row]).toArray());
    }
}
