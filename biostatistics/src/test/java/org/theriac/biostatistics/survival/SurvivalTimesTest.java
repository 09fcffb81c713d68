package org.theriac.biostatistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.theriac.core.UserError;

class SurvivalTimesTest {
    private static final boolean[] TWO = {true, true};

    @Test
    void timesThatDifferByRoundingAreTied() {
        SurvivalTimes times = SurvivalTimes.of(new double[] {0.1 + 0.2, 0.3}, TWO);
        assertThat(times.time(0)).isEqualTo(times.time(1));
        SurvivalTimes apart = SurvivalTimes.of(new double[] {0.3001, 0.3}, TWO);
        assertThat(apart.time(0)).isNotEqualTo(apart.time(1));
    }

    @Test
    void theUnitOfTimeDoesNotDecideWhatIsTied() {
        SurvivalTimes tiny = SurvivalTimes.of(new double[] {3e-12, 3.1e-12}, TWO);
        assertThat(tiny.time(0)).isNotEqualTo(tiny.time(1));
    }

    @Test
    void nonsenseIsRefusedWithASentence() {
        refused(() -> SurvivalTimes.of(new double[] {1, -1}, TWO), "negative");
        refused(() -> SurvivalTimes.of(new double[] {1, Double.NaN}, TWO), "missing or infinite");
        refused(() -> SurvivalTimes.of(new double[] {1}, TWO), "2 event indicators for 1 times");
        refused(() -> SurvivalTimes.of(new double[0], new boolean[0]), "no row");
        refused(() -> SurvivalTimes.ofIntervals(new double[] {0, 2}, new double[] {1, 2}, TWO), "entry < time");
        refused(() -> SurvivalTimes.of(new double[] {1, 2}, TWO).withWeights(new double[] {1, -1}), "weight");
        refused(
                () -> SurvivalTimes.of(new double[] {1, 2}, TWO).withWeights(new double[2]),
                "All row weights are zero");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String part) {
        assertThatThrownBy(call).isInstanceOf(UserError.class).hasMessageContaining(part);
    }

    @Test
    void curvesAreLookedUpFromTheRightAndStartAtOne() {
        CurveSet curves = CurveSet.of(new double[] {1, 3}, new double[][] {{0.8, 0.4}, {0.5, 0.5}});
        assertThat(curves.survivalAt(0, 0.9)).isEqualTo(1);
        assertThat(curves.survivalAt(0, 1)).isEqualTo(0.8);
        assertThat(curves.survivalAt(0, 2.9)).isEqualTo(0.8);
        assertThat(curves.survivalAt(0, 99)).isEqualTo(0.4);
        assertThat(curves.quantile(0, 0.5)).isEqualTo(3);
        assertThat(curves.quantile(1, 0.9)).isNaN();
    }

    @Test
    void risingCurvesAreRefusedAndCounted() {
        refused(() -> CurveSet.of(new double[] {1, 3}, new double[][] {{0.4, 0.8}, {0.5, 0.5}}), "1 rise");
        refused(() -> CurveSet.of(new double[] {1, 3}, new float[][] {{0.4f, -0.8f}}), "1 leave [0, 1]");
    }
}
