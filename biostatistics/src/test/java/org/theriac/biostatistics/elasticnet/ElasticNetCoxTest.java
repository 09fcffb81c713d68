package org.theriac.biostatistics.elasticnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.TestTable;
import org.theriac.biostatistics.cox.Cox;
import org.theriac.biostatistics.cox.PredictorLikelihood;
import org.theriac.biostatistics.cox.Ties;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.UserError;

/**
 * Against glmnet 4.1-6 of R 4.2.2, thresh 1e-14. Times were divided by 1,000 there: it moves censored rows behind tied events by 100 · 2.2e-16, which is
 * lost for times above about 256.
 */
class ElasticNetCoxTest {
    private static final Offset<Double> R = within(2e-6);

    private final TestTable lung = TestTable.lung().complete("age", "sex", "ph.ecog");
    private final SurvivalTimes times = TestTable.lungTimes(lung);
    private final double[][] x = lung.matrix("age", "sex", "ph.ecog");

    @Test
    void lassoOnLungEqualsGlmnet() {
        // classical-survival sheet, R glmnet
        ElasticNetPath path =
                ElasticNetCox.of(1).withLambdas(0.1, 0.05, 0.01, 0).fit(times, x);
        assertThat(path.coefficients(0)).containsExactly(new double[] {0, -.243891, .273348}, within(1e-6));
        assertThat(path.coefficients(1)).containsExactly(new double[] {.003939, -.394123, .371711}, within(1e-6));
        assertThat(path.coefficients(2)).containsExactly(new double[] {.009584, -.519470, .444699}, within(1e-6));
        assertThat(path.coefficients(3)).containsExactly(new double[] {.0110411, -.5518896, .4629470}, within(1e-7));
        assertThat(ElasticNetCox.of(0.5).withLambdas(0.1).fit(times, x).coefficients(0))
                .containsExactly(new double[] {.004039, -.365965, .345267}, within(1e-6));
    }

    @Test
    void wholePathOnLungHasGlmnetsPenaltiesAndDeviances() {
        ElasticNetPath path = ElasticNetCox.of(1).fit(times, x);
        assertThat(path.lambda(0)).isCloseTo(0.225468020911, within(1e-11));
        assertThat(path.size()).isEqualTo(42);
        assertThat(path.lambda(29)).isCloseTo(0.0151833562513, within(1e-10));
        assertThat(path.coefficients(0)).containsOnly(0);
        assertThat(path.coefficients(1)).containsExactly(new double[] {0, 0, .0430576391037}, R);
        assertThat(path.coefficients(29))
                .containsExactly(new double[] {.00883685968655, -.502847340093, .435243568526}, R);
        assertThat(path.devianceRatio(9)).isCloseTo(.0158443614763, within(1e-9));
        assertThat(path.devianceRatio(29)).isCloseTo(.0213317222715, within(1e-9));
        assertThat(path.nonzero(9)).isEqualTo(2);
        assertThat(path.converged()).isTrue();
        assertThat(path.toString()).contains("Elastic-net Cox regression, alpha 1.0, breslow ties, n 227, events 164");
    }

    @Test
    void lassoOnCompletePbcEqualsGlmnet() {
        // classical-survival sheet, R glmnet: the 276 of the 312 randomised patients without any missing value
        TestTable pbc = TestTable.read("pbc")
                .complete(
                        "trt",
                        "ascites",
                        "hepato",
                        "spiders",
                        "chol",
                        "copper",
                        "trig",
                        "platelet",
                        "protime",
                        "stage");
        SurvivalTimes death = pbc.times("time", "status", "2");
        double[][] covariates = pbc.matrix("age", "edema", "bili", "albumin", "protime", "stage");
        assertThat(pbc.size()).isEqualTo(276);
        ElasticNetCox lasso = ElasticNetCox.of(1);
        assertThat(lasso.fit(death, covariates).lambda(0)).isCloseTo(.310356, within(1e-6));
        ElasticNetPath path = lasso.withLambdas(0.1, 0.01).fit(death, covariates);
        assertThat(path.coefficients(0))
                .containsExactly(
                        new double[] {.0088849, .6061324, .0948117, -.5151442, .0858810, .2406567}, within(1e-6));
        assertThat(path.coefficients(1))
                .containsExactly(
                        new double[] {.0278919, .8363775, .1109449, -.8087674, .1802970, .4176723}, within(1e-6));
    }

