package org.theriac.biostatistics.cox;

import java.util.List;
import java.util.Locale;
import org.theriac.biostatistics.concordance.Concordance;

/** A Cox model fitted by the exact partial likelihood. Immutable; a column that was left out as redundant has NaN. */
public final class ExactCoxFit {
    private final CoxFit breslow;
    private final double nullLogLikelihood;
    private final double logLikelihood;
    private final double scoreTest;

    ExactCoxFit(CoxFit breslow, double nullLogLikelihood, double logLikelihood, double scoreTest) {
        this.breslow = breslow;
        this.nullLogLikelihood = nullLogLikelihood;
        this.logLikelihood = logLikelihood;
        this.scoreTest = scoreTest;
    }

    /**
     * These coefficients and their variance as a model of proportional hazards with Breslow's baseline: what R's {@code survfit} draws curves from after an
     * exact fit. Its likelihoods, score test and residuals are those of Breslow's rule at the exact coefficients, not those of this fit.
     */
    public CoxFit withBreslowBaseline() {
        return breslow;
    }

    /** Log hazard ratios, or with discrete times log odds ratios, for one unit of each column. */
    public double[] coefficients() {
        return breslow.coefficients();
    }

    /** Standard errors of {@link #coefficients()}. */
    public double[] standardErrors() {
        return breslow.standardErrors();
    }

    /** The coefficient table. */
    public List<CoxFit.Coefficient> table() {
        return breslow.table();
    }

    /** Columns left out because they are constant or a linear combination of earlier ones. */
    public List<String> aliased() {
        return breslow.aliased();
    }

    /** Columns whose coefficient may be infinite. */
    public List<String> infinite() {
        return breslow.infinite();
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
        return new CoxFit.Test(2 * (logLikelihood - nullLogLikelihood), breslow.kept().length);
    }

    /** Wald test that all coefficients are 0. */
    public CoxFit.Test waldTest() {
        return breslow.waldTest();
    }

    /** Score test that all coefficients are 0. */
    public CoxFit.Test scoreTest() {
        return new CoxFit.Test(scoreTest, breslow.kept().length);
    }

    /** Harrell's concordance of the fitted rows, pairs within strata. */
    public Concordance concordance() {
        return breslow.concordance();
    }

    /** Whether the likelihood converged. */
    public boolean converged() {
        return breslow.converged();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        int width = breslow.names().stream().mapToInt(String::length).max().orElse(1);
        text.append(String.format(
                Locale.ROOT, "Cox regression, exact ties, n %d, events %d%n", breslow.rows(), breslow.events()));
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
        if (!converged()) {
            text.append("The likelihood did not converge\n");
        }
        return text.toString();
    }
}
