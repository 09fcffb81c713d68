package org.theriac.biostatistics.aft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.theriac.biostatistics.aft.CensoredTimes.Seen;
import org.theriac.biostatistics.algebra.ColumnScaling;

/**
 * A fitted accelerated failure time model. Immutable. Coefficients have the intercept first, then one for each column; a column that was left out as
 * redundant has NaN. {@link #toString()} is the table of a paper.
 */
public final class AftFit {
    private final Lifetime lifetime;
    private final List<String> names;
    private final int[] kept;
    private final ColumnScaling scaling;
    private final AftNewton newton;
    private final double nullLogLikelihood;
    private final int strata;
    private final CensoredTimes times;

    AftFit(
            Lifetime lifetime,
            List<String> names,
            int[] kept,
            ColumnScaling scaling,
            AftNewton newton,
            double nullLogLikelihood,
            int strata,
            CensoredTimes times) {
        this.lifetime = lifetime;
        this.names = names;
        this.kept = kept;
        this.scaling = scaling;
        this.newton = newton;
        this.nullLogLikelihood = nullLogLikelihood;
        this.strata = strata;
        this.times = times;
    }

    /** One row of the table. */
    public record Coefficient(
            String name, double estimate, double standardError, double z, double p, double lower, double upper) {
        /** e^β, the factor on time, with its 95 % limits. */
        public double[] timeRatio() {
            return new double[] {Math.exp(estimate), Math.exp(lower), Math.exp(upper)};
        }
    }

    /** The law of the times. */
    public Lifetime lifetime() {
        return lifetime;
    }

    /** The names of the columns. */
    public List<String> names() {
        return names;
    }

    /** β₀ and β, in the columns' own units; p + 1. */
    public double[] coefficients() {
        double[] beta = new double[names.size() + 1];
        Arrays.fill(beta, Double.NaN);
        beta[0] = newton.theta()[0];
        for (int a = 0; a < kept.length; a++) {
            double b = newton.theta()[a + 1] / scaling.deviation(kept[a]);
            beta[kept[a] + 1] = b;
            beta[0] -= b * scaling.mean(kept[a]);
        }
        return beta;
    }

    /** σ of each stratum; of one unless strata were asked for. */
    public double[] scales() {
        double[] scales = new double[Math.max(strata, 1)];
        Arrays.fill(scales, 1);
        for (int s = 0; s < strata; s++) {
            scales[s] = Math.exp(newton.theta()[kept.length + 1 + s]);
        }
        return scales;
    }

    /** Standard errors of {@link #coefficients()}, from the observed information. */
    public double[] standardErrors() {
        double[] errors = new double[names.size() + 1];
        Arrays.fill(errors, Double.NaN);
        double[] toIntercept = new double[kept.length + 1];
        toIntercept[0] = 1;
        for (int a = 0; a < kept.length; a++) {
            double deviation = scaling.deviation(kept[a]);
            errors[kept[a] + 1] = Math.sqrt(newton.variance()[a + 1][a + 1]) / deviation;
            toIntercept[a + 1] = -scaling.mean(kept[a]) / deviation;
        }
        double variance = 0;
        for (int a = 0; a < toIntercept.length; a++) {
            for (int b = 0; b < toIntercept.length; b++) {
                variance += toIntercept[a] * toIntercept[b] * newton.variance()[a][b];
            }
        }
        errors[0] = Math.sqrt(variance);
        return errors;
    }

    /** Standard errors of log σ, one for each stratum; none when σ is 1. */
    public double[] logScaleStandardErrors() {
        double[] errors = new double[strata];
        for (int s = 0; s < strata; s++) {
            int at = kept.length + 1 + s;
            errors[s] = Math.sqrt(newton.variance()[at][at]);
        }
        return errors;
    }

    /** The table, the intercept first. */
    public List<Coefficient> table() {
        double[] beta = coefficients();
        double[] errors = standardErrors();
        NormalDistribution normal = NormalDistribution.of(0, 1);
        double quantile = normal.inverseCumulativeProbability(0.975);
        List<Coefficient> rows = new ArrayList<>();
        for (int j = 0; j < beta.length; j++) {
            double z = beta[j] / errors[j];
            rows.add(new Coefficient(
                    j == 0 ? "(intercept)" : names.get(j - 1),
                    beta[j],
                    errors[j],
                    z,
                    Double.isNaN(z) ? Double.NaN : 2 * normal.survivalProbability(Math.abs(z)),
                    beta[j] - quantile * errors[j],
                    beta[j] + quantile * errors[j]));
        }
        return rows;
    }

