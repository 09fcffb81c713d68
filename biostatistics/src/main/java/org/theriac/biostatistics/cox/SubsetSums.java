package org.theriac.biostatistics.cox;

import java.util.Arrays;

/**
 * Sums over all subsets of k rows of the products of their risks, k = 0 … d, with the first and second derivatives by the coefficients: the denominators of
 * the exact partial likelihood. A row of risk r and covariates x joins by the recursion of Gail, Lubin and Rubinstein (Biometrika 68, 1981):
 * {@code B_k ← B_k + r B_{k−1}}, and its derivatives. O(d p²) for a row.
 */
final class SubsetSums {
    private static final double LARGE = 1e200;

    private final int most;
    private final int p;
    private final double[] sum;
    private final double[][] first;
    /** Lower triangles, row by row. */
    private final double[][] second;

    private double logScale;

    SubsetSums(int most, int p) {
        this.most = most;
        this.p = p;
        this.sum = new double[most + 1];
        this.first = new double[most + 1][p];
        this.second = new double[most + 1][p * (p + 1) / 2];
        clear();
    }

    void clear() {
        Arrays.fill(sum, 0);
        for (int k = 0; k <= most; k++) {
            Arrays.fill(first[k], 0);
            Arrays.fill(second[k], 0);
        }
        sum[0] = 1;
        logScale = 0;
    }

    void join(double risk, double[] x, int base) {
        for (int k = most; k > 0; k--) {
            double[] g = first[k];
            double[] h = second[k];
            double b0 = sum[k - 1];
            double[] g0 = first[k - 1];
            double[] h0 = second[k - 1];
            if (b0 == 0) {
                continue;
            }
            int at = 0;
            for (int a = 0; a < p; a++) {
                double xa = x[base + a];
                for (int c = 0; c <= a; c++, at++) {
                    double xc = x[base + c];
                    h[at] += risk * (h0[at] + xa * g0[c] + xc * g0[a] + xa * xc * b0);
                }
            }
            for (int a = 0; a < p; a++) {
                g[a] += risk * (g0[a] + x[base + a] * b0);
            }
            sum[k] += risk * b0;
        }
        if (sum[most] > LARGE || sum[most / 2] > LARGE) {
            shrink();
        }
    }

    private void shrink() {
        for (int k = 0; k <= most; k++) {
            sum[k] /= LARGE;
            for (int a = 0; a < p; a++) {
                first[k][a] /= LARGE;
            }
            for (int a = 0; a < second[k].length; a++) {
                second[k][a] /= LARGE;
            }
        }
        logScale += Math.log(LARGE);
    }

    double log(int d) {
        return Math.log(sum[d]) + logScale;
    }

    double mean(int d, int a) {
        return first[d][a] / sum[d];
    }

    /** The covariance of the subsets' sums of covariates. */
    double covariance(int d, int a, int b) {
        return second[d][a * (a + 1) / 2 + b] / sum[d] - mean(d, a) * mean(d, b);
    }
}
