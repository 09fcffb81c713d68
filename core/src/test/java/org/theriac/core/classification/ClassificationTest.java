package org.theriac.core.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClassificationTest {
    /** Mann–Whitney's definition, pair by pair. */
    private static double pairs(double[] score, boolean[] positive, double[] weight) {
        double ordered = 0;
        double all = 0;
        for (int i = 0; i < score.length; i++) {
            for (int j = 0; j < score.length; j++) {
                if (positive[i] && !positive[j]) {
                    double w = weight[i] * weight[j];
                    ordered += w * (score[i] > score[j] ? 1 : score[i] == score[j] ? 0.5 : 0);
                    all += w;
                }
            }
        }
        return ordered / all;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10, 1000})
    void theAreaUnderTheRocCurveCountsPairsWhateverTheTies(int distinct) {
        SplittableRandom random = new SplittableRandom(distinct);
        int n = 200;
        double[] score = new double[n];
        boolean[] positive = new boolean[n];
        double[] weight = new double[n];
        for (int row = 0; row < n; row++) {
            score[row] = random.nextInt(distinct) - distinct / 2;
            positive[row] = random.nextInt(3) == 0;
            weight[row] = random.nextInt(4);
        }
        assertThat(RankedScores.of(score).auc(positive, weight))
                .isCloseTo(pairs(score, positive, weight), within(1e-12));
    }

    @Test
    void aNegativeZeroIsTiedWithZeroAndNaNIsRefused() {
        RankedScores ranks = RankedScores.of(new double[] {-0.0, 0.0});
        assertThat(ranks.auc(new boolean[] {true, false}, new double[] {1, 1})).isEqualTo(0.5);
        assertThatThrownBy(() -> RankedScores.of(new double[] {0, Double.NaN}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void withoutWeightOnOneSideThereIsNoArea() {
        RankedScores ranks = RankedScores.of(new double[] {1, 2});
        assertThat(ranks.auc(new boolean[] {true, false}, new double[] {1, 0})).isNaN();
        assertThat(ranks.averagePrecision(new boolean[] {true, false}, new double[] {0, 1}))
                .isNaN();
    }

    @Test
    void tiedPredictionsShareABinAndTheErrorIsTheHandsOne() {
        double[] p = {0.1, 0.4, 0.35, 0.8, 0.4, 0.65, 0.2, 0.9, 0.4, 0.05, 0.7, 0.55};
        boolean[] y = {false, false, true, true, true, true, false, true, false, false, false, true};
        double[] ones = new double[12];
        Arrays.fill(ones, 1);
        double[] sums = ReliabilityBins.of(p, 3).sums(y, ones);
        // bins of four: predictions add up to 0.70, 1.75, 3.05; hits are 1, 2, 3
        assertThat(sums).containsExactly(new double[] {4, 0.70, 1, 4, 1.75, 2, 4, 3.05, 3}, within(1e-12));
        assertThat(ReliabilityBins.expectedCalibrationError(sums)).isCloseTo(0.6 / 12, within(1e-12));
        double[] same = new double[12];
        assertThat(ReliabilityBins.of(same, 3).sums(y, ones)).containsExactly(0, 0, 0, 12, 0, 6, 0, 0, 0);
    }

    @Test
    void separatedOrEqualPredictionsHaveNoSlope() {
        double[] ones = {1, 1, 1, 1};
        boolean[] y = {false, false, true, true};
        assertThat(new CalibrationLine(new double[] {0.1, 0.2, 0.8, 0.9}, y).slope(ones))
                .isNaN();
        assertThat(new CalibrationLine(new double[] {0.5, 0.5, 0.5, 0.5}, y).slope(ones))
                .isNaN();
        assertThat(new CalibrationLine(new double[] {0.1, 0.2, 0.8, 0.9}, new boolean[4]).intercept(ones))
                .isNaN();
    }

    @Test
    void predictionsFarOffStillHaveAnIntercept() {
        double[] p = new double[100];
        boolean[] y = new boolean[100];
        double[] ones = new double[100];
        for (int row = 0; row < 100; row++) {
            p[row] = 1e-9;
            y[row] = row < 90;
            ones[row] = 1;
        }
        // logit(0.9) − logit(1e-9)
        assertThat(new CalibrationLine(p, y).intercept(ones))
                .isCloseTo(Math.log(9) - Math.log(1e-9 / (1 - 1e-9)), within(1e-8));
    }

    @Test
    void aTemperatureThatLogitsWereMultipliedByIsFound() {
        SplittableRandom random = new SplittableRandom(1);
        int n = 20000;
        double[][] logits = new double[n][3];
        int[] truth = new int[n];
        for (int row = 0; row < n; row++) {
            double[] p = new double[3];
            double sum = 0;
            for (int k = 0; k < 3; k++) {
                double z = 4 * random.nextDouble() - 2;
                logits[row][k] = 2.5 * z;
                p[k] = Math.exp(z);
                sum += p[k];
            }
            double u = random.nextDouble() * sum;
            truth[row] = u < p[0] ? 0 : u < p[0] + p[1] ? 1 : 2;
        }
        // standard error of T about 0.05, from the curvature of the likelihood
        assertThat(Temperature.fit(logits, truth).value()).isCloseTo(2.5, within(0.15));
    }

    @Test
    void theTemperatureEqualsSciPys() {
        double[][] p = {
            {.7, .2, .1}, {.1, .6, .3}, {.2, .2, .6}, {.4, .35, .25}, {.3, .3, .4}, {.5, .25, .25},
            {.1, .8, .1}, {.25, .5, .25}, {.05, .15, .8}, {.6, .3, .1}, {.3, .6, .1}, {.2, .45, .35}
        };
        int[] truth = {0, 1, 2, 1, 2, 0, 1, 0, 2, 0, 1, 2};
        double[][] logits = Arrays.stream(p)
                .map(row -> Arrays.stream(row).map(v -> 2.5 * Math.log(v)).toArray())
                .toArray(double[][]::new);
        Temperature t = Temperature.fit(logits, truth);
        // scipy.optimize.minimize_scalar, bounded, on the negative log-likelihood
        assertThat(t.value()).isCloseTo(0.8617827356679049, within(1e-6));
        assertThat(t.apply(logits)[0][1]).isEqualTo(logits[0][1] / t.value());
        assertThat(logits[0][1]).isEqualTo(2.5 * Math.log(.2));
    }

    @Test
    void logitsThatAreAlwaysRightOrSayNothingStayWithinBounds() {
        assertThat(Temperature.fit(new double[][] {{1, 0}, {0, 1}}, new int[] {0, 1})
                        .value())
                .isEqualTo(0.05);
        assertThat(Temperature.fit(new double[][] {{1, 0}, {0, 1}}, new int[] {1, 0})
                        .value())
                .isEqualTo(20);
        assertThat(Temperature.fit(new double[0][], new int[0])).isEqualTo(Temperature.NONE);
        assertThatThrownBy(() -> Temperature.fit(new double[][] {{1, Double.NaN}}, new int[] {0}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Temperature.fit(new double[][] {{1, 0}}, new int[] {0, 1}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
