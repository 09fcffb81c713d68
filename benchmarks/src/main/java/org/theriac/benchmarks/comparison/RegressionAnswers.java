package org.theriac.benchmarks.comparison;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.theriac.benchmarks.comparison.RandomSubjects.Weights;
import org.theriac.biostatistics.aft.Aft;
import org.theriac.biostatistics.aft.AftFit;
import org.theriac.biostatistics.aft.CensoredTimes;
import org.theriac.biostatistics.aft.Lifetime;
import org.theriac.biostatistics.concordance.Concordance;
import org.theriac.biostatistics.concordance.HarrellConcordance;
import org.theriac.biostatistics.concordance.UnoConcordance;
import org.theriac.biostatistics.cox.Cox;
import org.theriac.biostatistics.cox.CoxFit;
import org.theriac.biostatistics.cox.CoxResiduals;
import org.theriac.biostatistics.cox.ExactCox;
import org.theriac.biostatistics.cox.ExactCoxFit;
import org.theriac.biostatistics.cox.ProportionalHazardsTest;
import org.theriac.biostatistics.cox.Ties;
import org.theriac.biostatistics.survival.SurvivalTimes;

/** Cox regression with everything that belongs to it, accelerated failure times, concordance. */
final class RegressionAnswers {
    private static final List<String> TERMS = List.of("x1", "x2", "x3", "group", "group");

    private RegressionAnswers() {}

    static void put(RandomSubjects subjects, Answers answers) {
        for (Ties ties : List.of(Ties.BRESLOW, Ties.EFRON)) {
            cox(subjects, ties, answers);
        }
        if (subjects.traits().weights() == Weights.NONE) {
            exact(subjects, answers);
        }
        concordance(subjects, answers);
        for (Lifetime lifetime : Lifetime.values()) {
            accelerated(subjects, lifetime, answers);
        }
    }

    private static void cox(RandomSubjects subjects, Ties ties, Answers answers) {
        Cox cox = Cox.of(ties);
        if (subjects.traits().strata() > 1) {
            cox = cox.withStrata(subjects.stratum());
        }
        CoxFit fit = (subjects.traits().clusters() ? cox.withCluster(subjects.cluster()) : cox.withRobustVariance())
                .fit(subjects.times(), subjects.design());
        String name = ties.name().toLowerCase(Locale.ROOT) + ":";
        answers.put(name + "coefficients", fit.coefficients());
        answers.put(name + "model variance", fit.modelVariance());
        answers.put(name + "robust variance", fit.variance());
        answers.put(name + "log-likelihood", fit.nullLogLikelihood(), fit.logLikelihood());
        answers.put(name + "score test", fit.scoreTest().statistic());
        answers.put(name + "wald test", fit.waldTest().statistic());
        answers.put(
                name + "concordance",
                fit.concordance().estimate(),
                fit.concordance().standardError());
        residuals(fit.residuals(), name, answers);
        for (ProportionalHazardsTest.Transform transform : ProportionalHazardsTest.Transform.values()) {
            ProportionalHazardsTest test = ProportionalHazardsTest.of(fit, transform, TERMS);
            answers.put(
                    name + "zph " + transform.name().toLowerCase(Locale.ROOT),
                    IntStream.range(0, 5)
                            .mapToDouble(k -> (k < 4 ? test.terms().get(k).test() : test.global()).statistic())
                            .toArray());
        }
        if (subjects.traits().strata() == 1) {
            double[] at = {1, 2, 4, 8};
            double[][] person = {{0.5, 2, 1, 0, 1}};
            answers.put(
                    name + "curve",
                    Arrays.stream(at)
                            .map(t -> fit.survival(person).survivalAt(0, t))
                            .toArray());
        }
    }

    private static void exact(RandomSubjects subjects, Answers answers) {
        ExactCoxFit fit = ExactCox.create().withStrata(subjects.stratum()).fit(subjects.times(), subjects.design());
        answers.put("exact:coefficients", fit.coefficients());
        answers.put("exact:errors", fit.standardErrors());
        answers.put("exact:log-likelihood", fit.nullLogLikelihood(), fit.logLikelihood());
        answers.put("exact:score test", fit.scoreTest().statistic());
    }

    private static void residuals(CoxResiduals residuals, String name, Answers answers) {
        answers.put(name + "martingale", residuals.martingale());
        answers.put(name + "deviance", residuals.deviance());
        answers.put(name + "score residuals", residuals.score());
        answers.put(name + "dfbeta", residuals.dfbeta());
        answers.put(name + "schoenfeld", sums(residuals.schoenfeld()));
        answers.put(name + "scaled schoenfeld", sums(residuals.scaledSchoenfeld()));
    }

    /** Added within each time, since programs order the events of one time in different ways. */
    private static double[][] sums(CoxResiduals.Schoenfeld[] residuals) {
        double[] times = Arrays.stream(residuals)
                .mapToDouble(CoxResiduals.Schoenfeld::time)
                .distinct()
                .toArray();
        double[][] sums = new double[times.length][residuals[0].residual().length];
        for (CoxResiduals.Schoenfeld r : residuals) {
            double[] sum = sums[Arrays.binarySearch(times, r.time())];
            for (int j = 0; j < sum.length; j++) {
                sum[j] += r.residual()[j];
            }
        }
        return sums;
    }

    private static void concordance(RandomSubjects subjects, Answers answers) {
        // rounded, so that risks are tied
        double[] risk =
                Arrays.stream(subjects.x1()).map(v -> Math.rint(4 * v) / 4).toArray();
        SurvivalTimes times = subjects.times();
        put(answers, "harrell:", HarrellConcordance.of(times, risk, subjects.stratum()));
        if (!subjects.traits().delayed()) {
            Concordance uno = UnoConcordance.of(times, risk);
            answers.put("uno:concordance", uno.estimate());
            answers.put("uno:error", uno.standardError());
        }
    }

    private static void put(Answers answers, String name, Concordance concordance) {
        answers.put(
                name + "pairs",
                concordance.concordant(),
                concordance.discordant(),
                concordance.tiedRisk(),
                concordance.tiedTime(),
                concordance.tiedBoth());
        answers.put(name + "concordance", concordance.estimate());
        answers.put(name + "error", concordance.standardError());
    }

    private static void accelerated(RandomSubjects subjects, Lifetime lifetime, Answers answers) {
        String name = lifetime.name().toLowerCase(Locale.ROOT).replace("_", "") + ":";
        double[][] x = subjects.design();
        Aft aft = Aft.of(lifetime);
        put(answers, name, aft.fit(subjects.times(), x));
        CensoredTimes between = CensoredTimes.between(subjects.lower(), subjects.upper());
        if (subjects.traits().weights() != Weights.NONE) {
            between = between.withWeights(subjects.weight());
        }
        put(answers, name + "interval ", aft.fit(between, x));
        if (lifetime != Lifetime.EXPONENTIAL
                && subjects.traits().strata() > 1
                && !subjects.traits().delayed()) {
            put(answers, name + "scales ", aft.withStrata(subjects.stratum()).fit(subjects.times(), x));
        }
    }

    private static void put(Answers answers, String name, AftFit fit) {
        answers.put(name + "coefficients", fit.coefficients());
        answers.put(name + "errors", fit.standardErrors());
        answers.put(name + "scale", fit.scales());
        answers.put(name + "log-likelihood", fit.logLikelihood());
    }
}
