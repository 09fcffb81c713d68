package org.theriac.biostatistics.logistic;

import java.util.List;
import java.util.stream.IntStream;
import org.theriac.biostatistics.algebra.GeneralisedCholesky;
import org.theriac.core.UserError;

/** Means and standard deviations of the columns; a constant column has the standard deviation 1. */
record Scaling(double[] means, double[] deviations) {
    static Scaling of(double[][] x, List<String> names) {
        int p = names.size();
        double[] mean = new double[p];
        double[] deviation = new double[p];
        for (double[] row : x) {
            if (row.length != p) {
                throw new IllegalArgumentException("a row has " + row.length + " covariates instead of " + p);
            }
            for (int j = 0; j < p; j++) {
                if (!Double.isFinite(row[j])) {
                    throw new UserError("Covariate '" + names.get(j) + "' is missing or infinite in a row. "
                            + "Impute it or exclude the row before fitting.");
                }
                mean[j] += row[j] / x.length;
            }
        }
        for (double[] row : x) {
            for (int j = 0; j < p; j++) {
                deviation[j] += (row[j] - mean[j]) * (row[j] - mean[j]) / x.length;
            }
        }
        for (int j = 0; j < p; j++) {
            double sd = Math.sqrt(deviation[j]);
            // summation leaves a constant column of size 1e6 with a deviation of rounding only
            deviation[j] = sd > 1e-12 * Math.abs(mean[j]) && sd > 0 ? sd : 1;
        }
        return new Scaling(mean, deviation);
    }

    double mean(int j) {
        return means[j];
    }

    double deviation(int j) {
        return deviations[j];
    }

    private double scaled(double[] row, int j) {
        return (row[j] - means[j]) / deviations[j];
    }

    /** Columns that neither are constant nor follow from earlier ones. */
    int[] independent(double[][] x) {
        int p = means.length;
        double[][] products = new double[p][p];
        double[] z = new double[p];
        for (double[] row : x) {
            for (int j = 0; j < p; j++) {
                z[j] = scaled(row, j);
                for (int l = 0; l <= j; l++) {
                    products[j][l] += z[j] * z[l];
                }
            }
        }
        GeneralisedCholesky factor = GeneralisedCholesky.of(products);
        return IntStream.range(0, p).filter(j -> !factor.dependent(j)).toArray();
    }

    /** A column of ones and the kept columns, scaled; flat n × (kept + 1). */
    double[] design(double[][] x, int[] kept) {
        double[] flat = new double[x.length * (kept.length + 1)];
        int at = 0;
        for (double[] row : x) {
            flat[at++] = 1;
            for (int j : kept) {
                flat[at++] = scaled(row, j);
            }
        }
        return flat;
    }
}