    @Test
    void wholePathOfSeventySixGenesEqualsGlmnet() {
        // alpha 0.9; the file holds every penalty with its coefficients
        TestTable breast = TestTable.read("breast_gse7390");
        TestTable expected = TestTable.read("breast_gse7390_glmnet");
        String[] columns = expected.columnNames().stream().skip(2).toArray(String[]::new);
        ElasticNetPath path = ElasticNetCox.of(0.9).fit(breast.times("t_tdm", "e_tdm", "1"), breast.matrix(columns));
        double[] lambda = expected.number("lambda");
        double[] ratio = expected.number("deviance_ratio");
        double[][] beta = expected.matrix(columns);
        assertThat(path.size()).isEqualTo(lambda.length);
        for (int k = 0; k < lambda.length; k++) {
            assertThat(path.lambda(k)).isCloseTo(lambda[k], within(1e-8));
            assertThat(path.devianceRatio(k)).isCloseTo(ratio[k], within(1e-6));
            assertThat(path.coefficients(k)).containsExactly(beta[k], within(1e-4));
        }
    }

    @Test
    void weightsAndPenaltyFactorsEqualGlmnet() {
        double[] w = IntStream.range(0, 227)
                .mapToDouble(i -> new double[] {1, 2, .5}[i % 3])
                .toArray();
        ElasticNetPath path = ElasticNetCox.of(0.5)
                .withPenaltyFactors(0, 1, 2)
                .withLambdas(.2, .05, .01)
                .fit(times.withWeights(w), x);
        assertThat(path.coefficients(0))
                .containsExactly(new double[] {.0177659623553, -.1744512716599, .0389553100262}, R);
        assertThat(path.coefficients(2))
                .containsExactly(new double[] {.0126285545625, -.5024511431128, .4475180099986}, R);
        assertThat(path.devianceRatio(1)).isCloseTo(.0211003483332, within(1e-8));
    }

    // glmnet 4.1-6 itself is no oracle for strata and delayed entry: at alpha .7, lambda .1 it stops at an objective of
    // 2.466925, where 2.466883 is
    // reached here (coxph with iter.max = 0 computes both), and warns that it did not converge.

    @Test
    void strataAreThoseOfCox() {
        int[] stratum = IntStream.range(0, 227).map(i -> 5 * (i % 3)).toArray();
        assertThat(ElasticNetCox.of(0)
                        .withStrata(stratum)
                        .withLambdas(0.2)
                        .fit(times, x)
                        .coefficients(0))
                .containsExactly(
                        Cox.breslow()
                                .withStrata(stratum)
                                .withRidge(0.2 * 227)
                                .fit(times, x)
                                .coefficients(),
                        within(1e-8));
        assertThat(ElasticNetCox.of(0.7)
                        .withStrata(stratum)
                        .withLambdas(0.1)
                        .fit(times, x)
                        .coefficients(0))
                .containsExactly(new double[] {.0013103, -.3080724, .3218433}, within(1e-6));
    }

    @Test
    void delayedEntryIsThatOfCox() {
        double[] time = lung.number("time");
        double[] entry = IntStream.range(0, 227)
                .mapToDouble(i -> i % 2 == 1 ? 0 : 0.3 * time[i])
                .toArray();
        SurvivalTimes late = SurvivalTimes.ofIntervals(entry, time, lung.event("status", "2"));
        assertThat(ElasticNetCox.of(0).withLambdas(0.2).fit(late, x).coefficients(0))
                .containsExactly(Cox.breslow().withRidge(0.2 * 227).fit(late, x).coefficients(), within(1e-8));
        assertThat(ElasticNetCox.of(1).withLambdas(0.1).fit(late, x).coefficients(0))
                .containsExactly(new double[] {0, -.1951521, .2609552}, within(1e-6));
    }

    @Test
    void crossValidationEqualsGlmnet() {
        // cv.glmnet with lambda given: without, each fold has a path of its own and is interpolated
        int[] fold = IntStream.range(0, 227).map(i -> i % 5).toArray();
        ElasticNetSelection cv = ElasticNetCox.of(1).select(times, x, fold, done -> {});
        assertThat(cv.path().lambda(cv.minimum())).isCloseTo(.0463677760825, within(1e-10));
        assertThat(cv.path().lambda(cv.oneStandardError())).isCloseTo(.225468020911, within(1e-10));
        assertThat(cv.deviance()[0]).isCloseTo(10.0558387321, within(1e-7));
        assertThat(cv.deviance()[29]).isCloseTo(9.96766255925, within(1e-7));
        assertThat(cv.standardErrors()[9]).isCloseTo(.123105391592, within(1e-7));
        assertThat(cv.standardErrors()[29]).isCloseTo(.144055803437, within(1e-7));
        assertThat(cv.folds()).isEqualTo(5);
        assertThat(cv.toString()).contains("minimum").contains("1 se");
    }

