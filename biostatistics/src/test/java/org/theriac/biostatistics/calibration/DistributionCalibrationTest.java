package org.theriac.biostatistics.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.TestTable;
import org.theriac.biostatistics.cox.Cox;
import org.theriac.biostatistics.survival.CurveSet;
import org.theriac.biostatistics.survival.KaplanMeier;
import org.theriac.biostatistics.survival.SurvivalTimes;

class DistributionCalibrationTest {
    private final TestTable table = TestTable.lung();
    private final SurvivalTimes lung = TestTable.lungTimes(table);

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    private double[] coxRisk(double horizon) {
        double[][] x = table.matrix("age", "sex");
        return TestTable.map(Cox.breslow().fit(lung, x).survival(x).survivalAt(horizon), s -> 1 - s);
    }

    private JudgedRisks rows(double[] risk, double[] weight) {
        int[] cause = IntStream.range(0, 228).map(i -> lung.event(i) ? 1 : 0).toArray();
        return new JudgedRisks(risk, lung.times(), cause, weight);
    }

    /** R 4.2.2: coxph(ties = "breslow"), basehaz, the statistic's definition. */
    @Test
    void oneCalibrationOfCoxOnLungAtOneYearEqualsTheRecomputedTest() {
        OneCalibration test =
                OneCalibration.of(rows(coxRisk(365), ones(228)), 365, 10, OneCalibration.Variant.DAGOSTINO_NAM);
        assertThat(test.statistic()).isCloseTo(5.80442934555, within(1e-6));
        assertThat(test.degreesOfFreedom()).isEqualTo(9);
        assertThat(test.p()).isCloseTo(0.759321064064, within(1e-7));
        assertThat(test.groups())
                .extracting(OneCalibration.Group::weight)
                .containsExactly(23.0, 23.0, 23.0, 23.0, 23.0, 23.0, 23.0, 23.0, 22.0, 22.0);
        HorizonCalibration slow = HorizonCalibration.of(lung, coxRisk(365), 365, 10);
        for (int g = 0; g < 10; g++) {
            assertThat(test.groups().get(g).observed())
                    .isCloseTo(slow.groups().get(g).observed(), within(1e-12));
        }
    }

    /** Weight 2 is two rows: the statistic doubles, and so do two equal folds put together. */
    @Test
    void oneCalibrationCountsWeightsAsRows() {
        double[] risk = coxRisk(365);
        double once = OneCalibration.of(rows(risk, ones(228)), 365, 6, OneCalibration.Variant.DAGOSTINO_NAM)
                .statistic();
        double[] two = TestTable.map(ones(228), w -> 2);
        assertThat(OneCalibration.of(rows(risk, two), 365, 6, OneCalibration.Variant.DAGOSTINO_NAM)
                        .statistic())
                .isCloseTo(2 * once, within(1e-9));
        JudgedRisks twice = JudgedRisks.together(List.of(
                rows(risk, ones(228)).flat(), rows(risk, new double[228]).flat()));
        assertThat(twice.rows()).isEqualTo(228);
    }

    @Test
    void perfectGroupsHaveStatisticZeroAndGroupsAtZeroAreLeftOutAndCounted() {
        double[] time = {1, 2, 9, 9, 1, 9, 9, 9, 1, 2, 3, 9, 9, 9, 9, 9};
        int[] cause = {1, 1, 0, 0, 1, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0};
        double[] risk = {.5, .5, .5, .5, .25, .25, .25, .25, .75, .75, .75, .75, 0, 0, 0, 0};
        OneCalibration test = OneCalibration.of(
                new JudgedRisks(risk, time, cause, ones(16)), 5, 4, OneCalibration.Variant.DAGOSTINO_NAM);
        assertThat(test.statistic()).isCloseTo(0, within(1e-12));
        assertThat(test.undefined()).isEqualTo(1);
        assertThat(test.degreesOfFreedom()).isEqualTo(2);
        OneCalibration known = OneCalibration.of(
                new JudgedRisks(risk, time, cause, ones(16)), 5, 4, OneCalibration.Variant.KNOWN_ROWS);
        assertThat(known.degreesOfFreedom()).isEqualTo(1);
        OneCalibration two = OneCalibration.of(
                new JudgedRisks(risk, time, cause, ones(16)), 5, 2, OneCalibration.Variant.DAGOSTINO_NAM);
        assertThat(two.p()).isNaN();
    }

