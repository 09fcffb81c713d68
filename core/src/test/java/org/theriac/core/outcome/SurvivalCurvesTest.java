package org.theriac.core.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SurvivalCurvesTest {
    private static final TabulatedCurves CURVES = new TabulatedCurves(
            new double[] {1, 2, 4}, new double[][] {{0.9, 0.5, 0.1}, {1, 0.8, 0.8}}, new double[] {2, 1});

    @Test
    void aCurveHoldsFromEachTimeUntilTheNext() {
        assertThat(CURVES.survivalAt(0, 0.5)).isEqualTo(1);
        assertThat(CURVES.survivalAt(0, 1)).isEqualTo(0.9);
        assertThat(CURVES.survivalAt(0, 3.99)).isEqualTo(0.5);
        assertThat(CURVES.survivalAt(0, 100)).isEqualTo(0.1);
    }

    @Test
    void aQuantileIsTheFirstTimeAtOrBelowItsLevel() {
        assertThat(CURVES.quantile(0, 0.5)).isEqualTo(2);
        assertThat(CURVES.quantile(0, 0.95)).isEqualTo(1);
        assertThat(CURVES.quantile(0, 0.2)).isEqualTo(4);
        assertThat(CURVES.quantile(1, 0.5)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(CURVES.quantile(1, 1)).isEqualTo(1);
    }

    @Test
    void proportionalHazardsAreTheBaselineToThePowerOfTheRisk() {
        ProportionalHazards curves = new ProportionalHazards(
                new double[] {1, 2}, new double[] {0, 0.5}, new double[] {0, Math.log(2), Double.POSITIVE_INFINITY});
        assertThat(curves.survival(0, 1)).isCloseTo(Math.exp(-0.5), within(1e-15));
        assertThat(curves.survival(1, 1)).isCloseTo(Math.exp(-1), within(1e-15));
        assertThat(curves.survival(2, 0)).isEqualTo(1); // no hazard yet, whatever the risk
        assertThat(curves.survival(2, 1)).isZero();
        assertThat(curves.take(new int[] {1}).risk(0)).isEqualTo(Math.log(2));
    }

    @Test
    void rowsAreTakenInTheirOrder() {
        TabulatedCurves taken = CURVES.take(new int[] {1, 0, 1});
        assertThat(taken.rows()).isEqualTo(3);
        assertThat(taken.risk(1)).isEqualTo(2);
        assertThat(taken.survival(2, 1)).isEqualTo(0.8);
    }

    @Test
    void computedCurvesAreKeptPointByPointWhereThereAreFew() throws IOException {
        double[] times = {1, 2, 4};
        ComputedCurves.Probability probability = (row, k) -> 1 / (1 + times[k] * (row + 1));
        assertThat(ComputedCurves.keptIfFew(times, new double[2], probability)).isInstanceOf(TabulatedCurves.class);
        SurvivalCurves many = ComputedCurves.keptIfFew(times, new double[2_000_000], probability);
        assertThat(many).isInstanceOf(ComputedCurves.class);
        assertThat(many.survival(1, 2)).isEqualTo(1 / 9.0);
        assertThat(many.take(new int[] {5, 1}).survival(1, 2)).isEqualTo(1 / 9.0);
        ComputedCurves two = new ComputedCurves(times, new double[] {7, 8}, probability);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new PredictionsCodec().write(two, new DataOutputStream(bytes));
        SurvivalCurves read = (SurvivalCurves)
                new PredictionsCodec().read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(read.times()).isEqualTo(times);
        assertThat(read.risk(1)).isEqualTo(8);
        assertThat(read.survival(1, 2)).isEqualTo(two.survival(1, 2));
    }

    @Test
    void shapesThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> new TabulatedCurves(new double[2], new double[][] {{1}}, new double[1]))
                .hasMessage("a curve of 1 points on a grid of 2");
        assertThatThrownBy(() -> new TabulatedCurves(new double[1], new double[0][], new double[1]))
                .hasMessage("0 curves for 1 risks");
        assertThatThrownBy(() -> new ProportionalHazards(new double[1], new double[2], new double[1]))
                .hasMessage("1 times for 2 hazards");
    }
}