    @Test
    void withoutPenaltyItIsCoxUnderBothRulesForTies() {
        for (Ties ties : Ties.values()) {
            assertThat(ElasticNetCox.of(0.5)
                            .withTies(ties)
                            .withLambdas(0)
                            .fit(times, x)
                            .coefficients(0))
                    .containsExactly(Cox.of(ties).fit(times, x).coefficients(), within(1e-8));
        }
    }

    @Test
    void ridgeIsThatOfCox() {
        double lambda = 0.3;
        double[] cox = Cox.breslow().withRidge(lambda * 227).fit(times, x).coefficients();
        assertThat(ElasticNetCox.of(0).withLambdas(lambda).fit(times, x).coefficients(0))
                .containsExactly(cox, within(1e-8));
    }

    @Test
    void wholeWeightsAreRepeatedRows() {
        int[] repeated = IntStream.range(0, 227)
                .flatMap(i -> IntStream.generate(() -> i).limit(1 + i % 3))
                .toArray();
        double[] weight = IntStream.range(0, 227).mapToDouble(i -> 1 + i % 3).toArray();
        double[][] rows = Arrays.stream(repeated).mapToObj(i -> x[i]).toArray(double[][]::new);
        ElasticNetCox lasso = ElasticNetCox.of(1).withLambdas(0.1, 0.01);
        ElasticNetPath weighted = lasso.fit(times.withWeights(weight), x);
        ElasticNetPath plain = lasso.fit(times.take(repeated), rows);
        assertThat(weighted.coefficients(0)).containsExactly(plain.coefficients(0), within(1e-7));
        assertThat(weighted.coefficients(1)).containsExactly(plain.coefficients(1), within(1e-7));
    }

    @Test
    void scalingAColumnDividesItsCoefficient() {
        double[][] scaled = Arrays.stream(x)
                .map(row -> new double[] {row[0] * 1000, row[1], row[2] / 50 + 7})
                .toArray(double[][]::new);
        double[] b = ElasticNetCox.of(1).withLambdas(0.02).fit(times, x).coefficients(0);
        double[] c = ElasticNetCox.of(1).withLambdas(0.02).fit(times, scaled).coefficients(0);
        assertThat(new double[] {c[0] * 1000, c[1], c[2] / 50}).containsExactly(b, within(1e-8));
    }

    @Test
    void ofThousandsOfColumnsThoseThatMatterComeFirst() {
        int n = 150;
        int p = 3000;
        Random random = new Random(4);
        double[][] z = new double[n][p];
        double[] time = new double[n];
        boolean[] event = new boolean[n];
        for (int i = 0; i < n; i++) {
            Arrays.setAll(z[i], j -> random.nextGaussian());
            time[i] = -Math.log(random.nextDouble()) * Math.exp(-1.5 * z[i][10] + 1.5 * z[i][20]);
            event[i] = random.nextDouble() < 0.8;
        }
        ElasticNetPath path = ElasticNetCox.of(1).withPathLength(40, 0.05).fit(SurvivalTimes.of(time, event), z);
        int k = 0;
        while (path.nonzero(k) < 2) {
            k++;
        }
        double[] b = path.coefficients(k);
        assertThat(b[10]).isPositive();
        assertThat(b[20]).isNegative();
        assertThat(path.converged()).isTrue();
    }