    /** The maximal log-likelihood, of the times themselves (not of their logarithms). */
    public double logLikelihood() {
        return newton.logLikelihood();
    }

    /** That of the model without covariates. */
    public double nullLogLikelihood() {
        return nullLogLikelihood;
    }

    /** p of the likelihood ratio test that all coefficients but the intercept are 0. */
    public double likelihoodRatioP() {
        return kept.length == 0
                ? 1
                : ChiSquaredDistribution.of(kept.length)
                        .survivalProbability(Math.max(2 * (logLikelihood() - nullLogLikelihood), 0));
    }

    /** Akaike's criterion: less is better, between laws too. */
    public double aic() {
        return 2 * (kept.length + 1 + strata) - 2 * logLikelihood();
    }

    /** Whether the likelihood converged. */
    public boolean converged() {
        return newton.converged();
    }

    /** Columns left out because they are constant or a linear combination of earlier ones. */
    public List<String> aliased() {
        List<String> left = new ArrayList<>(names);
        for (int j : kept) {
            left.remove(names.get(j));
        }
        return left;
    }

    /** Columns whose coefficient may be infinite: a group without events. */
    public List<String> infinite() {
        List<String> list = new ArrayList<>();
        for (int a = 0; a < kept.length; a++) {
            if (newton.moving()[a + 1]) {
                list.add(names.get(kept[a]));
            }
        }
        return list;
    }

    /**
     * Where log T of new rows is centred: β₀ + xβ.
     *
     * @param x m × p
     */
    public double[] locations(double[][] x) {
        double[] beta = coefficients();
        double[] locations = new double[x.length];
        for (int row = 0; row < x.length; row++) {
            locations[row] = beta[0];
            for (int j = 1; j < beta.length; j++) {
                locations[row] += Double.isNaN(beta[j]) ? 0 : beta[j] * x[row][j - 1];
            }
        }
        return locations;
    }

    /** P(T &gt; t) of a row of the first stratum that is centred at {@code location}. */
    public double survival(double location, double t) {
        return lifetime.survival(location, scales()[0], t);
    }

    /** The time by which a share p of such rows have had the event. */
    public double quantile(double location, double p) {
        return Math.exp(location + scales()[0] * lifetime.error().quantile(p));
    }

    @Override
    public String toString() {
        int width = Math.max(11, names.stream().mapToInt(String::length).max().orElse(0));
        StringBuilder text = new StringBuilder();
        line(
                text,
                "Accelerated failure time, %s, n %d: %.0f seen, %.0f right-, %.0f left- and %.0f interval-censored",
                lifetime,
                times.rows(),
                times.count(Seen.EXACTLY),
                times.count(Seen.UNTIL),
                times.count(Seen.SINCE),
                times.count(Seen.BETWEEN));
        line(text, "%" + width + "s %11s %10s %9s %10s   %s", "", "coef", "se(coef)", "z", "p", "time ratio (95 % CI)");
        for (Coefficient c : table()) {
            double[] ratio = c.timeRatio();
            line(
                    text,
                    "%-" + width + "s %11.7f %10.6f %9.3f %10.3g   %.4g (%.4g to %.4g)",
                    c.name(),
                    c.estimate(),
                    c.standardError(),
                    c.z(),
                    c.p(),
                    ratio[0],
                    ratio[1],
                    ratio[2]);
        }
        line(text, "scale %s%s", numbers(scales()), lifetime.unitScale() ? " (fixed)" : "");
        line(
                text,
                "log-likelihood %.4f, without covariates %.4f; p %.4g; AIC %.4f",
                logLikelihood(),
                nullLogLikelihood,
                likelihoodRatioP(),
                aic());
        if (!aliased().isEmpty()) {
            line(text, "Left out as constant or collinear: %s", String.join(", ", aliased()));
        }
        if (!infinite().isEmpty()) {
            line(text, "The coefficient may be infinite: %s", String.join(", ", infinite()));
        }
        if (!converged()) {
            line(text, "The likelihood did not converge in %d iterations", newton.iterations());
        }
        return text.toString();
    }

    private static String numbers(double[] values) {
        StringBuilder text = new StringBuilder();
        for (double value : values) {
            text.append(text.isEmpty() ? "" : ", ").append(String.format(Locale.ROOT, "%.6f", value));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
