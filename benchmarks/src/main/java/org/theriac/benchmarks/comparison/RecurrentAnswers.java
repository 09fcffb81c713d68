package org.theriac.benchmarks.comparison;

import java.util.List;
import org.theriac.biostatistics.cox.CoxFit;
import org.theriac.biostatistics.recurrent.MeanCumulativeFunction;
import org.theriac.biostatistics.recurrent.RecurrentEvents;
import org.theriac.biostatistics.recurrent.RecurrentRegression;
import org.theriac.biostatistics.recurrent.RecurrentTest;

/** Mean cumulative functions, their test and the regression of Andersen and Gill, with case weights where a set has them. */
final class RecurrentAnswers {
    private RecurrentAnswers() {}

    static void put(RandomSubjects subjects, Answers answers) {
        RecurrentEvents rows = subjects.recurrent();
        MeanCumulativeFunction mean = MeanCumulativeFunction.fit(rows);
        answers.put("mcf:mean", mean.at(3).mean(), mean.at(6).mean());
        answers.put("mcf:error", mean.at(3).standardError(), mean.at(6).standardError());
        answers.put("mcf:test", RecurrentTest.test(rows, subjects.group()).statistic());
        CoxFit fit =
                new RecurrentRegression(rows, subjects.design(), List.of("x1", "x2", "x3", "g1", "g2")).andersenGill();
        answers.put("andersen-gill:coefficients", fit.coefficients());
        answers.put("andersen-gill:variance", fit.variance());
        answers.put("andersen-gill:log-likelihood", fit.nullLogLikelihood(), fit.logLikelihood());
    }
}
