package org.theriac.biostatistics.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.survival.CurveSet;
import org.theriac.core.UserError;

class SurvivalCurveTest {
    private static final double[] TIMES = {0, 1, 2, 4, 7, 11};
    private static final double[] SURVIVAL = {1, .95, .8, .78, .3, .25};

    private static SurvivalCurve curve(Interpolation between) {
        return SurvivalCurve.of(TIMES, SURVIVAL, between);
    }

    /** R 4.2.2: splinefun(t, s, method = "hyman"), integrate, uniroot. */
    @Test
    void monotoneCubicEqualsRsHymanSpline() {
        SurvivalCurve cubic = curve(Interpolation.MONOTONE_CUBIC);
        double[] at = {.5, 1.5, 3, 5, 5.5, 9};
        double[] expected = {
            0.992589916674, 0.861160083326, 0.790000000000, 0.650555555556, 0.542812500000, 0.256250000000
        };
        for (int k = 0; k < at.length; k++) {
            assertThat(cubic.at(at[k])).as("S(%s)", at[k]).isCloseTo(expected[k], within(1e-11));
        }
        assertThat(cubic.restrictedMean(11)).isCloseTo(6.108125, within(1e-9));
        assertThat(cubic.median()).isCloseTo(5.69256688247, within(1e-10));
        SurvivalCurve three =
                SurvivalCurve.of(new double[] {0, 1, 3}, new double[] {1, .7, .6}, Interpolation.MONOTONE_CUBIC);
        assertThat(three.at(.5)).isCloseTo(0.820833333333, within(1e-11));
        assertThat(three.at(2)).isCloseTo(0.6125, within(1e-11));
    }

    @Test
    void stepsAndLinesAreReadOffByHand() {
        SurvivalCurve step = curve(Interpolation.STEP);
        assertThat(step.at(3.9)).isEqualTo(.8);
        assertThat(step.median()).isEqualTo(7);
        assertThat(step.restrictedMean(11)).isCloseTo(1 + .95 + 2 * .8 + 3 * .78 + 4 * .3, within(1e-12));
        SurvivalCurve line = curve(Interpolation.LINEAR);
        assertThat(line.at(5.5)).isCloseTo(.54, within(1e-12));
        assertThat(line.median()).isCloseTo(4 + 3 * .28 / .48, within(1e-12));
        assertThat(line.restrictedMean(3)).isCloseTo(.975 + .875 + .795, within(1e-12));
    }

    /** Beyond 11 the line from (0, 1) through (11, .25): 0 at 11/.75. */
    @Test
    void beyondItsEndACurveFollowsTheLineFromTheStart() {
        SurvivalCurve step = curve(Interpolation.STEP);
        double zero = 11 / .75;
        assertThat(step.linearZero()).isCloseTo(zero, within(1e-12));
        assertThat(step.at(13)).isCloseTo(1 - 13 * .75 / 11, within(1e-12));
        assertThat(step.at(20)).isZero();
        assertThat(step.mean()).isCloseTo(step.restrictedMean(11) + .25 * (zero - 11) / 2, within(1e-12));
        assertThat(step.restrictedMean(100)).isCloseTo(step.mean(), within(1e-12));
        SurvivalCurve high = SurvivalCurve.of(new double[] {2, 10}, new double[] {.9, .8}, Interpolation.STEP);
        assertThat(high.reaches(.5)).isFalse();
        assertThat(high.median()).isCloseTo(25, within(1e-12));
        SurvivalCurve never = SurvivalCurve.of(new double[] {5}, new double[] {1}, Interpolation.STEP);
        assertThat(never.median()).isInfinite();
        assertThat(never.mean()).isInfinite();
        SurvivalCurve dead = SurvivalCurve.of(new double[] {1, 2, 5}, new double[] {.5, 0, 0}, Interpolation.STEP);
        assertThat(dead.mean()).isCloseTo(1.5, within(1e-12));
        assertThat(dead.linearZero()).isEqualTo(2);
    }

    @Property(tries = 200)
    void noInterpolationLeavesItsKnotsOrRises(
            @ForAll @Size(min = 2, max = 12) List<@DoubleRange(min = 0, max = 1) Double> drawn) {
        double[] falls = drawn.stream().mapToDouble(Double::doubleValue).toArray();
        double[] t = new double[falls.length];
        double[] s = new double[falls.length];
        double level = 1;
        for (int k = 0; k < t.length; k++) {
            t[k] = k + 1 + falls[k] / 2;
            level *= falls[k];
            s[k] = level;
        }
        for (Interpolation between : Interpolation.values()) {
            SurvivalCurve curve = SurvivalCurve.of(t, s, between);
            double before = 1;
            for (double time = 0; time <= t.length + 2; time += 0.05) {
                double now = curve.at(time);
                assertThat(now).isLessThanOrEqualTo(before + 1e-12).isBetween(0.0, 1.0);
                before = now;
            }
            assertThat(curve.at(t[0])).isEqualTo(s[0]);
            if (curve.reaches(.5)) {
                assertThat(curve.at(curve.median())).isLessThanOrEqualTo(.5 + 1e-9);
            }
        }
    }

