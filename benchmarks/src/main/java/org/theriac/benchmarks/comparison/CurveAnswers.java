package org.theriac.benchmarks.comparison;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.theriac.benchmarks.comparison.RandomSubjects.Weights;
import org.theriac.biostatistics.survival.IntervalType;
import org.theriac.biostatistics.survival.KaplanMeier;
import org.theriac.biostatistics.survival.LogRank;
import org.theriac.biostatistics.survival.NelsonAalen;
import org.theriac.biostatistics.survival.RestrictedMean;
import org.theriac.biostatistics.survival.SurvivalTimes;

/** Curves without covariates, tests between groups, restricted means. */
final class CurveAnswers {
    private CurveAnswers() {}

    static void put(RandomSubjects subjects, Answers answers) {
        curves(subjects.times(), answers);
        if (!subjects.traits().delayed() && subjects.traits().weights() == Weights.NONE) {
            tests(subjects, answers);
        }
    }

    private static void curves(SurvivalTimes times, Answers answers) {
        KaplanMeier km = KaplanMeier.fit(times);
        int[] at = IntStream.range(0, km.time().length)
                .filter(k -> km.events()[k] > 0)
                .toArray();
        answers.put("km:risk", take(km.atRisk(), at));
        answers.put("km:survival", take(km.survival(), at));
        answers.put("km:error", take(km.standardError(), at));
        for (IntervalType type : IntervalType.values()) {
            KaplanMeier with = km.withInterval(type, 0.95);
            String name = type.name().toLowerCase(Locale.ROOT);
            answers.put("km:lower " + name, take(with.lower(), at));
            answers.put("km:upper " + name, take(with.upper(), at));
        }
        KaplanMeier ninety = km.withInterval(IntervalType.LOG, 0.9);
        answers.put("km:lower log 90 %", take(ninety.lower(), at));
        answers.put("km:upper log 90 %", take(ninety.upper(), at));
        KaplanMeier.Quantile middle = ninety.median();
        answers.put("km:quantile 0.5 90 %", middle.time(), middle.lower(), middle.upper());
        for (double p : new double[] {0.25, 0.5, 0.75}) {
            KaplanMeier.Quantile q = km.quantile(p);
            answers.put("km:quantile " + p, q.time(), q.lower(), q.upper());
        }
        KaplanMeier.Quantile followUp = km.medianFollowUp();
        answers.put("km:follow-up", followUp.time(), followUp.lower(), followUp.upper());
        KaplanMeier later = KaplanMeier.fitFrom(times, 2);
        answers.put("km:from 2", later.at(4).survival(), later.at(4).standardError());
        NelsonAalen hazard = NelsonAalen.fit(times);
        answers.put("na:hazard", take(hazard.hazard(), at));
        answers.put("na:error", take(hazard.standardError(), at));
        if (!times.weighted()) {
            NelsonAalen corrected = NelsonAalen.flemingHarrington(times);
            answers.put("fh:hazard", take(corrected.hazard(), at));
            answers.put("fh:error", take(corrected.standardError(), at));
        }
        RestrictedMean mean = RestrictedMean.fit(times, 5);
        answers.put("rmst:mean", mean.mean());
        answers.put("rmst:error", mean.standardError());
    }

    private static void tests(RandomSubjects subjects, Answers answers) {
        SurvivalTimes times = subjects.times();
        for (double rho : new double[] {0, 0.5, 1}) {
            LogRank test = LogRank.test(times, subjects.group(), rho);
            answers.put("logrank:statistic " + rho, test.statistic());
            answers.put("logrank:expected " + rho, test.expected());
            answers.put("logrank:variance " + rho, test.variance());
            answers.put(
                    "logrank:stratified " + rho,
                    LogRank.test(times, subjects.group(), rho, subjects.stratum())
                            .statistic());
        }
    }

    static double[] take(double[] values, int[] at) {
        return Arrays.stream(at).mapToDouble(k -> values[k]).toArray();
    }
}