    /**
     * Under censoring the variance p(1 − p)∕n is too small, Greenwood's is not: rejections at 5 % in 300 data sets whose predictions are true, looked at late.
     */
    @Test
    void greenwoodsVarianceHoldsTheLevelThatTheBinomialOneLoses() {
        int[] rejected = new int[2];
        for (int r = 0; r < 300; r++) {
            SplittableRandom random = new SplittableRandom(r);
            int n = 400;
            JudgedRisks rows = new JudgedRisks(new double[n], new double[n], new int[n], ones(n));
            for (int i = 0; i < n; i++) {
                double rate = Math.exp(2 * random.nextDouble() - 1);
                double t = -Math.log(1 - random.nextDouble()) / rate;
                double c = 1.5 * random.nextDouble();
                rows.time()[i] = Math.min(t, c);
                rows.cause()[i] = t <= c ? 1 : 0;
                rows.risk()[i] = -Math.expm1(-rate);
            }
            rejected[0] += OneCalibration.of(rows, 1, 10, OneCalibration.Variant.DAGOSTINO_NAM)
                                    .p()
                            < .05
                    ? 1
                    : 0;
            rejected[1] += OneCalibration.of(rows, 1, 10, OneCalibration.Variant.GREENWOOD)
                                    .p()
                            < .05
                    ? 1
                    : 0;
        }
        assertThat(rejected[0]).isGreaterThan(60);
        assertThat(rejected[1]).isBetween(5, 32);
    }

    /** R 4.2.2: summary(survfit(Surv(time, status == 2) ~ 1, lung), times = 365)$std.err is .0358. */
    @Test
    void theVarianceOfAGroupIsGreenwoods() {
        double[] risk = coxRisk(365);
        OneCalibration.Group group = OneCalibration.of(rows(risk, ones(228)), 365, 1, OneCalibration.Variant.GREENWOOD)
                .groups()
                .get(0);
        assertThat(Math.sqrt(group.variance()))
                .isCloseTo(KaplanMeier.fit(lung).at(365).standardError(), within(1e-12))
                .isCloseTo(.035824, within(5e-7));
    }

    /** Half with a competing event: Aalen–Johansen by hand. */
    @Test
    void competingEventsMakeTheObservedIncidenceAalenJohansens() {
        double[] time = {1, 2, 3, 4};
        int[] cause = {1, 2, 0, 1};
        OneCalibration.Group group = OneCalibration.of(
                        new JudgedRisks(new double[] {.5, .5, .5, .5}, time, cause, ones(4)),
                        4,
                        1,
                        OneCalibration.Variant.DAGOSTINO_NAM)
                .groups()
                .get(0);
        assertThat(group.observed()).isCloseTo(.25 + .5, within(1e-12));
    }

    /** R 4.2.2: coxph on the spline's two columns written out, Efron, survfit at 310 days. */
    @Test
    void integratedCalibrationIndexOfCoxOnLungEqualsR() {
        SmoothedCalibration smooth = SmoothedCalibration.of(rows(coxRisk(310), ones(228)), 310);
        assertThat(smooth.ici()).isCloseTo(0.0135078203900, within(1e-9));
        assertThat(smooth.e50()).isCloseTo(0.0131816380753, within(1e-9));
        assertThat(smooth.e90()).isCloseTo(0.0215366339477, within(1e-9));
        assertThat(smooth.largest()).isCloseTo(0.0427558524841, within(1e-9));
        double[][] curve = smooth.curve();
        assertThat(curve[0][0]).isLessThan(curve[227][0]);
    }

