package org.theriac.biostatistics.estimation.analysis;

import java.util.Optional;
import org.theriac.biostatistics.cox.Cox;
import org.theriac.biostatistics.cox.CoxFit;
import org.theriac.biostatistics.cox.ExactCox;
import org.theriac.biostatistics.cox.ExactCoxFit;
import org.theriac.biostatistics.cox.Ties;

/**
 * A Cox regression with the likelihood by which it was fitted.
 *
 * @param fit with coefficients, their variance and a baseline; after exact ties that of Breslow, whose likelihood is not this one's
 * @param nullLogLikelihood with all coefficients 0
 * @param logLikelihood at the coefficients
 * @param likelihoodRatioTest of all coefficients
 * @param scoreTest of all coefficients
 */
record FittedCox(
        CoxFit fit,
        double nullLogLikelihood,
        double logLikelihood,
        CoxFit.Test likelihoodRatioTest,
        CoxFit.Test scoreTest) {

    static FittedCox of(CoxSettings settings, CoxAnalysis.Plan plan) {
        Optional<Ties> rule = settings.ties().rule();
        return rule.isPresent() ? bySums(rule.get(), settings, plan) : exact(plan);
    }

    private static FittedCox bySums(Ties ties, CoxSettings settings, CoxAnalysis.Plan plan) {
        Cox cox = Cox.of(ties)
                .withRidge(settings.ridge())
                .withNames(plan.design().labels())
                .withStrata(plan.strata().codes())
                .withOffset(plan.offset());
        CoxFit fit = (plan.robust() ? cox.withCluster(plan.cluster()) : cox).fit(plan.times(), plan.matrix());
        return new FittedCox(
                fit, fit.nullLogLikelihood(), fit.logLikelihood(), fit.likelihoodRatioTest(), fit.scoreTest());
    }

    private static FittedCox exact(CoxAnalysis.Plan plan) {
        ExactCoxFit fit = ExactCox.create()
                .withNames(plan.design().labels())
                .withStrata(plan.strata().codes())
                .withOffset(plan.offset())
                .fit(plan.times(), plan.matrix());
        return new FittedCox(
                fit.withBreslowBaseline(),
                fit.nullLogLikelihood(),
                fit.logLikelihood(),
                fit.likelihoodRatioTest(),
                fit.scoreTest());
    }

    /** Akaike's criterion. */
    double aic() {
        return -2 * logLikelihood + 2 * likelihoodRatioTest.degreesOfFreedom();
    }
}
