package org.theriac.biostatistics.algebra;

/**
 * Products with a matrix that is stored row by row, four rows at a time: so its numbers are added up in several sums that need not wait for each other,
 * and what they are added to is read and written a quarter as often. Two lines of a product share what they read.
 */
public final class RowBlocks {
    private RowBlocks() {}

    /**
     * Adds x θ.
     *
     * @param x n × q, flat
     * @param theta at least q numbers
     * @param products n numbers that it is added to
     */
    public static void addTo(double[] x, int q, double[] theta, double[] products) {
        int n = products.length;
        int row = 0;
        for (; row + 4 <= n; row += 4) {
            int a = row * q;
            int b = a + q;
            int c = b + q;
            int d = c + q;
            double sumA = 0;
            double sumB = 0;
            double sumC = 0;
            double sumD = 0;
            for (int j = 0; j < q; j++) {
                sumA += x[a + j] * theta[j];
                sumB += x[b + j] * theta[j];
                sumC += x[c + j] * theta[j];
                sumD += x[d + j] * theta[j];
            }
            products[row] += sumA;
            products[row + 1] += sumB;
            products[row + 2] += sumC;
            products[row + 3] += sumD;
        }
        for (; row < n; row++) {
            for (int j = 0; j < q; j++) {
                products[row] += x[row * q + j] * theta[j];
            }
        }
    }

    /** Adds xᵀ f to {@code sums}, at least q numbers. */
    public static void addRows(double[] x, int q, double[] f, double[] sums) {
        int row = 0;
        for (; row + 4 <= f.length; row += 4) {
            int a = row * q;
            int b = a + q;
            int c = b + q;
            int d = c + q;
            double fa = f[row];
            double fb = f[row + 1];
            double fc = f[row + 2];
            double fd = f[row + 3];
            for (int j = 0; j < q; j++) {
                sums[j] += fa * x[a + j] + fb * x[b + j] + (fc * x[c + j] + fd * x[d + j]);
            }
        }
        for (; row < f.length; row++) {
            for (int j = 0; j < q; j++) {
                sums[j] += f[row] * x[row * q + j];
            }
        }
    }

    /** Adds xᵀ diag(f) x to the lower triangle of {@code sums}, at least q × q. */
    public static void addProducts(double[] x, int q, double[] f, double[][] sums) {
        int row = 0;
        for (; row + 4 <= f.length; row += 4) {
            int a = row * q;
            int b = a + q;
            int c = b + q;
            int d = c + q;
            int j = 0;
            for (; j + 1 < q; j += 2) {
                double ja = f[row] * x[a + j];
                double jb = f[row + 1] * x[b + j];
                double jc = f[row + 2] * x[c + j];
                double jd = f[row + 3] * x[d + j];
                double na = f[row] * x[a + j + 1];
                double nb = f[row + 1] * x[b + j + 1];
                double nc = f[row + 2] * x[c + j + 1];
                double nd = f[row + 3] * x[d + j + 1];
                double[] line = sums[j];
                double[] next = sums[j + 1];
                for (int k = 0; k <= j; k++) {
                    double xa = x[a + k];
                    double xb = x[b + k];
                    double xc = x[c + k];
                    double xd = x[d + k];
                    line[k] += ja * xa + jb * xb + (jc * xc + jd * xd);
                    next[k] += na * xa + nb * xb + (nc * xc + nd * xd);
                }
                int k = j + 1;
                next[k] += na * x[a + k] + nb * x[b + k] + (nc * x[c + k] + nd * x[d + k]);
            }
            for (int k = 0; j < q && k <= j; k++) {
                sums[j][k] += f[row] * x[a + j] * x[a + k]
                        + f[row + 1] * x[b + j] * x[b + k]
                        + (f[row + 2] * x[c + j] * x[c + k] + f[row + 3] * x[d + j] * x[d + k]);
            }
        }
        for (; row < f.length; row++) {
            int a = row * q;
            for (int j = 0; j < q; j++) {
                double factor = f[row] * x[a + j];
                for (int k = 0; k <= j; k++) {
                    sums[j][k] += factor * x[a + k];
                }
            }
        }
    }
}