    /** R 4.2.2: finegray and weighted coxph on the spline of 1 − exp(−.08 exp((age − 70)/40)) in mgus2, at 120 months. */
    @Test
    void integratedCalibrationIndexOfACauseOnMgus2EqualsFineAndGraysRegressionInR() {
        TestTable mgus = TestTable.read("mgus2");
        double[] pcm = mgus.number("pstat");
        double[] death = mgus.number("death");
        double[] ptime = mgus.number("ptime");
        double[] futime = mgus.number("futime");
        int n = pcm.length;
        double[] time = new double[n];
        int[] cause = new int[n];
        for (int i = 0; i < n; i++) {
            time[i] = pcm[i] == 0 ? futime[i] : ptime[i];
            cause[i] = pcm[i] == 1 ? 1 : death[i] == 1 ? 2 : 0;
        }
        double[] risk = TestTable.map(mgus.number("age"), age -> 1 - Math.exp(-.08 * Math.exp((age - 70) / 40)));
        SmoothedCalibration smooth = SmoothedCalibration.of(new JudgedRisks(risk, time, cause, ones(n)), 120);
        assertThat(smooth.ici()).isCloseTo(0.0334763343186, within(1e-6));
        assertThat(smooth.e50()).isCloseTo(0.0240222667322, within(1e-6));
        assertThat(smooth.e90()).isCloseTo(0.0793906377996, within(1e-6));
    }

    @Test
    void oneRiskForAllIsComparedWithTheIncidenceOfTheRows() {
        double[] risk = new double[228];
        Arrays.fill(risk, .5);
        double observed = 1 - KaplanMeier.fit(lung).curve().at(365);
        double nelson = SmoothedCalibration.of(rows(risk, ones(228)), 365).ici();
        // the smoother's baseline is exp(−cumulative hazard), a little above Kaplan–Meier
        assertThat(nelson).isCloseTo(observed - .5, within(3e-3));
    }

    private static double[] own(SurvivalTimes times, CurveSet curves) {
        return curves.survivalAtOwn(times.times());
    }

    @Test
    void kaplanMeierOnItselfPassesEveryTestOfTheDistribution() {
        double[] u = own(lung, CurveSet.same(KaplanMeier.fit(lung).curve(), 228));
        boolean[] event = lung.eventIndicators();
        KolmogorovCalibration ks = KolmogorovCalibration.of(u, event, ones(228));
        assertThat(ks.p()).isGreaterThan(.99);
        double[] parts = ACalibration.Sums.of(u, ones(228), event, 10).parts(ones(228));
        ACalibration a = ACalibration.of(Arrays.copyOf(parts, 10), Arrays.copyOfRange(parts, 10, 20));
        assertThat(a.p()).isGreaterThan(.5);
        assertThat(Arrays.stream(parts).limit(10).sum()).isEqualTo(165);
        // too pessimistic: squared curves
        double[] squared = TestTable.map(u, s -> s * s);
        assertThat(KolmogorovCalibration.of(squared, event, ones(228)).p()).isLessThan(1e-6);
        double[] worse = ACalibration.Sums.of(squared, ones(228), event, 10).parts(ones(228));
        ACalibration promised = ACalibration.of(Arrays.copyOf(worse, 10), Arrays.copyOfRange(worse, 10, 20));
        assertThat(promised.p()).isLessThan(1e-6);
        assertThat(promised.observedOverExpected()).isLessThan(.6);
    }

