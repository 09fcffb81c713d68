package org.theriac.biostatistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.TestTable;

/** Reference values: R 4.2.2, package survival 3.5-3, at full digits unless said otherwise. */
class KaplanMeierTest {
    private static final Offset<Double> CURVE = within(1e-8);

    private final SurvivalTimes lung = TestTable.lungTimes(TestTable.lung());

    @Test
    void survivalOfLungAtOneYearEqualsR() {
        KaplanMeier.Estimate year = KaplanMeier.fit(lung).at(365);
        assertThat(year.survival()).isCloseTo(0.40924162446006, CURVE);
        assertThat(year.standardError()).isCloseTo(0.035823638172038, CURVE);
        assertThat(year.atRisk()).isEqualTo(65);
    }

    @Test
    void everyIntervalTypeOfLungEqualsR() {
        checkLimits(IntervalType.PLAIN, 0.33902858384768, 0.47945466507245);
        checkLimits(IntervalType.LOG, 0.34472158179583, 0.48583760354728);
        checkLimits(IntervalType.LOG_LOG, 0.33871426908832, 0.47838076764691);
        checkLimits(IntervalType.LOGIT, 0.34129639062934, 0.48083931461404);
        checkLimits(IntervalType.ARCSINE, 0.34019073506036, 0.48014005652021);
    }

    private void checkLimits(IntervalType type, double lower, double upper) {
        KaplanMeier.Estimate year =
                KaplanMeier.fit(lung).withInterval(type, 0.95).at(365);
        assertThat(year.lower()).as(type.name()).isCloseTo(lower, CURVE);
        assertThat(year.upper()).as(type.name()).isCloseTo(upper, CURVE);
    }

    @Test
    void quantilesOfLungEqualR() {
        KaplanMeier km = KaplanMeier.fit(lung);
        assertThat(km.quantile(0.25)).isEqualTo(new KaplanMeier.Quantile(170, 145, 197));
        assertThat(km.median()).isEqualTo(new KaplanMeier.Quantile(310, 285, 363));
        assertThat(km.quantile(0.75)).isEqualTo(new KaplanMeier.Quantile(550, 460, 654));
        assertThat(km.medianFollowUp()).isEqualTo(new KaplanMeier.Quantile(588, 511, 1010));
    }

    @Test
    void quantilesByPerformanceStatusEqualR() {
        double[][] expected = {{285, 394, 655}, {181, 306, 550}, {105, 199, 351}, {118, 118, 118}};
        for (int ecog = 0; ecog < 4; ecog++) {
            KaplanMeier km =
                    KaplanMeier.fit(TestTable.lungTimes(TestTable.lung().with("ph.ecog", Integer.toString(ecog))));
            assertThat(new double[] {
                        km.quantile(0.25).time(),
                        km.median().time(),
                        km.quantile(0.75).time()
                    })
                    .containsExactly(expected[ecog]);
        }
    }

    @Test
    void medianIsTheMidpointWhereTheCurveStaysAtOneHalf() {
        SurvivalTimes times = SurvivalTimes.of(new double[] {1, 2, 3, 6}, new boolean[] {true, true, false, true});
        assertThat(KaplanMeier.fit(times).median().time()).isEqualTo(4);
    }

    @Test
    void weightedSurvivalOfLungEqualsR() {
        double[] weight = new double[lung.size()];
        Arrays.setAll(weight, i -> i % 3 + 1);
        KaplanMeier.Estimate year = KaplanMeier.fit(lung.withWeights(weight)).at(365);
        assertThat(year.survival()).isCloseTo(0.40326468313208, CURVE);
        assertThat(year.standardError()).isCloseTo(0.025376878778831, CURVE);
        assertThat(year.atRisk()).isEqualTo(129);
    }

    @Test
    void delayedEntryOfHeartEqualsR() {
        TestTable heart = TestTable.read("heart");
        KaplanMeier km = KaplanMeier.fit(
                SurvivalTimes.ofIntervals(heart.number("start"), heart.number("stop"), heart.event("event", "1")));
        double[] survival = {0.77560815970328, 0.4940082598395, 0.32122401493424};
        double[] se = {0.041221556466321, 0.049946257315523, 0.04772961892458};
        double[] at = {30, 100, 500};
        for (int k = 0; k < 3; k++) {
            KaplanMeier.Estimate e = km.at(at[k]);
            assertThat(e.survival()).isCloseTo(survival[k], CURVE);
            assertThat(e.standardError()).isCloseTo(se[k], CURVE);
        }
    }

