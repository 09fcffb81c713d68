package org.theriac.biostatistics.concordance;

import java.util.List;
import java.util.Locale;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Concordances of several risks on the same rows.
 *
 * @param indices one for each risk, in the order given
 * @param covariance of the indices
 */
public record ConcordanceComparison(List<Concordance> indices, double[][] covariance) {
    public ConcordanceComparison {
        indices = List.copyOf(indices);
    }

    /**
     * The difference of two indices. Its standard error is smaller than that of two independent ones, because both rank the same rows.
     *
     * @param p of the two-sided test that it is 0
     * @param lower limit of the 95 % interval
     * @param upper limit of the 95 % interval
     */
    public record Difference(double estimate, double standardError, double z, double p, double lower, double upper) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "difference %.6f (95 %% interval %.6f to %.6f), z %.3f, p %.4g",
                    estimate,
                    lower,
                    upper,
                    z,
                    p);
        }
    }

    /** The index of risk a minus that of risk b. */
    public Difference difference(int a, int b) {
        double estimate = indices.get(a).estimate() - indices.get(b).estimate();
        double variance = covariance[a][a] + covariance[b][b] - 2 * covariance[a][b];
        double error = Math.sqrt(Math.max(variance, 0));
        NormalDistribution normal = NormalDistribution.of(0, 1);
        double reach = normal.inverseCumulativeProbability(0.975) * error;
        double z = estimate == 0 ? 0 : estimate / error;
        return new Difference(
                estimate, error, z, 2 * normal.survivalProbability(Math.abs(z)), estimate - reach, estimate + reach);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int a = 0; a < indices.size(); a++) {
            text.append(String.format(Locale.ROOT, "%d  %s%n", a + 1, indices.get(a)));
        }
        for (int a = 1; a < indices.size(); a++) {
            text.append(String.format(Locale.ROOT, "%d − 1  %s%n", a + 1, difference(a, 0)));
        }
        return text.toString();
    }
}
