package org.theriac.biostatistics.concordance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.calibration.CensoringCurve;
import org.theriac.biostatistics.survival.SurvivalTimes;

final class DynamicAucTest {
    private static final int ROWS = 200;

    @Test
    void equalsTheDoubleSumOfItsDefinition() {
        Random random = new Random(7);
        double[] time = random.doubles(ROWS, 1, 20).map(Math::ceil).toArray();
        boolean[] event = new boolean[ROWS];
        double[] marker = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            event[i] = random.nextDouble() < 0.6;
            marker[i] = Math.round(10 * (random.nextGaussian() - time[i] / 10)) / 10.0;
        }
        SurvivalTimes times = SurvivalTimes.of(time, event);
        CensoringCurve censoring = CensoringCurve.of(times);
        double t = 10;
        double won = 0;
        double all = 0;
        for (int i = 0; i < ROWS; i++) {
            for (int j = 0; j < ROWS; j++) {
                if (time[i] <= t && event[i] && time[j] > t) {
                    double weight = 1 / censoring.before(time[i]);
                    all += weight;
                    won += weight * (marker[i] > marker[j] ? 1 : marker[i] == marker[j] ? 0.5 : 0);
                }
            }
        }
        assertThat(DynamicAuc.at(t, times, marker, censoring)).isCloseTo(won / all, within(1e-12));
    }

    @Test
    void isOneForAPerfectOrderAndOneHalfForNone() {
        SurvivalTimes times = SurvivalTimes.of(new double[] {1, 2, 3, 4}, new boolean[] {true, true, true, true});
        CensoringCurve censoring = CensoringCurve.of(times);
        assertThat(DynamicAuc.at(2, times, new double[] {4, 3, 2, 1}, censoring))
                .isEqualTo(1);
        assertThat(DynamicAuc.at(2, times, new double[4], censoring)).isEqualTo(0.5);
        assertThat(DynamicAuc.at(4, times, new double[4], censoring)).isNaN();
    }
}
