package org.theriac.biostatistics.cox;

import java.util.List;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.UserError;

/** Weighted means and standard deviations of the columns; a constant column has the standard deviation 1. */
final class Scaling {
    private final double[] mean;
    private final double[] deviation;

    private Scaling(double[] mean, double[] deviation) {
        this.mean = mean;
        this.deviation = deviation;
    }

    static Scaling of(SurvivalTimes times, double[][] x, List<String> names) {
        int n = x.length;
        int p = names.size();
        double[] mean = new double[p];
        double[] deviation = new double[p];
        double total = 0;
        for (int i = 0; i < n; i++) {
            if (x[i].length != p) {
                throw new IllegalArgumentException("row " + i + " has " + x[i].length + " covariates instead of " + p);
            }
            for (int j = 0; j < p; j++) {
                if (!Double.isFinite(x[i][j])) {
                    throw new UserError("Covariate '" + names.get(j) + "' is missing or infinite in a row. "
                            + "Impute it or exclude the row before fitting.");
                }
                mean[j] += times.weight(i) * x[i][j];
            }
            total += times.weight(i);
        }
        for (int j = 0; j < p; j++) {
            mean[j] /= total;
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < p; j++) {
                double centred = x[i][j] - mean[j];
                deviation[j] += times.weight(i) * centred * centred;
            }
        }
        for (int j = 0; j < p; j++) {
            double sd = Math.sqrt(deviation[j] / total);
            // Summation leaves a constant column of size 1e6 with a deviation of rounding only.
            deviation[j] = sd > 1e-12 * Math.abs(mean[j]) && sd > 0 ? sd : 1;
        }
        return new Scaling(mean, deviation);
    }

    double mean(int j) {
        return mean[j];
    }

    double deviation(int j) {
        return deviation[j];
    }

    /** The kept columns, centred and scaled, flat n × kept. */
    double[] apply(double[][] x, int[] kept) {
        double[] flat = new double[x.length * kept.length];
        int at = 0;
        for (double[] xi : x) {
            for (int j : kept) {
                flat[at++] = (xi[j] - mean[j]) / deviation[j];
            }
        }
        return flat;
    }
}