    /** Of uncensored rows: the distance of the empirical distribution, by definition; p of R's ks.test(c(.1, .2, .5, .6, .95), punif), exact .9. */
    @Test
    void withoutCensoringTheDistanceIsKolmogorovs() {
        double[] u = {.9, .8, .5, .4, .05};
        boolean[] event = {true, true, true, true, true};
        KolmogorovCalibration ks = KolmogorovCalibration.of(u, event, ones(5));
        assertThat(ks.statistic()).isCloseTo(.2, within(1e-12));
        assertThat(ks.covered()).isCloseTo(.95, within(1e-12));
        assertThat(ks.p()).isBetween(.9, 1.0);
        assertThat(KolmogorovCalibration.distribution(u, event, ones(5), .55)).isCloseTo(.6, within(1e-12));
        assertThat(KolmogorovCalibration.distribution(u, new boolean[] {true, true, false, false, false}, ones(5), .99))
                .isNaN();
    }

    @Test
    void aCellExpectsWhatTheRowsAccumulateOfTheHazard() {
        double[] u = {.35, .95, .6};
        boolean[] event = {true, false, true};
        ACalibration.Sums sums = ACalibration.Sums.of(u, new double[] {1, 1, .8}, event, 5);
        double[] parts = sums.parts(ones(3));
        assertThat(Arrays.copyOf(parts, 5)).containsExactly(0, 0, 1, 1, 0);
        double whole = -Math.log(.35) - Math.log(.95) - Math.log(.6 / .8);
        assertThat(Arrays.stream(parts).skip(5).sum()).isCloseTo(whole, within(1e-12));
        assertThat(parts[5]).isCloseTo(-Math.log(.8) - Math.log(.95), within(1e-12));
    }

    @Test
    void residualsAreThoseOfTheirDefinitions() {
        CurveResiduals r = CurveResiduals.of(
                new double[] {Math.exp(-.4), Math.exp(-1.5), 1, 0},
                new double[] {1, Math.exp(-.5), 1, 1},
                new boolean[] {true, false, false, true});
        assertThat(r.coxSnell()[0]).isCloseTo(.4, within(1e-12));
        assertThat(r.coxSnell()[1]).isCloseTo(1, within(1e-12));
        assertThat(r.martingale()[0]).isCloseTo(.6, within(1e-12));
        assertThat(r.deviance()[0]).isCloseTo(Math.sqrt(-2 * (.6 + Math.log(.4))), within(1e-12));
        assertThat(r.deviance()[1]).isCloseTo(-Math.sqrt(2), within(1e-12));
        assertThat(r.martingale()[2]).isZero();
        assertThat(r.coxSnell()[3]).isCloseTo(-Math.log(1e-6), within(1e-12));
    }

    /** Exponential times, uniform censoring: p of each test over many data sets. */
    @Test
    void testsAreUniformWithoutCensoringHoldTheirLevelWithItAndRejectStretchedTimes() {
        int replicates = 500;
        double[][] p = new double[3][replicates];
        double[] aUnderCensoring = new double[replicates];
        int[] rejected = new int[3];
        for (int r = 0; r < replicates; r++) {
            SplittableRandom random = new SplittableRandom(100 + r);
            double[] free = simulated(random, 300, Double.POSITIVE_INFINITY, 1);
            double[] censored = simulated(random, 300, 2, 1);
            for (int k = 0; k < 3; k++) {
                p[k][r] = free[k];
                rejected[k] += censored[k] < .05 ? 1 : 0;
            }
            aUnderCensoring[r] = censored[1];
        }
        for (double[] ofTest : p) {
            assertThat(KolmogorovCalibration.of(
                                    TestTable.map(ofTest, value -> 1 - value), trues(replicates), ones(replicates))
                            .p())
                    .isGreaterThan(.001);
        }
        // D-calibration and the Kolmogorov distance are conservative; A-calibration keeps its level: 25 of 500 expected
        assertThat(rejected[0]).isLessThan(25);
        assertThat(rejected[2]).isLessThan(30);
        assertThat(rejected[1]).isBetween(12, 40);
        for (double[] ps : List.of(
                simulated(new SplittableRandom(1), 1000, Double.POSITIVE_INFINITY, 1.5),
                simulated(new SplittableRandom(2), 1000, 2, 1.5))) {
            assertThat(Arrays.stream(ps).max().orElseThrow()).isLessThan(1e-4);
        }
    }