    @Test
    void weightedDelayedEntryEqualsR() {
        // survfit(…, robust = FALSE): with fractional weights R would otherwise leave Greenwood for a robust variance.
        TestTable table = TestTable.read("intervals");
        SurvivalTimes times = SurvivalTimes.ofIntervals(
                        table.number("start"), table.number("stop"), table.event("e", "1"))
                .withWeights(table.number("w"));
        KaplanMeier km = KaplanMeier.fit(times);
        double[] survival = {0.86990595611285, 0.72084928946564, 0.44227981876532};
        double[] se = {0.050529790993065, 0.053041035088699, 0.047214384438811};
        double[] atRisk = {58, 108, 71.5};
        double[] at = {3, 5, 10};
        for (int k = 0; k < 3; k++) {
            KaplanMeier.Estimate e = km.at(at[k]);
            assertThat(e.survival()).isCloseTo(survival[k], CURVE);
            assertThat(e.standardError()).isCloseTo(se[k], CURVE);
            assertThat(e.atRisk()).isEqualTo(atRisk[k]);
        }
    }

    @Test
    void publishedCurvesOfVeteranColonAndOvarianAreReproduced() {
        KaplanMeier veteran = KaplanMeier.fit(TestTable.read("veteran").times("time", "status", "1"));
        assertThat(veteran.at(90).survival()).isCloseTo(0.46403796344931, CURVE);
        assertThat(veteran.at(180).survival()).isCloseTo(0.22241141369915, CURVE);
        assertThat(veteran.at(365).survival()).isCloseTo(0.090045106760788, CURVE);
        String[] arms = {"Obs", "Lev", "Lev+5FU"};
        double[] fiveYears = {0.52566852945962, 0.53537068477646, 0.63401468662032};
        TestTable deaths = TestTable.read("colon").with("etype", "2");
        for (int a = 0; a < 3; a++) {
            KaplanMeier arm = KaplanMeier.fit(deaths.with("rx", arms[a]).times("time", "status", "1"));
            assertThat(arm.at(1826).survival()).isCloseTo(fiveYears[a], CURVE);
        }
        KaplanMeier.Estimate ovarian = KaplanMeier.fit(TestTable.read("ovarian").times("futime", "fustat", "1"))
                .at(638);
        assertThat(ovarian.survival()).isCloseTo(0.49673202614379, CURVE);
        assertThat(ovarian.lower()).isCloseTo(0.32810882805311, CURVE);
        assertThat(ovarian.upper()).isCloseTo(0.75201483380074, CURVE);
    }

    @Test
    void earlyZeroUnderDelayedEntryIsWarnedOfAndMendedByALaterStart() {
        SurvivalTimes times = SurvivalTimes.ofIntervals(
                new double[] {0, 5, 5, 6}, new double[] {2, 8, 9, 10}, new boolean[] {true, true, false, true});
        assertThat(KaplanMeier.fit(times).warning())
                .hasValueSatisfying(w -> assertThat(w).contains("later start"));
        KaplanMeier later = KaplanMeier.fitFrom(times, 5);
        assertThat(later.warning()).isEmpty();
        assertThat(later.at(8).survival()).isCloseTo(2.0 / 3, CURVE);
    }

    @Test
    void nothingIsClaimedBeyondTheFollowUp() {
        KaplanMeier km = KaplanMeier.fit(SurvivalTimes.of(new double[] {1, 2}, new boolean[] {true, false}));
        assertThat(km.at(3).survival()).isNaN();
        assertThat(km.curve().at(3)).isEqualTo(0.5);
        assertThat(km.median().upper()).isNaN();
    }

    @Test
    void tableAndSummaryPrintTheEstimates() {
        KaplanMeier km = KaplanMeier.fit(SurvivalTimes.of(new double[] {1, 2, 3}, new boolean[] {true, true, false}));
        assertThat(km.toString()).contains("n 3", "events 2", "median 2.0");
        assertThat(km.table().lines()).hasSize(3).anyMatch(line -> line.contains("0.666667"));
    }

    @Property(tries = 100)
    void withoutCensoringTheCurveIsTheEmpiricalOneAndItsAreaTheMean(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 1, max = 20) Integer> raw) {
        double[] time = raw.stream().mapToDouble(t -> t).toArray();
        boolean[] event = new boolean[time.length];
        Arrays.fill(event, true);
        SurvivalTimes times = SurvivalTimes.of(time, event);
        KaplanMeier km = KaplanMeier.fit(times);
        for (double t : time) {
            double above = Arrays.stream(time).filter(s -> s > t).count() / (double) time.length;
            assertThat(km.curve().at(t)).isCloseTo(above, within(1e-12));
        }
        assertThat(RestrictedMean.fit(times, times.lastTime()).mean())
                .isCloseTo(Arrays.stream(time).average().orElseThrow(), within(1e-10));
    }
}
