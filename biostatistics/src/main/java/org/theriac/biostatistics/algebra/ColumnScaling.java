package org.theriac.biostatistics.algebra;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.theriac.core.UserError;

/**
 * Weighted means and standard deviations of the columns of a regression, so that Newton's method meets columns of one size; a constant column has the
 * standard deviation 1.
 *
 * @param means of p columns
 * @param deviations of p columns
 */
public record ColumnScaling(double[] means, double[] deviations) {
    private static final int TOGETHER = 4;

    /**
     * Of columns that all rows share alike.
     *
     * @param x n × p
     * @param names of the columns, for messages
     * @throws UserError if a value is missing or infinite
     */
    public static ColumnScaling of(double[][] x, List<String> names) {
        double[] ones = new double[x.length];
        Arrays.fill(ones, 1);
        return of(x, ones, names);
    }

    /**
     * Of columns with case weights.
     *
     * @param x n × p
     * @param weights n numbers ≥ 0
     * @param names of the columns, for messages
     * @throws UserError if a value is missing or infinite
     */
    public static ColumnScaling of(double[][] x, double[] weights, List<String> names) {
        int p = names.size();
        double[] mean = new double[p];
        double[] deviation = new double[p];
        double total = 0;
        for (int i = 0; i < x.length; i++) {
            if (x[i].length != p) {
                throw new IllegalArgumentException("row " + i + " has " + x[i].length + " covariates instead of " + p);
            }
            for (int j = 0; j < p; j++) {
                if (!Double.isFinite(x[i][j])) {
                    throw new UserError("Covariate '" + names.get(j) + "' is missing or infinite in a row. "
                            + "Impute it or exclude the row before fitting.");
                }
                mean[j] += weights[i] * x[i][j];
            }
            total += weights[i];
        }
        for (int j = 0; j < p; j++) {
            mean[j] /= total;
        }
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < p; j++) {
                double centred = x[i][j] - mean[j];
                deviation[j] += weights[i] * centred * centred;
            }
        }
        for (int j = 0; j < p; j++) {
            double sd = Math.sqrt(deviation[j] / total);
            // summation leaves a constant column of size 1e6 with a deviation of rounding only
            deviation[j] = sd > 1e-12 * Math.abs(mean[j]) && sd > 0 ? sd : 1;
        }
        return new ColumnScaling(mean, deviation);
    }

    /** The mean of a column. */
    public double mean(int j) {
        return means[j];
    }

    /** The standard deviation of a column. */
    public double deviation(int j) {
        return deviations[j];
    }

    private double scaled(double[] row, int j) {
        return (row[j] - means[j]) / deviations[j];
    }

    /** Columns that neither are constant nor follow from earlier ones, whatever the weights. */
    public int[] independent(double[][] x) {
        int p = means.length;
        double[][] products = new double[p][p];
        double[] z = new double[TOGETHER * p];
        double[] ones = new double[TOGETHER];
        for (int i = 0; i < x.length; i += TOGETHER) {
            for (int r = 0; r < TOGETHER; r++) {
                ones[r] = i + r < x.length ? 1 : 0;
                for (int j = 0; j < p; j++) {
                    z[r * p + j] = i + r < x.length ? scaled(x[i + r], j) : 0;
                }
            }
            RowBlocks.addProducts(z, p, ones, products);
        }
        GeneralisedCholesky factor = GeneralisedCholesky.of(products);
        return IntStream.range(0, p).filter(j -> !factor.dependent(j)).toArray();
    }

    /** The kept columns, centred and scaled; flat n × kept. */
    public double[] apply(double[][] x, int[] kept) {
        double[] flat = new double[x.length * kept.length];
        int at = 0;
        for (double[] row : x) {
            for (int j : kept) {
                flat[at++] = scaled(row, j);
            }
        }
        return flat;
    }

    /** A column of ones and the kept columns, scaled; flat n × (kept + 1). */
    public double[] design(double[][] x, int[] kept) {
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
