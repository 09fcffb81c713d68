package org.theriac.biostatistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.CompetingTables;
import org.theriac.biostatistics.survival.AalenJohansen.Variance;

/** Golden numbers by R survival 3.5-3, survfit(Surv(etime, event) ~ 1) of mgus2 under its three types of intervals. */
class IncidenceIntervalsTest {
    private static final double[] AT = {60, 240};

    @Test
    void jackknifeIntervalsOfMalignancyOnMgus2EqualR() {
        IntervalType[] type = {IntervalType.PLAIN, IntervalType.LOG, IntervalType.LOG_LOG};
        double[][] lower = {
            {0.02452094356419, 0.08063576862618},
            {0.02574955197427, 0.08236562797438},
            {0.02544199074435, 0.08168995070740}
        };
        double[][] upper = {
            {0.04368648238451, 0.11899166324476},
            {0.04516829029877, 0.12095795459661},
            {0.04465772154534, 0.12001913171741}
        };
        AalenJohansen fit = AalenJohansen.fit(CompetingTables.mgus2());
        for (int scale = 0; scale < type.length; scale++) {
            for (int k = 0; k < AT.length; k++) {
                AalenJohansen.Estimate estimate = fit.at(1, AT[k], Variance.JACKKNIFE, type[scale], 0.95);
                assertThat(estimate.lower()).isEqualTo(lower[scale][k], within(1e-12));
                assertThat(estimate.upper()).isEqualTo(upper[scale][k], within(1e-12));
            }
        }
    }

    @Test
    void jackknifeErrorsUnderCaseWeightsEqualR() {
        CompetingTimes mgus = CompetingTables.mgus2();
        double[] weight = IntStream.range(0, mgus.size())
                .mapToDouble(i -> 1 + i % 3 / 2.0)
                .toArray();
        AalenJohansen fit = AalenJohansen.fit(new CompetingTimes(mgus.times().withWeights(weight), mgus.cause(), 2));
        double[][] incidence = {{0.03603440577402, 0.10385568794711}, {0.3232205871736, 0.7232864609365}};
        double[][] error = {{0.005321579180474, 0.010491404414199}, {0.01307245342465, 0.01633422677048}};
        for (int cause = 1; cause <= 2; cause++) {
            for (int k = 0; k < AT.length; k++) {
                assertThat(fit.at(cause, AT[k]).incidence()).isEqualTo(incidence[cause - 1][k], within(1e-12));
                assertThat(fit.jackknifeError(cause, AT[k])).isEqualTo(error[cause - 1][k], within(1e-12));
            }
        }
    }

    /** survfit(Surv(a0, a1, event) ~ 1, id = id) on the axis of age. */
    @Test
    void jackknifeErrorsUnderDelayedEntryEqualR() {
        AalenJohansen fit = AalenJohansen.fit(CompetingTables.mgus2ByAge());
        double[] age = {60, 70, 80, 90};
        double[][] error = {
            {0.03067655923197, 0.03198959915642, 0.03335727584566, 0.03391489486744},
            {0.08681634594966, 0.06479751758971, 0.04727653764537, 0.03619070846592}
        };
        for (int cause = 1; cause <= 2; cause++) {
            for (int k = 0; k < age.length; k++) {
                assertThat(fit.jackknifeError(cause, age[k])).isEqualTo(error[cause - 1][k], within(1e-10));
            }
        }
    }

    @Test
    void errorsAtAllTimesAreThoseAtEach() {
        AalenJohansen fit = AalenJohansen.fit(CompetingTables.mgus2ByAge());
        double[] all = fit.jackknifeErrors(1);
        int[] alone = IntStream.range(0, CompetingTables.mgus2ByAge().size()).toArray();
        double[] time = fit.time();
        for (int k = 100; k < time.length; k += 97) {
            assertThat(fit.jackknifeError(1, time[k], alone)).isEqualTo(all[k], within(1e-12));
        }
    }

    @Test
    void rowsGivenTwiceInOneClusterLeaveTheErrorAsItWas() {
        CompetingTimes bmt = CompetingTables.bmt();
        int n = bmt.size();
        int[] twice = IntStream.range(0, 2 * n).map(i -> i % n).toArray();
        AalenJohansen doubled = AalenJohansen.fit(bmt.take(twice));
        double error = AalenJohansen.fit(bmt).jackknifeError(1, 500);
        assertThat(doubled.jackknifeError(1, 500, twice)).isEqualTo(error, within(1e-12));
        assertThat(doubled.jackknifeError(1, 500)).isEqualTo(error / Math.sqrt(2), within(1e-12));
    }

    @Test
    void withoutOtherCausesTheJackknifeIsGreenwoodsError() {
        CompetingTimes mgus = CompetingTables.mgus2();
        SurvivalTimes any = mgus.times();
        int[] cause =
                IntStream.range(0, any.size()).map(i -> any.event(i) ? 1 : 0).toArray();
        double greenwood = KaplanMeier.fit(any).at(120).standardError();
        assertThat(AalenJohansen.fit(new CompetingTimes(any, cause, 1)).jackknifeError(1, 120))
                .isEqualTo(greenwood, within(1e-4));
    }
}
