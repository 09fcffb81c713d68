package org.theriac.benchmarks.comparison;

import java.util.Arrays;
import org.theriac.benchmarks.comparison.RandomSubjects.Weights;
import org.theriac.biostatistics.finegray.FineGray;
import org.theriac.biostatistics.finegray.FineGrayFit;
import org.theriac.biostatistics.survival.AalenJohansen;
import org.theriac.biostatistics.survival.CompetingTimes;
import org.theriac.biostatistics.survival.GrayTest;

/** Cumulative incidences, Gray's test, the regression of Fine and Gray. */
final class CompetingAnswers {
    private CompetingAnswers() {}

    static void put(RandomSubjects subjects, Answers answers) {
        incidences(subjects, answers);
        if (subjects.traits().episodes() && subjects.traits().weights() == Weights.NONE) {
            put(
                    answers,
                    "fine-gray of histories:",
                    FineGray.weighted()
                            .withSubjects(subjects.cluster())
                            .fit(subjects.competing(), 1, subjects.design()));
        }
        if (subjects.traits().weights() == Weights.NONE && !subjects.traits().episodes()) {
            FineGray weighted = FineGray.weighted();
            put(answers, "fine-gray:", weighted.fit(subjects.competing(), 1, subjects.design()));
            put(
                    answers,
                    "fine-gray by stratum:",
                    weighted.withStrata(subjects.stratum())
                            .withCensoringGroups(subjects.stratum())
                            .fit(subjects.competing(), 1, subjects.design()));
            if (!subjects.traits().delayed()) {
                cmprsk(subjects, answers);
            }
        }
    }

    private static void incidences(RandomSubjects subjects, Answers answers) {
        AalenJohansen fit = AalenJohansen.fit(subjects.competing());
        double[] at = Arrays.stream(fit.time()).filter(t -> t <= 8).toArray();
        for (int cause = 1; cause <= 2; cause++) {
            int r = cause;
            answers.put(
                    "aj:incidence " + r,
                    Arrays.stream(at).map(t -> fit.incidence(r).at(t)).toArray());
            answers.put(
                    "aj:jackknife " + r,
                    fit.jackknifeError(r, 3, subjects.cluster()),
                    fit.jackknifeError(r, 6, subjects.cluster()));
            if (!subjects.traits().episodes()) {
                answers.put("aj:jackknife of rows " + r, Arrays.copyOf(fit.jackknifeErrors(r), at.length));
            }
        }
    }

    private static void cmprsk(RandomSubjects subjects, Answers answers) {
        CompetingTimes times = subjects.competing();
        AalenJohansen fit = AalenJohansen.fit(times);
        for (int r = 1; r <= 2; r++) {
            answers.put(
                    "cuminc:incidence " + r,
                    fit.at(r, 3).incidence(),
                    fit.at(r, 6).incidence());
            answers.put(
                    "cuminc:error " + r,
                    fit.at(r, 3).standardError(),
                    fit.at(r, 6).standardError());
            answers.put(
                    "gray:statistic " + r,
                    GrayTest.test(times, r, subjects.group()).statistic());
            answers.put(
                    "gray:stratified " + r,
                    GrayTest.test(times, r, subjects.group(), 1, subjects.stratum())
                            .statistic());
        }
        put(answers, "crr:", FineGray.original().fit(times, 1, subjects.design()));
        FineGrayFit grouped =
                FineGray.original().withCensoringGroups(subjects.stratum()).fit(times, 1, subjects.design());
        answers.put("crr by stratum:coefficients", grouped.coefficients());
        answers.put("crr by stratum:errors", grouped.standardErrors());
    }

    private static void put(Answers answers, String name, FineGrayFit fit) {
        answers.put(name + "coefficients", fit.coefficients());
        answers.put(name + "variance", fit.variance());
        answers.put(name + "log-likelihood", fit.nullLogLikelihood(), fit.logLikelihood());
    }
}
