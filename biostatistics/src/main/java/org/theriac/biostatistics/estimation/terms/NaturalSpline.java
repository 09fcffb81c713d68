package org.theriac.biostatistics.estimation.terms;

import java.util.Arrays;

/**
 * A natural cubic spline: cubic between its knots, linear beyond the outer ones. With knots ξ₁ … ξ_K the columns are x and
 *
 * <pre>d_k(x) − d_{K−1}(x),  d_k(x) = ((x − ξ_k)₊³ − (x − ξ_K)₊³) / (ξ_K − ξ_k),  k = 1 … K − 2</pre>
 *
 * (Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2009, section 5.2.1), the last ones divided by (ξ_K − ξ₁)². They span the same
 * curves as R's {@code ns} with the same knots; single coefficients differ. Outer knots are the extremes of the rows fitted to, inner ones their
 * quantiles.
 */
final class NaturalSpline {
    private final double[] knots;

    private NaturalSpline(double[] knots) {
        this.knots = knots;
    }

    /**
     * Knots from values.
     *
     * @param degreesOfFreedom number of columns, at least 2
     * @throws IllegalArgumentException if there are too few different values for so many knots
     */
    static NaturalSpline of(double[] values, int degreesOfFreedom) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] knots = new double[degreesOfFreedom + 1];
        for (int k = 0; k < knots.length; k++) {
            knots[k] = quantile(sorted, (double) k / degreesOfFreedom);
        }
        boolean distinct = Arrays.stream(sorted).distinct().count() > degreesOfFreedom;
        for (int k = 1; k < knots.length; k++) {
            distinct &= knots[k] > knots[k - 1];
        }
        if (!distinct) {
            throw new IllegalArgumentException(
                    "too few different values for " + degreesOfFreedom + " degrees of freedom");
        }
        return new NaturalSpline(knots);
    }

    /** Linear interpolation between order statistics, as R's default. */
    private static double quantile(double[] sorted, double p) {
        double position = p * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /** The number of columns. */
    int columns() {
        return knots.length - 1;
    }

    /** Column j, from 0 on, at x. */
    double column(int j, double x) {
        if (j == 0) {
            return x;
        }
        int last = knots.length - 1;
        double range = knots[last] - knots[0];
        return (d(j - 1, x) - d(last - 1, x)) / (range * range);
    }

    private double d(int k, double x) {
        int last = knots.length - 1;
        return (cube(x - knots[k]) - cube(x - knots[last])) / (knots[last] - knots[k]);
    }

    private static double cube(double x) {
        return x > 0 ? x * x * x : 0;
    }
}
