package org.theriac.biostatistics.distribution;

/** Slopes at the knots of a cubic spline that keeps to the direction of its data. */
final class HymanSlopes {
    private HymanSlopes() {}

    /**
     * The slopes of the cubic spline through the points, limited to three times the flatter of the neighbouring secants.
     *
     * @param t strictly increasing, at least two
     * @param y as many values, monotone
     */
    static double[] of(double[] t, double[] y) {
        int n = t.length;
        double[] step = new double[n - 1];
        double[] secant = new double[n - 1];
        for (int k = 0; k < n - 1; k++) {
            step[k] = t[k + 1] - t[k];
            secant[k] = (y[k + 1] - y[k]) / step[k];
        }
        double[] slope = n == 2 ? new double[] {secant[0], secant[0]} : ofSpline(t, step, secant);
        for (int k = 0; k < n; k++) {
            double left = secant[Math.max(0, k - 1)];
            double right = secant[Math.min(n - 2, k)];
            double limit = 3 * Math.min(Math.abs(left), Math.abs(right));
            boolean rising = left * right > 0 ? right > 0 : slope[k] >= 0;
            slope[k] = rising ? Math.min(limit, Math.max(0, slope[k])) : Math.max(-limit, Math.min(0, slope[k]));
        }
        return slope;
    }

    /** The spline whose third derivative at either end is that of the cubic through the four outermost points. */
    private static double[] ofSpline(double[] t, double[] step, double[] secant) {
        int n = t.length;
        double[] diagonal = new double[n];
        double[] right = new double[n];
        diagonal[0] = -step[0];
        diagonal[n - 1] = -step[n - 2];
        for (int k = 1; k < n - 1; k++) {
            diagonal[k] = 2 * (step[k - 1] + step[k]);
            right[k] = secant[k] - secant[k - 1];
        }
        if (n > 3) {
            right[0] = step[0] * step[0] * thirdDifference(t, right, 0);
            right[n - 1] = -step[n - 2] * step[n - 2] * thirdDifference(t, right, n - 4);
        }
        for (int k = 1; k < n; k++) {
            double factor = step[k - 1] / diagonal[k - 1];
            diagonal[k] -= factor * step[k - 1];
            right[k] -= factor * right[k - 1];
        }
        double[] bend = new double[n];
        bend[n - 1] = right[n - 1] / diagonal[n - 1];
        for (int k = n - 2; k >= 0; k--) {
            bend[k] = (right[k] - step[k] * bend[k + 1]) / diagonal[k];
        }
        double[] slope = new double[n];
        for (int k = 0; k < n - 1; k++) {
            slope[k] = secant[k] - step[k] * (bend[k + 1] + 2 * bend[k]);
        }
        slope[n - 1] = secant[n - 2] + step[n - 2] * (bend[n - 2] + 2 * bend[n - 1]);
        return slope;
    }

    /** The third divided difference of the points k to k + 3, from differences of neighbouring secants. */
    private static double thirdDifference(double[] t, double[] difference, int k) {
        double early = difference[k + 1] / (t[k + 2] - t[k]);
        double late = difference[k + 2] / (t[k + 3] - t[k + 1]);
        return (late - early) / (t[k + 3] - t[k]);
    }
}
