package org.theriac.biostatistics.logistic;

/**
 * The multinomial log-likelihood Σ_i η_{i y_i} − log Σ_k e^{η_ik} with its derivatives, where η_ik = x_i β_k and β of the reference class is 0.
 * One pass over the rows costs O(n m² q²).
 */
final class MultinomialLikelihood {
    /** Rows in design form: the first of {@code q} columns is 1. */
    record Design(double[] x, int q, int[] free, int classes) {
        int rows() {
            return free.length;
        }
    }

    private final double logLikelihood;
    private final double[] score;
    private final double[][] information;

    /**
     * @param design {@code free}: for each row the number of its class among the m free ones, −1 for the reference
     * @param beta m × q, flat
     */
    MultinomialLikelihood(Design design, double[] beta) {
        int q = design.q();
        int m = beta.length / q;
        score = new double[m * q];
        information = new double[m * q][m * q];
        double[] p = new double[m];
        double sum = 0;
        for (int i = 0; i < design.rows(); i++) {
            int at = i * q;
            sum += probabilities(design, beta, i, p);
            for (int k = 0; k < m; k++) {
                double residual = (design.free()[i] == k ? 1 : 0) - p[k];
                for (int a = 0; a < q; a++) {
                    score[k * q + a] += residual * design.x()[at + a];
                }
                for (int l = 0; l <= k; l++) {
                    add(design.x(), at, q, k, l, k == l ? p[k] * (1 - p[k]) : -p[k] * p[l]);
                }
            }
        }
        logLikelihood = sum;
    }

    /** Fills in the probabilities of the free classes; returns the row's part of the log-likelihood. */
    private static double probabilities(Design design, double[] beta, int row, double[] p) {
        int q = design.q();
        double largest = 0;
        for (int k = 0; k < p.length; k++) {
            double eta = 0;
            for (int a = 0; a < q; a++) {
                eta += beta[k * q + a] * design.x()[row * q + a];
            }
            p[k] = eta;
            largest = Math.max(largest, eta);
        }
        double own = design.free()[row] < 0 ? 0 : p[design.free()[row]];
        double sum = Math.exp(-largest);
        for (int k = 0; k < p.length; k++) {
            p[k] = Math.exp(p[k] - largest);
            sum += p[k];
        }
        for (int k = 0; k < p.length; k++) {
            p[k] /= sum;
        }
        return own - largest - Math.log(sum);
    }

    /** Adds w x xᵀ to the block of classes k and l; of blocks on the diagonal the lower triangle. */
    private void add(double[] x, int at, int q, int k, int l, double w) {
        for (int a = 0; a < q; a++) {
            double wx = w * x[at + a];
            double[] line = information[k * q + a];
            int end = k == l ? a + 1 : q;
            for (int b = 0; b < end; b++) {
                line[l * q + b] += wx * x[at + b];
            }
        }
    }

    double logLikelihood() {
        return logLikelihood;
    }

    /** m × q, flat. */
    double[] score() {
        return score;
    }

    /** The lower triangle of the observed information, which is the expected one. */
    double[][] information() {
        return information;
    }
}
