package org.theriac.biostatistics.calibration;

/**
 * A cubic spline with three knots that is linear beyond the outer ones (Stone and Koo, 1985; Harrell, Regression Modeling Strategies): the value itself and one
 * bent column,
 *
 * <pre>b(x) = [(x − k₁)₊³ − (x − k₂)₊³ (k₃ − k₁)∕(k₃ − k₂) + (x − k₃)₊³ (k₂ − k₁)∕(k₃ − k₂)] ∕ (k₃ − k₁)²</pre>
 *
 * @param first knot
 * @param middle knot
 * @param last knot
 */
public record RestrictedCubicSpline(double first, double middle, double last) {
    /** Knots at the 10th, 50th and 90th percentile (R's type 7), Harrell's places for three. */
    public static RestrictedCubicSpline of(double[] values) {
        double[] sorted = values.clone();
        java.util.Arrays.sort(sorted);
        return new RestrictedCubicSpline(quantile(sorted, 0.1), quantile(sorted, 0.5), quantile(sorted, 0.9));
    }

    /** Linear interpolation between order statistics (R's type 7). */
    static double quantile(double[] sorted, double p) {
        double at = p * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /** Whether the knots differ, so that there is a bent column. */
    public boolean bends() {
        return first < middle && middle < last;
    }

    /** b(x). */
    public double bent(double x) {
        double span = last - first;
        return (cube(x - first)
                        - cube(x - middle) * span / (last - middle)
                        + cube(x - last) * (middle - first) / (last - middle))
                / (span * span);
    }

    private static double cube(double x) {
        return x > 0 ? x * x * x : 0;
    }
}