    private static boolean[] trues(int n) {
        boolean[] trues = new boolean[n];
        Arrays.fill(trues, true);
        return trues;
    }

    /** p of D-, A- and KS-D-calibration when times are exponential and curves those of times stretched. */
    private static double[] simulated(SplittableRandom random, int n, double longest, double stretch) {
        double[] u = new double[n];
        boolean[] event = new boolean[n];
        for (int i = 0; i < n; i++) {
            double rate = Math.exp(random.nextDouble() - .5);
            double t = -Math.log(1 - random.nextDouble()) / rate;
            double c = Double.isInfinite(longest) ? longest : longest * random.nextDouble();
            event[i] = t <= c;
            u[i] = Math.exp(-rate * Math.min(t, c) / stretch);
        }
        double[] parts = ACalibration.Sums.of(u, ones(n), event, 10).parts(ones(n));
        return new double[] {
            DCalibration.of(u, event, 10).p(),
            ACalibration.of(Arrays.copyOf(parts, 10), Arrays.copyOfRange(parts, 10, 20))
                    .p(),
            KolmogorovCalibration.of(u, event, ones(n)).p()
        };
    }

    @Test
    void dCalibrationIsUnchangedByATransformationOfTime() {
        double[] grid = {50, 100, 200, 400, 800};
        double[][] s = new double[228][];
        for (int i = 0; i < 228; i++) {
            double rate = .001 + i * 1e-5;
            s[i] = TestTable.map(grid, t -> Math.exp(-rate * t));
        }
        DCalibration days = DCalibration.of(CurveSet.of(grid, s), lung, 10);
        SurvivalTimes roots = SurvivalTimes.of(TestTable.map(lung.times(), Math::sqrt), lung.eventIndicators());
        DCalibration transformed = DCalibration.of(CurveSet.of(TestTable.map(grid, Math::sqrt), s), roots, 10);
        assertThat(transformed.bins()).containsExactly(days.bins(), within(1e-9));
        assertThat(Arrays.stream(days.bins()).sum()).isCloseTo(228, within(1e-9));
    }

    /** With one cause and all mass by the end it is D-calibration, and the masses of a row add up to 1. */
    @Test
    void dCalibrationOfACauseIsDCalibrationWhenThereIsNoOther() {
        double[] u = {.35, .96, .62, .07};
        boolean[] event = {false, true, true, false};
        double[] bins = DCalibration.of(u, event, 10).bins();
        double[] sum = new double[22];
        for (int i = 0; i < 4; i++) {
            double[] row = CauseDCalibration.row(1 - u[i], 1, u[i], event[i] ? 1 : 0, 10);
            assertThat(Arrays.stream(row).limit(11).sum()).isCloseTo(1, within(1e-12));
            assertThat(Arrays.stream(row).skip(11).sum()).isCloseTo(1, within(1e-12));
            for (int k = 0; k < 22; k++) {
                sum[k] += row[k];
            }
        }
        for (int b = 0; b < 10; b++) {
            assertThat(sum[b]).isCloseTo(bins[9 - b], within(1e-12));
        }
        assertThat(sum[10]).isCloseTo(0, within(1e-12));
        double[] other = CauseDCalibration.row(.2, .4, .5, 2, 10);
        assertThat(other[10]).isEqualTo(1);
        double[] censored = CauseDCalibration.row(.2, .4, .5, 0, 2);
        assertThat(censored[0]).isCloseTo(0, within(1e-12));
        assertThat(censored[1]).isCloseTo(.4, within(1e-12));
        assertThat(censored[2]).isCloseTo(.6, within(1e-12));
    }
}
