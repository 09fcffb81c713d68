package org.theriac.learning.head;

/**
 * Temperature scaling (Guo, Pleiss, Sun and Weinberger, ICML 2017): logits are divided by one number T > 0 before the softmax. T softens or sharpens all
 * probabilities and never changes their order. It has to be fitted on rows that did not train the weights: on its own training rows a network is always
 * surer than it should be.
 */
public final class Temperature {
    /** Perfectly ranked rows have no best temperature; beyond these bounds nothing is learned from so few rows. */
    private static final double LEAST = 0.05;

    private static final double MOST = 20;

    private Temperature() {}

    /**
     * The temperature of least log-loss. The loss is convex in 1/T, with derivative mean(Σ_k p_k z_k − z_y), whose zero is found by bisection.
     *
     * @param logits n × classes
     * @param codes n, the class of each row
     * @return T in [0.05, 20]
     */
    public static double fit(double[][] logits, int[] codes) {
        if (logits.length != codes.length || codes.length == 0) {
            throw new IllegalArgumentException(logits.length + " rows of logits for " + codes.length + " classes");
        }
        double low = Math.log(1 / MOST);
        double high = Math.log(1 / LEAST);
        for (int halving = 0; halving < 50; halving++) {
            double middle = (low + high) / 2;
            if (slope(logits, codes, Math.exp(middle)) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.exp(-(low + high) / 2);
    }

    private static double slope(double[][] logits, int[] codes, double inverse) {
        double slope = 0;
        for (int i = 0; i < codes.length; i++) {
            double[] z = logits[i];
            double largest = Double.NEGATIVE_INFINITY;
            for (double value : z) {
                largest = Math.max(largest, value);
            }
            double sum = 0;
            double weighted = 0;
            for (double value : z) {
                double weight = Math.exp(inverse * (value - largest));
                sum += weight;
                weighted += weight * value;
            }
            slope += weighted / sum - z[codes[i]];
        }
        return slope;
    }
}
