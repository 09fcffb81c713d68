package org.theriac.biostatistics.cox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.theriac.biostatistics.TestTable;
import org.theriac.biostatistics.survival.SurvivalTimes;

class MeanSurvivalTest {
    private static final int ROWS = 60;

    private final double[] entry = new double[ROWS];
    private final double[] time = new double[ROWS];
    private final boolean[] event = new boolean[ROWS];
    private final double[] weight = new double[ROWS];
    private final double[][] x = new double[ROWS][2];
    private final int[] stratum = new int[ROWS];
    private final double[] offset = new double[ROWS];

    MeanSurvivalTest() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < ROWS; i++) {
            entry[i] = random.nextInt(3);
            time[i] = entry[i] + 1 + random.nextInt(9);
            event[i] = random.nextInt(3) > 0;
            weight[i] = 1 + random.nextInt(3) / 2.0;
            x[i] = new double[] {random.nextInt(2), random.nextDouble()};
            stratum[i] = random.nextInt(2);
            offset[i] = random.nextDouble() / 2;
        }
    }

    private CoxFit fit(Ties ties, double[] weights) {
        return Cox.of(ties)
                .withStrata(stratum)
                .withOffset(offset)
                .fit(SurvivalTimes.ofIntervals(entry, time, event).withWeights(weights), x);
    }

    private double[][] arm(double value) {
        return Arrays.stream(x).map(row -> new double[] {value, row[1]}).toArray(double[][]::new);
    }

    /** The influence of a row is the derivative of the estimate by its weight, here by differences of refitted models. */
    @ParameterizedTest
    @EnumSource(Ties.class)
    void standardErrorsAreThoseOfDerivativesByTheWeights(Ties ties) {
        double[] times = {2, 5, 9};
        int[] pairs = IntStream.range(0, ROWS).map(i -> i / 2).toArray();
        double[][] survival = new double[times.length][ROWS / 2];
        double[][] difference = new double[times.length][ROWS / 2];
        double step = 1e-5;
        for (int i = 0; i < ROWS; i++) {
            for (int sign : new int[] {-1, 1}) {
                double[] moved = weight.clone();
                moved[i] += sign * step;
                MeanSurvival mean = MeanSurvival.of(fit(ties, moved), pairs);
                for (int k = 0; k < times.length; k++) {
                    double[] at = {times[k]};
                    double factor = sign * weight[i] / (2 * step);
                    survival[k][i / 2] += factor * mean.at(arm(1), at)[0].value();
                    difference[k][i / 2] += factor * mean.difference(arm(1), arm(0), at)[0].value();
                }
            }
        }
        MeanSurvival mean = MeanSurvival.of(fit(ties, weight), pairs);
        for (int k = 0; k < times.length; k++) {
            assertThat(mean.at(arm(1), times)[k].standardError())
                    .isCloseTo(norm(survival[k]), within(1e-7))
                    .isPositive();
            assertThat(mean.difference(arm(1), arm(0), times)[k].standardError())
                    .isCloseTo(norm(difference[k]), within(1e-7));
        }
    }

    /**
     * ate() of R's riskRegression 2022.11.28 on coxph(Surv(time + row / 1000, status == 2) ~ age + sex + ph.ecog, lung, ties = "breslow"): risks by sex, and
     * their differences. Times are untied, since its standard errors are approximate where they are tied.
     */
    @Test
    void meanSurvivalOfLungBySexIsThatOfRiskRegression() {
        TestTable lung = TestTable.lung().complete("age", "sex", "ph.ecog");
        double[][] covariates = lung.matrix("age", "sex", "ph.ecog");
        double[] untied = lung.number("time");
        Arrays.setAll(untied, i -> untied[i] + (i + 1) / 1000.0);
        CoxFit fit = Cox.breslow().fit(SurvivalTimes.of(untied, lung.event("status", "2")), covariates);
        MeanSurvival mean = MeanSurvival.of(fit, IntStream.range(0, lung.size()).toArray());
        double[] times = {180, 365, 730};
        double[][] risk = {
            {0.320328466936, 0.662471346507, 0.914632456920}, {0.201434217909, 0.475254477382, 0.777656079114}
        };
        double[][] error = {
            {0.0366226972791, 0.0411930035281, 0.0261701258207}, {0.0294611232357, 0.0469511489224, 0.0453592811065}
        };
        for (int sex = 1; sex <= 2; sex++) {
            MeanSurvival.Estimate[] found = mean.at(given(covariates, sex), times);
            for (int k = 0; k < times.length; k++) {
                assertThat(1 - found[k].value()).isCloseTo(risk[sex - 1][k], within(1e-9));
                assertThat(found[k].standardError()).isCloseTo(error[sex - 1][k], within(1e-7));
            }
        }
        double[] difference = {-0.118894249026, -0.187216869125, -0.136976377806};
        double[] differenceError = {0.0351556840133, 0.0536605091335, 0.0427310162634};
        MeanSurvival.Estimate[] found = mean.difference(given(covariates, 1), given(covariates, 2), times);
        for (int k = 0; k < times.length; k++) {
            assertThat(found[k].value()).isCloseTo(difference[k], within(1e-9));
            assertThat(found[k].standardError()).isCloseTo(differenceError[k], within(1e-7));
        }
    }

    private static double[][] given(double[][] covariates, int sex) {
        return Arrays.stream(covariates)
                .map(row -> new double[] {row[0], sex, row[2]})
                .toArray(double[][]::new);
    }

    private static double norm(double[] values) {
        return Math.sqrt(Arrays.stream(values).map(v -> v * v).sum());
    }

    @ParameterizedTest
    @EnumSource(Ties.class)
    void theMeanIsThatOfTheRowsOwnCurves(Ties ties) {
        CoxFit fit = fit(ties, weight);
        double[] eta = fit.linearPredictor(arm(1));
        double sum = 0;
        for (int i = 0; i < ROWS; i++) {
            double hazard = fit.baseline().cumulative(stratum[i]).at(6);
            sum += weight[i] * Math.exp(-hazard * Math.exp(eta[i] + offset[i]));
        }
        int[] rows = IntStream.range(0, ROWS).toArray();
        MeanSurvival mean = MeanSurvival.of(fit, rows);
        assertThat(mean.at(arm(1), new double[] {0, 6})[0]).isEqualTo(new MeanSurvival.Estimate(1, 0));
        assertThat(mean.at(arm(1), new double[] {6})[0].value())
                .isCloseTo(sum / Arrays.stream(weight).sum(), within(1e-14));
    }
}
