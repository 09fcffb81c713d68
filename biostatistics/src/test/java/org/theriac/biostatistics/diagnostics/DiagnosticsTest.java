package org.theriac.biostatistics.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.theriac.core.classification.RankedScores;

final class DiagnosticsTest {
    private static final double[] P = {0.1, 0.4, 0.35, 0.8, 0.4, 0.65, 0.2, 0.9, 0.4, 0.05, 0.7, 0.55};
    private static final double[] Q = {0.3, 0.2, 0.5, 0.7, 0.3, 0.3, 0.6, 0.8, 0.1, 0.2, 0.4, 0.9};
    private static final boolean[] Y = {false, false, true, true, true, true, false, true, false, false, false, true};

    @Test
    void delongEqualsItsDefinitionPairByPair() {
        // NumPy, from the m × n matrix of comparisons: means of rows and columns, numpy.cov, scipy.stats.norm
        DeLong both = DeLong.of(new double[][] {P, Q}, Y);
        assertThat(both.auc()).containsExactly(new double[] {0.8055555555555556, 0.8333333333333334}, within(1e-12));
        assertThat(both.covariance()[0])
                .containsExactly(new double[] {0.017746913580246913, 0.0041666666666666675}, within(1e-12));
        assertThat(both.covariance()[1][1]).isCloseTo(0.014351851851851852, within(1e-12));
        assertThat(both.pValue(0, 1)).isCloseTo(0.8570053772339203, within(1e-9));
        assertThat(both.interval(0, 0.95).lower()).isCloseTo(0.5444539705107001, within(1e-9));
        assertThat(both.interval(0, 0.95).upper()).isEqualTo(1);
        assertThat(both.differenceInterval(0, 1, 0.95).upper())
                .isCloseTo(-0.02777777777777779 + 1.959963984540054 * 0.15416041028346228, within(1e-9));
    }

    @Test
    void equalModelsDoNotDiffer() {
        DeLong twice = DeLong.of(new double[][] {P, P}, Y);
        assertThat(twice.difference(0, 1)).isZero();
        assertThat(twice.pValue(0, 1)).isNaN();
        assertThat(twice.differenceInterval(0, 1, 0.95).lower()).isZero();
    }

    @Test
    void testSetsAddTheirVariances() {
        DeLong one = DeLong.of(new double[][] {P}, Y);
        DeLong two = DeLong.mean(List.of(one, DeLong.of(new double[][] {Q}, Y)));
        assertThat(two.auc()[0]).isCloseTo((0.8055555555555556 + 0.8333333333333334) / 2, within(1e-12));
        assertThat(two.covariance()[0][0]).isCloseTo((0.017746913580246913 + 0.014351851851851852) / 4, within(1e-12));
        assertThatThrownBy(() -> DeLong.of(new double[][] {{1, 2, 3}}, new boolean[] {true, false, false}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void delongsIntervalHoldsTheTrueAreaAsOftenAsItSays() {
        Random random = new Random(5);
        int covered = 0;
        // scores N(1, 1) against N(0, 1): the area is Φ(1/√2)
        double truth = 0.7602499389065233;
        for (int run = 0; run < 1000; run++) {
            double[] score = new double[100];
            boolean[] positive = new boolean[100];
            for (int i = 0; i < 100; i++) {
                positive[i] = i < 40;
                score[i] = random.nextGaussian() + (positive[i] ? 1 : 0);
            }
            DeLong.Interval interval =
                    DeLong.of(new double[][] {score}, positive).interval(0, 0.95);
            covered += interval.lower() <= truth && truth <= interval.upper() ? 1 : 0;
        }
        // binomial standard error 0.007; DeLong's interval is known to be slightly short
        assertThat(covered / 1000.0).isBetween(0.92, 0.97);
    }

    @ParameterizedTest
    @CsvSource({
        "345, 345, 0.989364556343256, 1",
        "347, 348, 0.98409429961235, 0.999927250324592",
        "0, 10, 0, 0.308497107818761",
        "7, 12, 0.276669685682106, 0.84834777019157"
    })
    void exactIntervalsEqualRsBinomTest(int hits, int of, double lower, double upper) {
        Share share = new Share(hits, of);
        assertThat(share.lower(0.95)).isCloseTo(lower, within(1e-10));
        assertThat(share.upper(0.95)).isCloseTo(upper, within(1e-10));
    }

    @Test
    void aShareOfFewRowsIsNotShown() {
        assertThat(new Share(3, 4).text()).isEqualTo("–");
        assertThat(new Share(7, 12).text()).isEqualTo("58.3 (27.7–84.8)");
        assertThatThrownBy(() -> new Share(2, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theAreaUnderTheCurveIsTheAuc() {
        RocCurve curve = RocCurve.of(P, Y);
        assertThat(curve.sensitivityAt(0)).isEqualTo(2 / 6.0);
        assertThat(curve.sensitivityAt(1)).isEqualTo(1);
        int steps = 60000;
        double area = 0;
        for (int i = 0; i < steps; i++) {
            area += curve.sensitivityAt((i + 0.5) / steps) / steps;
        }
        double[] ones = new double[12];
        Arrays.fill(ones, 1);
        assertThat(area).isCloseTo(RankedScores.of(P).auc(Y, ones), within(1e-6));
    }

    @Test
    void theThresholdIsTheLargestThatReachesTheSensitivity() {
        // scores of the positive rows: 0.35, 0.4, 0.55, 0.65, 0.8, 0.9
        assertThat(RocCurve.thresholdFor(0.9, P, Y)).isEqualTo(0.35);
        assertThat(RocCurve.thresholdFor(5 / 6.0, P, Y)).isEqualTo(0.4);
        assertThat(RocCurve.thresholdFor(0.5, P, Y)).isEqualTo(0.65);
    }

    @Test
    void predictiveValuesFollowThePrevalence() {
        TwoByTwo counts = TwoByTwo.of(
                new boolean[] {true, true, true, true, false, false, false, false, false, false},
                new boolean[] {true, true, true, false, true, false, false, false, false, false});
        assertThat(counts).isEqualTo(new TwoByTwo(3, 1, 1, 5));
        assertThat(counts.sensitivity().value()).isEqualTo(0.75);
        assertThat(counts.specificity().value()).isEqualTo(5 / 6.0);
        // at the table's own prevalence Bayes' theorem gives the counted values
        assertThat(counts.positivePredictiveValueAt(0.4)).isCloseTo(0.75, within(1e-12));
        assertThat(counts.negativePredictiveValueAt(0.4)).isCloseTo(5 / 6.0, within(1e-12));
        assertThat(counts.positivePredictiveValueAt(0.01)).isCloseTo(0.0075 / (0.0075 + 0.99 / 6), within(1e-12));
        assertThat(counts.plus(counts).negativePredictiveValue()).isEqualTo(new Share(10, 12));
    }
}
