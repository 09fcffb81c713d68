package org.theriac.biostatistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.theriac.biostatistics.Figures.close;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.aft.Aft;
import org.theriac.biostatistics.aft.AftFit;
import org.theriac.biostatistics.aft.Lifetime;
import org.theriac.biostatistics.calibration.DCalibration;
import org.theriac.biostatistics.calibration.JudgedRisks;
import org.theriac.biostatistics.calibration.OneCalibration;
import org.theriac.biostatistics.concordance.HarrellConcordance;
import org.theriac.biostatistics.cox.Cox;
import org.theriac.biostatistics.cox.CoxFit;
import org.theriac.biostatistics.survival.AalenJohansen;
import org.theriac.biostatistics.survival.CompetingTimes;
import org.theriac.biostatistics.survival.CurveSet;
import org.theriac.biostatistics.survival.KaplanMeier;
import org.theriac.biostatistics.survival.LogRank;
import org.theriac.biostatistics.survival.RestrictedMean;
import org.theriac.biostatistics.survival.StepCurve;
import org.theriac.biostatistics.survival.SurvivalTimes;

/** Figures of shipped data sets that no estimator's own test is about. Reference values: R 4.2.2 with survival 3.5-3, at full digits. */
class KnownFiguresTest {
    private static final Offset<Double> CURVE = within(1e-8);

    /** survmean(survfit(Surv(time, status) ~ 1), rmean = 730) of each sex. */
    @Test
    void twoYearsOfLungBySex() {
        TestTable lung = TestTable.lung();
        RestrictedMean men = RestrictedMean.fit(TestTable.lungTimes(lung.with("sex", "1")), 730);
        RestrictedMean women = RestrictedMean.fit(TestTable.lungTimes(lung.with("sex", "2")), 730);
        close(new double[] {men.mean(), women.mean()}, 311.117765899007, 434.705208026645);
        close(new double[] {men.standardError(), women.standardError()}, 19.301718793631, 27.247595321865);
        RestrictedMean.Difference difference = women.minus(men);
        close(
                new double[] {difference.estimate(), difference.standardError()},
                434.705208026645 - 311.117765899007,
                Math.hypot(19.301718793631, 27.247595321865));
    }

    @Test
    void weibullDistributionOfLungWithoutCovariates() {
        TestTable lung = TestTable.lung();
        AftFit fit = Aft.of(Lifetime.WEIBULL).fit(TestTable.lungTimes(lung), new double[lung.size()][0]);
        close(fit.coefficients(), 6.0349039102268);
        close(fit.scales(), 0.75939360112466);
    }

    @Test
    void exponentialTimesOfOvarian() {
        TestTable ovarian = TestTable.read("ovarian");
        AftFit fit = Aft.of(Lifetime.EXPONENTIAL)
                .fit(ovarian.times("futime", "fustat", "1"), ovarian.matrix("ecog.ps", "rx"));
        close(fit.coefficients(), 6.96183761406366, -0.43313465575672, 0.58150272766110);
        close(new double[] {fit.nullLogLikelihood(), fit.logLikelihood()}, -98.032200200047, -97.198039279625);
    }

    @Test
    void weibullTimesOfPbc() {
        TestTable pbc = TestTable.read("pbc").complete("protime");
        AftFit fit = Aft.of(Lifetime.WEIBULL).fit(pbc.times("time", "status", "2"), KnownStudies.pbc(pbc));
        close(
                fit.coefficients(),
                12.147291959288236,
                -0.026272989093923,
                -0.643039119686168,
                -0.566026126445889,
                -1.719776918170432,
                1.632750415321461);
        close(new double[] {fit.logLikelihood(), fit.scales()[0]}, -1405.3591564387, 0.67047764253973);
    }

