package org.theriac.biostatistics.cox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.theriac.biostatistics.algebra.ColumnScaling;

/** A Cox model fitted by the exact partial likelihood. Immutable; a column that was left out as redundant has NaN. */
public final class ExactCoxFit {
    private final List<String> names;
    private final int[] kept;
    private final ColumnScaling scaling;
    private final double[] beta;
    private final double[][] variance;
    private final double nullLogLikelihood;
    private final double logLikelihood;
    private final double scoreTest;
    private final boolean converged;
    private final int rows;
    private final int events;

    ExactCoxFit(
            List<String> names,
            int[] kept,
            ColumnScaling scaling,
            double[] beta,
            double[][] variance,
            double nullLogLikelihood,
            double logLikelihood,
            double scoreTest,
            boolean converged,
            int rows,
            int events) {
        this.names = names;
        this.kept = kept;
        this.scaling = scaling;
        this.beta = beta;
        this.variance = variance;
        this.nullLogLikelihood = nullLogLikelihood;
        this.logLikelihood = logLikelihood;
        this.scoreTest = scoreTest;
        this.converged = converged;
        this.rows = rows;
        this.events = events;
    }

    /** Log hazard ratios, or with discrete times log odds ratios, for one unit of each column. */
    public double[] coefficients() {
        double[] all = new double[names.size()];
        Arrays.fill(all, Double.NaN);
        for (int a = 0; a < kept.length; a++) {
            all[kept[a]] = beta[a] / scaling.deviation(kept[a]);
        }
        return all;
    }

    /** Standard errors of {@link #coefficients()}. */
    public double[] standardErrors() {
        double[] all = new double[names.size()];
        Arrays.fill(all, Double.NaN);
        for (int a = 0; a < kept.length; a++) {
            all[kept[a]] = Math.sqrt(variance[a][a]) / scaling.deviation(kept[a]);
        }
        return all;
    }

    /** The coefficient table. */
    public List<CoxFit.Coefficient> table() {
        double[] estimate = coefficients();
        double[] error = standardErrors();
        NormalDistribution normal = NormalDistribution.of(0, 1);
        double quantile = normal.inverseCumulativeProbability(0.975);
        List<CoxFit.Coefficient> table = new ArrayList<>();
        for (int j = 0; j < estimate.length; j++) {
            double z = estimate[j] / error[j];
            table.add(new CoxFit.Coefficient(
                    names.get(j),
                    estimate[j],
                    error[j],
                    error[j],
                    z,
                    Double.isNaN(z) ? Double.NaN : 2 * normal.survivalProbability(Math.abs(z)),
                    estimate[j] - quantile * error[j],
                    estimate[j] + quantile * error[j]));
        }
        return table;
    }

    /** The log partial likelihood with all coefficients 0. */
    public double nullLogLikelihood() {
        return nullLogLikelihood;
    }

    /** The maximal log partial likelihood. */
    public double logLikelihood() {
        return logLikelihood;
    }

    /** Likelihood ratio test that all coefficients are 0. */
    public CoxFit.Test likelihoodRatioTest() {
        return new CoxFit.Test(2 * (logLikelihood - nullLogLikelihood), kept.length);
    }

    /** Score test that all coefficients are 0. */
    public CoxFit.Test scoreTest() {
        return new CoxFit.Test(scoreTest, kept.length);
    }

    /** Whether the likelihood converged. */
    public boolean converged() {
        return converged;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        int width = names.stream().mapToInt(String::length).max().orElse(1);
        text.append(String.format(Locale.ROOT, "Cox regression, exact ties, n %d, events %d%n", rows, events));
        text.append(String.format(
                Locale.ROOT,
                "%" + width + "s %11s %10s %10s %9s %10s%n",
                "",
                "coef",
                "exp(coef)",
                "se(coef)",
                "z",
                "p"));
        for (CoxFit.Coefficient c : table()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-" + width + "s %11.7f %10.6g %10.6f %9.3f %10.3g%n",
                    c.name(),
                    c.estimate(),
                    Math.exp(c.estimate()),
                    c.standardError(),
                    c.z(),
                    c.p()));
        }
        text.append(String.format(
                Locale.ROOT,
                "Log-likelihood %.4f, without covariates %.4f; likelihood ratio test p %.4g%n",
                logLikelihood,
                nullLogLikelihood,
                likelihoodRatioTest().p()));
        if (!converged) {
            text.append("The likelihood did not converge\n");
        }
        return text.toString();
    }
}
