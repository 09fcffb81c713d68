package org.theriac.biostatistics.logistic;

import java.util.List;

/**
 * A fitted logistic regression of K classes on p columns.
 *
 * @param names of the columns
 * @param reference the class whose coefficients are 0
 * @param coefficients K × (p + 1), the intercept first, in the columns' own units; NaN for a column that was left out as redundant. A class without
 *     rows has the intercept −∞
 * @param standardErrors K × (p + 1); NaN for the reference and for what was not estimated
 * @param logLikelihood at the maximum, without the penalty
 * @param nullLogLikelihood of intercepts alone
 * @param converged whether the likelihood stood still in the end
 * @param aliased columns left out because they are constant or follow from earlier ones
 * @param infinite coefficients without a finite estimate, because their column separates the classes
 */
public record LogisticFit(
        List<String> names,
        int reference,
        double[][] coefficients,
        double[][] standardErrors,
        double logLikelihood,
        double nullLogLikelihood,
        int iterations,
        boolean converged,
        List<String> aliased,
        List<Term> infinite) {
    public LogisticFit {
        names = List.copyOf(names);
        aliased = List.copyOf(aliased);
        infinite = List.copyOf(infinite);
    }

    /** A column's coefficient for one of the classes. */
    public record Term(int classIndex, String column) {}

    /**
     * The linear predictors of new rows; redundant columns are ignored.
     *
     * @param x n × p
     * @return n × K, 0 for the reference
     */
    public double[][] logits(double[][] x) {
        return logits(coefficients, x);
    }

    /** The same from coefficients alone, K × (p + 1). */
    public static double[][] logits(double[][] coefficients, double[][] x) {
        double[][] logits = new double[x.length][coefficients.length];
        for (int row = 0; row < x.length; row++) {
            for (int k = 0; k < coefficients.length; k++) {
                double[] beta = coefficients[k];
                double eta = beta[0];
                for (int j = 1; j < beta.length; j++) {
                    eta += Double.isNaN(beta[j]) ? 0 : beta[j] * x[row][j - 1];
                }
                logits[row][k] = eta;
            }
        }
        return logits;
    }
}