    /**
     * survreg with rel.tolerance 1e-13. lifelines prints fin .272306, intercept 3.989686 and log shape .339119 with the same likelihood to four
     * decimals: it stops before the maximum.
     */
    @Test
    void weibullTimesOfRossi() {
        TestTable rossi = TestTable.read("rossi");
        AftFit fit = Aft.of(Lifetime.WEIBULL)
                .fit(
                        rossi.times("week", "arrest", "1"),
                        rossi.matrix("fin", "age", "race", "wexp", "mar", "paro", "prio"));
        close(
                fit.coefficients(),
                3.990134797204686,
                0.272163359745962,
                0.040713798324267,
                -0.224802443173180,
                0.106556586905735,
                0.311273264954670,
                0.058827252616193,
                -0.065816904821999);
        close(new double[] {fit.logLikelihood(), -Math.log(fit.scales()[0])}, -679.91656393709, 0.33910824042827);
    }

    private static boolean[] not(boolean[] flags) {
        boolean[] turned = new boolean[flags.length];
        IntStream.range(0, flags.length).forEach(i -> turned[i] = !flags[i]);
        return turned;
    }

    /** Mean months in each state up to 240: summary(survfit(Surv(etime, event) ~ 1), rmean = 240)$table. */
    @Test
    void monthsInEachStateOfMgus2() {
        TestTable mgus = TestTable.read("mgus2");
        int[] cause = Arrays.stream(mgus.text("event"))
                .mapToInt(e -> e.equals("pcm") ? 1 : e.equals("death") ? 2 : 0)
                .toArray();
        SurvivalTimes any = SurvivalTimes.of(mgus.number("etime"), not(mgus.event("event", "censored")));
        AalenJohansen fit = AalenJohansen.fit(new CompetingTimes(any, cause, 2));
        close(
                new double[] {
                    KaplanMeier.fit(any).curve().area(240),
                    fit.incidence(1).area(240),
                    fit.incidence(2).area(240)
                },
                110.588899420434,
                14.190548127696,
                115.220552451871);
    }

    @Test
    void causeSpecificHazardsOfMgus2() {
        TestTable mgus = TestTable.read("mgus2");
        double[][] x = TestTable.columns(mgus.number("age"), mgus.indicator("sex", "M"));
        close(
                Cox.efron().fit(mgus.times("etime", "event", "pcm"), x).coefficients(),
                0.013038569824973,
                -0.025137789294278);
        close(
                Cox.efron().fit(mgus.times("etime", "event", "death"), x).coefficients(),
                0.064823663562862,
                0.393225863731499);
    }

    /** coxph(Surv(t2, d3) ~ factor(group) + z8 + z10 + z1 * z2, ties = "breslow"), ages less 28 as in Klein and Moeschberger. */
    @Test
    void diseaseFreeSurvivalAfterBoneMarrowTransplantation() {
        TestTable bmt = TestTable.read("bmt");
        SurvivalTimes times = bmt.times("t2", "d3", "1");
        assertThat(LogRank.test(times, bmt.code("group")).statistic()).isCloseTo(13.803721887222, CURVE);
        double[] patient = TestTable.map(bmt.number("z1"), a -> a - 28);
        double[] donor = TestTable.map(bmt.number("z2"), a -> a - 28);
        double[] both = patient.clone();
        Arrays.setAll(both, i -> patient[i] * donor[i]);
        CoxFit fit = Cox.breslow()
                .fit(
                        times,
                        TestTable.columns(
                                bmt.indicator("group", "2"),
                                bmt.indicator("group", "3"),
                                bmt.number("z8"),
                                bmt.number("z10"),
                                patient,
                                donor,
                                both));
        close(new double[] {fit.nullLogLikelihood(), fit.logLikelihood()}, -373.359499498, -356.289849237);
    }

    @Test
    void menOfChanningHouseNeedALaterStart() {
        KaplanMeier men = KaplanMeier.fit(KnownStudies.channing("1"));
        assertThat(men.at(780).survival()).isPositive();
        assertThat(men.at(781).survival()).isZero();
        assertThat(men.at(1080).survival()).isZero();
        assertThat(men.warning())
                .hasValueSatisfying(w -> assertThat(w).contains("781").contains("later start"));
        KaplanMeier later = KaplanMeier.fitFrom(KnownStudies.channing("1"), 800);
        assertThat(later.warning()).isEmpty();
        close(
                new double[] {
                    later.at(960).survival(),
                    later.at(1080).survival(),
                    later.at(1080).standardError()
                },
                0.6377614033,
                0.2227073135,
                0.05760438625);
    }

