package org.theriac.biostatistics.cox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.theriac.biostatistics.TestTable;
import org.theriac.biostatistics.survival.CurveSet;
import org.theriac.biostatistics.survival.StepCurve;
import org.theriac.biostatistics.survival.SurvivalTimes;

/** The baseline hazard at log-risks that no Cox fit gave. */
class BaselineHazardTest {
    private static final SurvivalTimes TIED =
            SurvivalTimes.of(new double[] {3, 1, 2, 2, 5}, new boolean[] {true, true, true, true, false});

    /** Without covariates Breslow's estimate is Nelson's and Aalen's, Σ d/n; Efron's is Fleming's and Harrington's, Σ Σ 1/(n−r). */
    @Test
    void baselineAtEqualRisksIsNelsonAalenOrFlemingHarrington() {
        StepCurve breslow = BaselineHazard.cumulative(TIED, new double[5], Ties.BRESLOW);
        assertThat(breslow.times()).containsExactly(1, 2, 3);
        assertThat(breslow.values())
                .containsExactly(new double[] {1 / 5.0, 1 / 5.0 + 2 / 4.0, 1 / 5.0 + 2 / 4.0 + 1 / 2.0}, within(1e-15));
        double two = 1 / 5.0 + 1 / 4.0 + 1 / 3.0;
        assertThat(BaselineHazard.cumulative(TIED, new double[5], Ties.EFRON).values())
                .containsExactly(new double[] {1 / 5.0, two, two + 1 / 2.0}, within(1e-15));
    }

    @ParameterizedTest
    @EnumSource
    void baselineMovesAgainstTheLevelOfTheLogRisk(Ties ties) {
        double[] h = {0.3, -1, 2, 0.5, 0};
        double[] low = BaselineHazard.cumulative(TIED, h, ties).values();
        double[] high = BaselineHazard.cumulative(TIED, TestTable.map(h, v -> v + 500), ties)
                .values();
        for (int k = 0; k < low.length; k++) {
            assertThat(high[k] * Math.exp(500)).isCloseTo(low[k], within(1e-12 * low[k]));
        }
    }

    @ParameterizedTest
    @EnumSource
    void baselineAtTheLinearPredictorOfAFitIsTheBaselineOfTheFit(Ties ties) {
        CoxFit fit = CoxTest.ageAndSex(ties);
        TestTable lung = TestTable.lung();
        double[] eta = fit.linearPredictor(lung.matrix("age", "sex"));
        StepCurve expected = fit.baseline().cumulative(0);
        StepCurve found = BaselineHazard.cumulative(TestTable.lungTimes(lung), eta, ties);
        assertThat(found.times()).containsExactly(expected.times());
        assertThat(found.values()).containsExactly(expected.values(), within(1e-12));
    }

    @Test
    void withoutAnEventThereIsNoHazard() {
        SurvivalTimes censored = SurvivalTimes.of(new double[] {1, 2}, new boolean[2]);
        assertThat(BaselineHazard.cumulative(censored, new double[] {1, 2}, Ties.EFRON)
                        .size())
                .isZero();
    }

    /** 3 · 10⁹ probabilities: more than an array holds. */
    @Test
    void curvesOfVeryManyRowsAreComputedWhenTheyAreAskedFor() {
        double[] hazard = new double[3000];
        double[] time = new double[hazard.length];
        Arrays.setAll(hazard, k -> k / 1000.0);
        Arrays.setAll(time, k -> k + 1.0);
        double[] eta = new double[1_000_000];
        Arrays.setAll(eta, i -> i / 1e6 - 0.5);
        CurveSet many = BaselineHazard.survival(new StepCurve(0, time, hazard), eta);
        CurveSet few = BaselineHazard.survival(
                new StepCurve(0, time, hazard), Arrays.copyOfRange(eta, eta.length - 2, eta.length));
        assertThat(many.rows()).isEqualTo(eta.length);
        for (double t : new double[] {0.5, 1, 77, 2999.5}) {
            assertThat(many.survivalAt(eta.length - 1, t)).isEqualTo(few.survivalAt(1, t));
        }
    }
}
