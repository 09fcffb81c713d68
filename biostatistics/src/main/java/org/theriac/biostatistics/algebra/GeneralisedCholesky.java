package org.theriac.biostatistics.algebra;

/**
 * The factorisation {@code A = L D Lᵀ} of a symmetric non-negative definite matrix, in the given order of its columns. A column whose pivot
 * falls below {@code tolerance × largest diagonal element} depends on the columns before it: it is left out, and solutions and the inverse
 * carry zeros in its place. This is the convention by which statistical packages name redundant columns.
 *
 * <p>Cost: p³/6 multiplications for the factorisation, p² for a solution.
 */
public final class GeneralisedCholesky {
    /** Machine epsilon to the power 3/4, the usual tolerance of statistical software for the pivots of an information matrix. */
    public static final double TOLERANCE = Math.pow(Math.ulp(1.0), 0.75);

    private final double[][] lower;
    private final double[] pivot;
    private final int rank;

    private GeneralisedCholesky(double[][] lower, double[] pivot, int rank) {
        this.lower = lower;
        this.pivot = pivot;
        this.rank = rank;
    }

    /**
     * Factorises with the usual {@link #TOLERANCE}.
     *
     * @param a p × p, symmetric; only the lower triangle is read
     */
    public static GeneralisedCholesky of(double[][] a) {
        return of(a, TOLERANCE);
    }

    /** Factorises {@code a} (p × p, symmetric; only the lower triangle is read). */
    public static GeneralisedCholesky of(double[][] a, double tolerance) {
        int p = a.length;
        double[][] l = new double[p][p];
        double[] d = new double[p];
        double largest = 0;
        for (int j = 0; j < p; j++) {
            largest = Math.max(largest, a[j][j]);
        }
        double threshold = tolerance * (largest > 0 ? largest : 1);
        int rank = 0;
        for (int j = 0; j < p; j++) {
            double dj = a[j][j];
            for (int k = 0; k < j; k++) {
                dj -= l[j][k] * l[j][k] * d[k];
            }
            l[j][j] = 1;
            if (!(dj > threshold)) {
                continue;
            }
            d[j] = dj;
            rank++;
            for (int i = j + 1; i < p; i++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= l[i][k] * l[j][k] * d[k];
                }
                l[i][j] = sum / dj;
            }
        }
        return new GeneralisedCholesky(l, d, rank);
    }

    /** The number of columns that do not depend on earlier ones. */
    public int rank() {
        return rank;
    }

    /** Whether column {@code j} depends on the columns before it. */
    public boolean dependent(int j) {
        return pivot[j] == 0;
    }

    /** Solves {@code A x = b}; dependent columns get zero. */
    public double[] solve(double[] b) {
        int p = pivot.length;
        double[] x = b.clone();
        for (int i = 0; i < p; i++) {
            if (pivot[i] == 0) {
                x[i] = 0;
                continue;
            }
            for (int k = 0; k < i; k++) {
                x[i] -= lower[i][k] * x[k];
            }
        }
        for (int i = p - 1; i >= 0; i--) {
            if (pivot[i] == 0) {
                continue;
            }
            x[i] /= pivot[i];
            for (int k = i + 1; k < p; k++) {
                x[i] -= lower[k][i] * x[k];
            }
        }
        return x;
    }

    /** The quadratic form {@code bᵀ A⁻¹ b}. */
    public double quadraticForm(double[] b) {
        double[] x = solve(b);
        double sum = 0;
        for (int i = 0; i < b.length; i++) {
            sum += x[i] * b[i];
        }
        return sum;
    }

    /** The generalised inverse: rows and columns of dependent columns are zero. */
    public double[][] inverse() {
        int p = pivot.length;
        double[][] inverse = new double[p][];
        double[] unit = new double[p];
        for (int j = 0; j < p; j++) {
            unit[j] = pivot[j] == 0 ? 0 : 1;
            inverse[j] = solve(unit);
            unit[j] = 0;
        }
        return inverse;
    }
}