    /** survdiff(Surv(futime, fustat) ~ rx). */
    @Test
    void expectedDeathsOfOvarianByTreatment() {
        TestTable ovarian = TestTable.read("ovarian");
        LogRank test = LogRank.test(ovarian.times("futime", "fustat", "1"), ovarian.code("rx"));
        close(test.observed(), 7, 5);
        close(test.expected(), 5.23353101714994, 6.76646898285006);
    }

    /** coxph(Surv(time, status) ~ rx)$score within deaths and within recurrences: beside survdiff's 11.683 and 23.062, which break ties otherwise. */
    @Test
    void scoreTestsOfColonByTreatment() {
        double[] score = {23.0653585281705, 11.6821337071319};
        for (int type = 1; type <= 2; type++) {
            TestTable rows = TestTable.read("colon").with("etype", Integer.toString(type));
            CoxFit fit = Cox.efron()
                    .fit(
                            rows.times("time", "status", "1"),
                            TestTable.columns(rows.indicator("rx", "Lev"), rows.indicator("rx", "Lev+5FU")));
            close(new double[] {fit.scoreTest().statistic()}, score[type - 1]);
        }
    }

    /** survfit(Surv(time, factor(status)) ~ 1): who is alive without a transplant, transplanted, dead. */
    @Test
    void statesOfPbcAtFiveAndTenYears() {
        TestTable pbc = TestTable.read("pbc");
        int[] cause =
                Arrays.stream(pbc.text("status")).mapToInt(Integer::parseInt).toArray();
        SurvivalTimes any = SurvivalTimes.of(pbc.number("time"), not(pbc.event("status", "0")));
        AalenJohansen fit = AalenJohansen.fit(new CompetingTimes(any, cause, 2));
        double[][] expected = {
            {0.663711243335401, 0.0445739262910085, 0.291714830373591},
            {0.389216451966604, 0.0838297692801466, 0.526953778753249}
        };
        double[] day = {1826, 3652};
        for (int k = 0; k < day.length; k++) {
            assertThat(new double[] {
                        KaplanMeier.fit(any).at(day[k]).survival(),
                        fit.at(1, day[k]).incidence(),
                        fit.at(2, day[k]).incidence()
                    })
                    .containsExactly(expected[k], CURVE);
        }
    }

    /** By construction, whatever the data: the curve of all rows agrees with them at every horizon, spreads them evenly, and ranks nobody. */
    @Test
    void kaplanMeierIsCalibratedAndUselessForRanking() {
        SurvivalTimes lung = TestTable.lungTimes(TestTable.lung());
        StepCurve curve = KaplanMeier.fit(lung).curve();
        CurveSet same = CurveSet.same(curve, lung.size());
        double[] weight = lung.weights();
        int[] died =
                IntStream.range(0, lung.size()).map(i -> lung.event(i) ? 1 : 0).toArray();
        for (double day : new double[] {90, 180, 310, 550}) {
            JudgedRisks judged =
                    new JudgedRisks(TestTable.map(same.survivalAt(day), s -> 1 - s), lung.times(), died, weight);
            OneCalibration.Group all = OneCalibration.of(judged, day, 1, OneCalibration.Variant.DAGOSTINO_NAM)
                    .groups()
                    .get(0);
            assertThat(all.observed()).isCloseTo(all.predicted(), within(1e-12));
        }
        assertThat(DCalibration.of(same, lung, 10).p()).isGreaterThan(0.99);
        assertThat(HarrellConcordance.of(lung, new double[lung.size()]).estimate())
                .isEqualTo(0.5);
    }
}
