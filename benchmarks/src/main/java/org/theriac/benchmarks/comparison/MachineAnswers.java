package org.theriac.benchmarks.comparison;

import org.theriac.benchmarks.comparison.RandomSubjects.Weights;
import org.theriac.biostatistics.elasticnet.ElasticNetCox;
import org.theriac.biostatistics.elasticnet.ElasticNetPath;
import org.theriac.biostatistics.forest.RandomSurvivalForest;

/** Elastic-net Cox regression at four penalties, and what a forest says of the rows that its trees have not seen. */
final class MachineAnswers {
    private static final double[] SHARES = {1, 0.5, 0.2, 0.05, 0.01};
    private static final int TREES = 300;

    private MachineAnswers() {}

    static void put(RandomSubjects subjects, Answers answers) {
        if (subjects.traits().delayed()) {
            return;
        }
        for (double alpha : new double[] {1, 0.5}) {
            ElasticNetCox net = ElasticNetCox.of(alpha);
            double largest = net.withPathLength(2, 0.5)
                    .fit(subjects.times(), subjects.design())
                    .lambda(0);
            double[] lambdas = new double[SHARES.length];
            for (int k = 0; k < lambdas.length; k++) {
                lambdas[k] = largest * SHARES[k];
            }
            ElasticNetPath path = net.withLambdas(lambdas).fit(subjects.times(), subjects.design());
            answers.put("elastic net:lambdas " + alpha, lambdas);
            for (int k = 1; k < lambdas.length; k++) {
                answers.put("elastic net:coefficients " + alpha + " " + SHARES[k], path.coefficients(k));
            }
        }
        if (subjects.traits().weights() == Weights.NONE) {
            answers.put(
                    "forest:out-of-bag concordance",
                    RandomSurvivalForest.of(TREES)
                            .fit(subjects.times(), subjects.design(), subjects.number())
                            .outOfBag()
                            .concordance()
                            .estimate());
        }
    }
}