    @Test
    void curvesFromElsewhereThatAreNoSurvivalCurvesAreRefusedWithACount() {
        double[] grid = {1, 2, 3};
        assertThatThrownBy(() ->
                        IndividualCurves.of(grid, new double[][] {{.9, .8, .85}, {.9, .8, .7}}, Interpolation.STEP))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("Of 2 survival curves 1 rise with time, by 0.050 at most");
        assertThatThrownBy(() -> IndividualCurves.of(grid, new double[][] {{90, 80, 70}}, Interpolation.STEP))
                .hasMessageContaining("1 leave [0, 1]");
        assertThatThrownBy(() -> IndividualCurves.of(grid, new double[][] {{.9, Double.NaN, .7}}, Interpolation.STEP))
                .hasMessageContaining("1 leave [0, 1] or have a missing probability");
        assertThatThrownBy(() ->
                        IndividualCurves.of(new double[] {3, 2, 1}, new double[][] {{.9, .8, .7}}, Interpolation.STEP))
                .hasMessageContaining("1 have times that repeat or fall");
        assertThatThrownBy(() ->
                        IndividualCurves.of(new double[] {1, 1, 2}, new double[][] {{.9, .8, .7}}, Interpolation.STEP))
                .hasMessageContaining("1 have times that repeat or fall");
        assertThatThrownBy(() ->
                        IndividualCurves.of(new double[] {-1, 1, 2}, new double[][] {{.9, .8, .7}}, Interpolation.STEP))
                .hasMessageContaining("1 have a time that is missing, negative or nowhere above 0");
        assertThatThrownBy(() -> IndividualCurves.of(grid, new double[][] {{.9, .8}}, Interpolation.STEP))
                .hasMessageContaining("1 have another number of probabilities than of times");
    }

    @Test
    void risingCurvesAreReplacedByTheNearestThatDoNotRiseAndCounted() {
        IndividualCurves curves = IndividualCurves.repairing(
                new double[][] {{0, 1, 2, 3}, {1, 2}, {1, 9}},
                new double[][] {{1, .8, .9, .4}, {.9, .3}, {.95, .6}},
                Interpolation.STEP);
        assertThat(curves.repairs().rising()).isEqualTo(1);
        assertThat(curves.repairs().largestRise()).isCloseTo(.1, within(1e-12));
        assertThat(curves.repairs().startsAdded()).isEqualTo(2);
        assertThat(curves.repairs().endingAboveHalf()).isEqualTo(1);
        assertThat(curves.repairs().sentence())
                .hasValue("1 curves rose, by 0.100 at most, and were replaced by the nearest that do not. "
                        + "2 curves did not start at time 0 and were given S(0) = 1. "
                        + "1 curves end above 0.5, so that their medians are extrapolations.");
        assertThat(curves.curve(0).at(1)).isCloseTo(.85, within(1e-12));
        assertThat(curves.curve(0).at(2.5)).isCloseTo(.85, within(1e-12));
        assertThat(curves.curve(1).at(.5)).isEqualTo(1);
        assertThat(curves.on(new double[] {0.5, 1, 2}).survivalAt(1, 2)).isEqualTo(.3);
        assertThat(PredictedTimes.medians(curves, 20))
                .satisfies(times -> assertThat(times.time()).containsExactly(3, 2, 9 * .5 / .4))
                .satisfies(times -> assertThat(times.extrapolated()).isEqualTo(1))
                .satisfies(times -> assertThat(times.capped()).isZero());
        assertThat(PredictedTimes.medians(curves, 10).capped()).isEqualTo(1);
    }

    @Property(tries = 100)
    void repairChangesNothingThatFallsAndKeepsTheMean(
            @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = 0, max = 1) Double> drawn) {
        double[] s = drawn.stream().mapToDouble(Double::doubleValue).toArray();
        double[] falling = IndividualCurves.falling(s);
        double sum = 0;
        for (int k = 0; k < s.length; k++) {
            sum += falling[k] - s[k];
            assertThat(k == 0 || falling[k] <= falling[k - 1]).isTrue();
        }
        assertThat(sum).isCloseTo(0, within(1e-9));
        assertThat(IndividualCurves.falling(falling)).containsExactly(falling, within(1e-12));
    }

    /** Of a point mass at t both integrals are those of 1. */
    @Test
    void precisionRecallOfACertainTimeIsOne() {
        double[] grid = {5, 10};
        CurveSet curves = CurveSet.of(grid, new double[][] {{0, 0}, {1, 0}, {.5, 0}});
        assertThat(PrecisionRecall.of(curves, grid, 0, 5, true)).isCloseTo(1, within(1e-12));
        assertThat(PrecisionRecall.of(curves, grid, 1, 8, false)).isCloseTo(1, within(1e-12));
        // half the mass at 5, half at 10, seen at 10: ∫ F(10/r) = 1, ∫ F(10 r) = .5 · .5
        assertThat(PrecisionRecall.of(curves, grid, 2, 10, true)).isCloseTo(.75, within(1e-12));
        // censored at 8: 1 − (8 − 5) · .5 / 8
        assertThat(PrecisionRecall.of(curves, grid, 2, 8, false)).isCloseTo(1 - 1.5 / 8, within(1e-12));
    }
}
