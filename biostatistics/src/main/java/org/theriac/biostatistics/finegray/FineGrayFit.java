package org.theriac.biostatistics.finegray;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.theriac.biostatistics.algebra.GeneralisedCholesky;
import org.theriac.biostatistics.cox.CoxFit;
import org.theriac.biostatistics.survival.CompetingTimes;
import org.theriac.biostatistics.survival.StepCurve;

/**
 * A fitted regression of the subdistribution hazard of one cause: coefficients, tests, baseline and predicted incidences. Immutable. A column that was left
 * out as redundant has NaN. {@link #toString()} is the table of a paper.
 */
public final class FineGrayFit {
    private final CompetingTimes times;
    private final int cause;
    private final FineGray.Variant variant;
    private final CoxFit cox;
    private final double[][] variance;

    FineGrayFit(CompetingTimes times, int cause, FineGray.Variant variant, CoxFit cox, double[][] variance) {
        this.times = times;
        this.cause = cause;
        this.variant = variant;
        this.cox = cox;
        this.variance = variance;
    }

    /** The cause, from 1 on. */
    public int cause() {
        return cause;
    }

    /** The version of the regression. */
    public FineGray.Variant variant() {
        return variant;
    }

    /** The weighted Cox regression behind it, for residuals and the test of proportionality; its own variance is that of known weights. */
    public CoxFit weightedCox() {
        return cox;
    }

    /** The names of the columns. */
    public List<String> names() {
        return cox.names();
    }

    /** Log subdistribution hazard ratios for one unit of each column. */
    public double[] coefficients() {
        return cox.coefficients();
    }

    /** The variance of the coefficients, p × p. */
    public double[][] variance() {
        double[][] copy = new double[variance.length][];
        for (int j = 0; j < copy.length; j++) {
            copy[j] = variance[j].clone();
        }
        return copy;
    }

    /** Square roots of the diagonal of {@link #variance()}. */
    public double[] standardErrors() {
        return IntStream.range(0, variance.length)
                .mapToDouble(j -> Math.sqrt(variance[j][j]))
                .toArray();
    }

    /** The coefficient table with 95 % limits; the ratio of each line is that of subdistribution hazards. */
    public List<CoxFit.Coefficient> table() {
        double[] beta = coefficients();
        double[] se = standardErrors();
        double[][] model = cox.modelVariance();
        NormalDistribution normal = NormalDistribution.of(0, 1);
        double quantile = normal.inverseCumulativeProbability(0.975);
        List<CoxFit.Coefficient> rows = new ArrayList<>();
        for (int j = 0; j < beta.length; j++) {
            double z = beta[j] / se[j];
            rows.add(new CoxFit.Coefficient(
                    names().get(j),
                    beta[j],
                    Math.sqrt(model[j][j]),
                    se[j],
                    z,
                    Double.isNaN(z) ? Double.NaN : 2 * normal.survivalProbability(Math.abs(z)),
                    beta[j] - quantile * se[j],
                    beta[j] + quantile * se[j]));
        }
        return rows;
    }

    /** The log pseudo-likelihood with all coefficients 0. */
    public double nullLogLikelihood() {
        return cox.nullLogLikelihood();
    }

    /** The maximal log pseudo-likelihood. */
    public double logLikelihood() {
        return cox.logLikelihood();
    }

    /** Twice the gain in log pseudo-likelihood. Its chi-square distribution is approximate, since the weights make it no likelihood. */
    public CoxFit.Test pseudoLikelihoodRatioTest() {
        return cox.likelihoodRatioTest();
    }

    /** Wald test that all coefficients are 0, by {@link #variance()}. */
    public CoxFit.Test waldTest() {
        double[] beta = coefficients();
        int[] kept = IntStream.range(0, beta.length)
                .filter(j -> !Double.isNaN(beta[j]))
                .toArray();
        double[][] v = new double[kept.length][kept.length];
        double[] b = new double[kept.length];
        for (int a = 0; a < kept.length; a++) {
            b[a] = beta[kept[a]];
            for (int c = 0; c < kept.length; c++) {
                v[a][c] = variance[kept[a]][kept[c]];
            }
        }
        return new CoxFit.Test(GeneralisedCholesky.of(v).quadraticForm(b), kept.length);
    }

    /** The number of rows. */
    public int rows() {
        return times.size();
    }

    /** The number of events of the cause. */
    public int events() {
        return times.events(cause);
    }

    /** The number of events of other causes. */
    public int competingEvents() {
        return times.times().events() - events();
    }

    /** Λ₀, the cumulative subdistribution hazard at the covariate means, of a model without strata. */
    public StepCurve baseline() {
        return cox.baseline().cumulative(0);
    }

    /**
     * The cumulative incidence of new rows at the times of {@link #baseline()}, for a model without strata. O(q p).
     *
     * @param x q × p
     * @throws IllegalStateException if the model has strata
     */
    public PredictedIncidence incidence(double[][] x) {
        if (cox.baseline().strata() > 1) {
            throw new IllegalStateException(
                    "the model has strata: combine weightedCox().baseline() with linear predictors");
        }
        StepCurve baseline = baseline();
        return new PredictedIncidence(
                baseline.times(),
                baseline.values(),
                Arrays.stream(cox.linearPredictor(x)).map(Math::exp).toArray());
    }

    @Override
    public String toString() {
        int width = Math.max(1, names().stream().mapToInt(String::length).max().orElse(0));
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "Fine–Gray regression (%s), n %d, events %d, competing events %d%n%" + width
                        + "s %11s %10s %10s %9s %10s   %s%n",
                variant.name().toLowerCase(Locale.ROOT),
                rows(),
                events(),
                competingEvents(),
                "",
                "coef",
                "exp(coef)",
                "se(coef)",
                "z",
                "p",
                "95 % CI of exp(coef)"));
        for (CoxFit.Coefficient c : table()) {
            double[] ratio = c.hazardRatio();
            text.append(String.format(
                    Locale.ROOT,
                    "%-" + width + "s %11.7f %10.6g %10.6f %9.3f %10.3g   %.4g to %.4g%n",
                    c.name(),
                    c.estimate(),
                    ratio[0],
                    c.standardError(),
                    c.z(),
                    c.p(),
                    ratio[1],
                    ratio[2]));
        }
        CoxFit.Test wald = waldTest();
        CoxFit.Test ratio = pseudoLikelihoodRatioTest();
        return text.append(String.format(
                        Locale.ROOT,
                        "Wald test %.4f on %d df, p %.4g%nPseudo-likelihood ratio %.4f on %d df, p %.4g%n",
                        wald.statistic(),
                        wald.degreesOfFreedom(),
                        wald.p(),
                        ratio.statistic(),
                        ratio.degreesOfFreedom(),
                        ratio.p()))
                .toString();
    }
}
