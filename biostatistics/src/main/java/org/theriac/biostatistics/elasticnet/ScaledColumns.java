package org.theriac.biostatistics.elasticnet;

/**
 * Columns of a design, each an array, four of which are gone through at a time: a sum of products waits for its last addition, four sums wait together.
 *
 * @param values p × n, scaled, in the order of the likelihood
 */
record ScaledColumns(double[][] values) {
    private static final int TOGETHER = 4;

    int size() {
        return values.length;
    }

    /** Puts Σ_q x_q r_q of the chosen columns, divided by {@code divisor}, at their places in {@code products}. */
    void products(int[] chosen, double[] r, double divisor, double[] products) {
        int c = 0;
        for (; c + TOGETHER <= chosen.length; c += TOGETHER) {
            double[] x0 = values[chosen[c]];
            double[] x1 = values[chosen[c + 1]];
            double[] x2 = values[chosen[c + 2]];
            double[] x3 = values[chosen[c + 3]];
            double even0 = 0;
            double even1 = 0;
            double even2 = 0;
            double even3 = 0;
            double odd0 = 0;
            double odd1 = 0;
            double odd2 = 0;
            double odd3 = 0;
            int q = 0;
            for (; q + 1 < r.length; q += 2) {
                double rq = r[q];
                double next = r[q + 1];
                even0 += x0[q] * rq;
                even1 += x1[q] * rq;
                even2 += x2[q] * rq;
                even3 += x3[q] * rq;
                odd0 += x0[q + 1] * next;
                odd1 += x1[q + 1] * next;
                odd2 += x2[q + 1] * next;
                odd3 += x3[q + 1] * next;
            }
            for (; q < r.length; q++) {
                even0 += x0[q] * r[q];
                even1 += x1[q] * r[q];
                even2 += x2[q] * r[q];
                even3 += x3[q] * r[q];
            }
            products[chosen[c]] = (even0 + odd0) / divisor;
            products[chosen[c + 1]] = (even1 + odd1) / divisor;
            products[chosen[c + 2]] = (even2 + odd2) / divisor;
            products[chosen[c + 3]] = (even3 + odd3) / divisor;
        }
        for (; c < chosen.length; c++) {
            double[] x = values[chosen[c]];
            double sum = 0;
            for (int q = 0; q < r.length; q++) {
                sum += x[q] * r[q];
            }
            products[chosen[c]] = sum / divisor;
        }
    }

    /** Adds Σ_j b_j x_j over the chosen columns to {@code sum}. */
    void addCombination(int[] chosen, double[] b, double[] sum) {
        int c = 0;
        for (; c + TOGETHER <= chosen.length; c += TOGETHER) {
            double[] x0 = values[chosen[c]];
            double[] x1 = values[chosen[c + 1]];
            double[] x2 = values[chosen[c + 2]];
            double[] x3 = values[chosen[c + 3]];
            double b0 = b[chosen[c]];
            double b1 = b[chosen[c + 1]];
            double b2 = b[chosen[c + 2]];
            double b3 = b[chosen[c + 3]];
            for (int q = 0; q < sum.length; q++) {
                sum[q] += b0 * x0[q] + b1 * x1[q] + (b2 * x2[q] + b3 * x3[q]);
            }
        }
        for (; c < chosen.length; c++) {
            double[] x = values[chosen[c]];
            double own = b[chosen[c]];
            for (int q = 0; q < sum.length; q++) {
                sum[q] += own * x[q];
            }
        }
    }
}