    /** Blocks of ten nearly equal columns, 300 for 60 rows: where single coordinates hardly get on. */
    @Test
    void everySolutionOfCorrelatedColumnsMeetsTheConditionsOfOptimality() {
        int n = 60;
        int p = 300;
        double alpha = 0.9;
        SplittableRandom random = new SplittableRandom(5);
        double[][] z = new double[n][p];
        double[] time = new double[n];
        boolean[] event = new boolean[n];
        for (int i = 0; i < n; i++) {
            double block = 0;
            for (int j = 0; j < p; j++) {
                block = j % 10 == 0 ? random.nextDouble() : block;
                z[i][j] = block + 0.1 * random.nextDouble();
            }
            time[i] = -Math.log(random.nextDouble()) * Math.exp(3 * z[i][0] - 3 * z[i][10]);
            event[i] = random.nextDouble() < 0.7;
        }
        SurvivalTimes outcome = SurvivalTimes.of(time, event);
        ElasticNetPath path = ElasticNetCox.of(alpha).fit(outcome, z);
        PredictorLikelihood likelihood = PredictorLikelihood.of(outcome, Ties.BRESLOW, new int[n]);
        int[] order = likelihood.order();
        assertThat(path.converged()).isTrue();
        assertThat(path.nonzero(path.size() - 1)).isGreaterThan(20);
        for (int k = 0; k < path.size(); k += 5) {
            double[] eta = path.linearPredictor(z, k);
            double[] residuals = likelihood
                    .at(Arrays.stream(order).mapToDouble(i -> eta[i]).toArray())
                    .residuals();
            double[] beta = path.coefficients(k);
            for (int j = 0; j < p; j++) {
                double slope = 0;
                for (int q = 0; q < n; q++) {
                    slope += z[order[q]][j] * residuals[q] / n;
                }
                double deviation = path.deviations()[j];
                double left = slope / deviation - path.lambda(k) * (1 - alpha) * beta[j] * deviation;
                double bound = path.lambda(k) * alpha;
                double distance = beta[j] == 0 ? Math.abs(left) - bound : Math.abs(left - Math.signum(beta[j]) * bound);
                assertThat(distance).isLessThan(1e-8 * path.lambda(0));
            }
        }
    }

    @Test
    void columnsWithoutVariationStayOutAndAreNamed() {
        double[][] withConstant = Arrays.stream(x)
                .map(row -> new double[] {row[0], 3.3, row[1], row[2]})
                .toArray(double[][]::new);
        ElasticNetPath path = ElasticNetCox.of(1)
                .withNames(List.of("age", "site", "sex", "ecog"))
                .withLambdas(0.01)
                .fit(times, withConstant);
        assertThat(path.constant()).containsExactly("site");
        double[] b = ElasticNetCox.of(1).withLambdas(0.01).fit(times, x).coefficients(0);
        assertThat(path.coefficients(0)).containsExactly(new double[] {b[0], 0, b[1], b[2]}, within(1e-9));
    }

    @Test
    void betweenPenaltiesCoefficientsAreInterpolated() {
        ElasticNetPath path = ElasticNetCox.of(1).withLambdas(0.1, 0.05).fit(times, x);
        double[] middle = path.coefficientsAt(0.075);
        assertThat(middle[1]).isCloseTo((path.coefficients(0)[1] + path.coefficients(1)[1]) / 2, within(1e-12));
        assertThat(path.coefficientsAt(1)).containsExactly(path.coefficients(0));
        assertThat(path.coefficientsAt(0)).containsExactly(path.coefficients(1));
        assertThat(path.trace(1)).containsExactly(path.coefficients(0)[1], path.coefficients(1)[1]);
    }

    @Test
    void foldsKeepSubjectsTogetherAndShareEvents() {
        int[] subject = IntStream.range(0, 90).map(i -> i / 3).toArray();
        boolean[] event = new boolean[90];
        IntStream.range(0, 30).filter(i -> i % 3 != 0).forEach(i -> event[3 * i] = true);
        int[] fold = ElasticNetCox.folds(5, subject, event, new SplittableRandom(1));
        int[] events = new int[5];
        for (int i = 0; i < 90; i++) {
            assertThat(fold[i]).isEqualTo(fold[3 * (i / 3)]);
            events[fold[i]] += event[i] ? 1 : 0;
        }
        assertThat(events).containsOnly(4);
        assertThatThrownBy(() -> ElasticNetCox.folds(31, subject, event, new SplittableRandom(1)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("31 folds for 30 subjects");
    }

    @Test
    void nonsenseIsRefusedInASentence() {
        assertThatThrownBy(() -> ElasticNetCox.of(1.2))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("alpha");
        assertThatThrownBy(() -> ElasticNetCox.of(1).withLambdas(-1)).isInstanceOf(UserError.class);
        assertThatThrownBy(() -> ElasticNetCox.of(1).withPenaltyFactors(0, 0, 0).fit(times, x))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("penalty factors");
        assertThatThrownBy(() -> ElasticNetCox.of(1).fit(SurvivalTimes.of(new double[227], new boolean[227]), x))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("None of the 227 rows has the event");
    }
}
