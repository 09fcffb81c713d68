package org.theriac.biostatistics.elasticnet;

import java.util.Locale;

/**
 * A path judged by cross-validation. The deviance of a penalty is that of the held-out folds, −2 times what they add to the log partial likelihood, for
 * one event; its standard error comes from the differences between folds. Immutable.
 */
public final class ElasticNetSelection {
    private final ElasticNetPath path;
    private final double[] mean;
    private final double[] standardError;
    private final int minimum;
    private final int oneStandardError;
    private final int folds;

    private ElasticNetSelection(ElasticNetPath path, double[] mean, double[] standardError, int folds) {
        this.path = path;
        this.mean = mean;
        this.standardError = standardError;
        this.folds = folds;
        int best = 0;
        for (int k = 1; k < mean.length; k++) {
            best = mean[k] < mean[best] ? k : best;
        }
        int sparse = 0;
        while (mean[sparse] > mean[best] + standardError[best]) {
            sparse++;
        }
        this.minimum = best;
        this.oneStandardError = sparse;
    }

    /**
     * @param deviance of each fold under each penalty
     * @param weight of the events of each fold; folds without events are left out
     */
    static ElasticNetSelection of(ElasticNetPath path, double[][] deviance, double[] weight) {
        int m = path.size();
        double[] mean = new double[m];
        double[] error = new double[m];
        double total = 0;
        int judged = 0;
        for (int f = 0; f < weight.length; f++) {
            total += weight[f];
            judged += weight[f] > 0 ? 1 : 0;
            for (int k = 0; k < m; k++) {
                mean[k] += deviance[f][k];
            }
        }
        for (int k = 0; k < m; k++) {
            mean[k] /= total;
            double squares = 0;
            for (int f = 0; f < weight.length; f++) {
                if (weight[f] > 0) {
                    double difference = deviance[f][k] / weight[f] - mean[k];
                    squares += weight[f] * difference * difference;
                }
            }
            error[k] = Math.sqrt(squares / total / (judged - 1));
        }
        return new ElasticNetSelection(path, mean, error, judged);
    }

    /** The path on all rows. */
    public ElasticNetPath path() {
        return path;
    }

    /** The mean held-out deviance for one event, of each penalty, a copy. */
    public double[] deviance() {
        return mean.clone();
    }

    /** The standard errors of {@link #deviance()}, a copy. */
    public double[] standardErrors() {
        return standardError.clone();
    }

    /** The number of folds that were judged. */
    public int folds() {
        return folds;
    }

    /** The position in the path of the penalty with the least held-out deviance. */
    public int minimum() {
        return minimum;
    }

    /** The position of the largest penalty whose held-out deviance is within one standard error of the least. */
    public int oneStandardError() {
        return oneStandardError;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%sCross-validation, %d folds:%n%-12s %10s %14s %12s %10s%n%s%s",
                path,
                folds,
                "",
                "lambda",
                "coefficients",
                "deviance",
                "se",
                line("minimum", minimum),
                line("1 se", oneStandardError));
    }

    private String line(String what, int k) {
        return String.format(
                Locale.ROOT,
                "%-12s %10.4g %14d %12.5f %10.5f%n",
                what,
                path.lambda(k),
                path.nonzero(k),
                mean[k],
                standardError[k]);
    }
}
