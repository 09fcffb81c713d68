package org.theriac.biostatistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.aft.Aft;
import org.theriac.biostatistics.aft.AftFit;
import org.theriac.biostatistics.aft.Lifetime;
import org.theriac.biostatistics.cox.Cox;
import org.theriac.biostatistics.cox.CoxFit;
import org.theriac.biostatistics.survival.AalenJohansen;
import org.theriac.biostatistics.survival.CompetingTimes;
import org.theriac.biostatistics.survival.KaplanMeier;
import org.theriac.biostatistics.survival.LogRank;
import org.theriac.biostatistics.survival.RestrictedMean;
import org.theriac.biostatistics.survival.SurvivalTimes;

/** Figures of shipped data sets that no estimator's own test is about. Reference values: R 4.2.2 with survival 3.5-3, at full digits. */
class KnownFiguresTest {
    private static final Offset<Double> CURVE = within(1e-8);

    private static void close(double[] found, double... expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int j = 0; j < found.length; j++) {
            assertThat(found[j]).as("element " + j).isCloseTo(expected[j], within(1e-6 * Math.abs(expected[j])));
        }
    }

    /** survmean(survfit(Surv(time, status) ~ 1), rmean = 730) of each sex. */
    @Test
    void twoYearsOfLungBySex() {
        TestTable lung = TestTable.lung();
        RestrictedMean men = RestrictedMean.fit(TestTable.lungTimes(lung.with("sex", "1")), 730);
        RestrictedMean women = RestrictedMean.fit(TestTable.lungTimes(lung.with("sex", "2")), 730);
        close(new double[] {men.mean(), women.mean()}, 311.117765899007, 434.705208026645);
        close(new double[] {men.standardError(), women.standardError()}, 19.301718793631, 27.247595321865);
        RestrictedMean.Difference difference = women.minus(men);
        assertThat(difference.estimate()).isCloseTo(123.587, within(5e-4));
        assertThat(difference.standardError()).isCloseTo(33.391, within(2e-3));
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
        double[][] x = TestTable.columns(
                pbc.number("age"),
                pbc.number("edema"),
                TestTable.map(pbc.number("bili"), Math::log),
                TestTable.map(pbc.number("protime"), Math::log),
                TestTable.map(pbc.number("albumin"), Math::log));
        AftFit fit = Aft.of(Lifetime.WEIBULL).fit(pbc.times("time", "status", "2"), x);
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

    @Test
    void concordanceOfNwtco() {
        TestTable t = TestTable.read("nwtco");
        CoxFit fit = Cox.efron()
                .fit(
                        t.times("edrel", "rel", "1"),
                        TestTable.columns(
                                t.number("histol"),
                                t.indicator("stage", "2"),
                                t.indicator("stage", "3"),
                                t.indicator("stage", "4"),
                                t.number("age")));
        close(
                new double[] {fit.concordance().estimate(), fit.concordance().standardError()},
                0.71373915024088,
                0.011335694133992);
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

    /** Four residents left on the day they came; R leaves such rows out with a warning, and so must whoever calls the estimator. */
    private static SurvivalTimes residents(String gender) {
        TestTable channing = TestTable.read("channing").with("gender", gender);
        double[] entry = channing.number("ageentry");
        double[] end = channing.number("age");
        boolean[] death = channing.event("death", "1");
        int[] stayed =
                IntStream.range(0, entry.length).filter(i -> entry[i] < end[i]).toArray();
        boolean[] died = new boolean[stayed.length];
        IntStream.range(0, died.length).forEach(k -> died[k] = death[stayed[k]]);
        return SurvivalTimes.ofIntervals(
                Arrays.stream(stayed).mapToDouble(i -> entry[i]).toArray(),
                Arrays.stream(stayed).mapToDouble(i -> end[i]).toArray(),
                died);
    }

    @Test
    void womenOfChanningHouseByAge() {
        KaplanMeier women = KaplanMeier.fit(residents("2"));
        double[] months = {840, 960, 1080};
        close(
                Arrays.stream(months).map(t -> women.at(t).survival()).toArray(),
                0.8901799100,
                0.7055314190,
                0.2799950162);
        assertThat(women.warning()).isEmpty();
    }

    @Test
    void menOfChanningHouseNeedALaterStart() {
        KaplanMeier men = KaplanMeier.fit(residents("1"));
        assertThat(men.at(780).survival()).isPositive();
        assertThat(men.at(781).survival()).isZero();
        assertThat(men.at(1080).survival()).isZero();
        assertThat(men.warning())
                .hasValueSatisfying(w -> assertThat(w).contains("781").contains("later start"));
        KaplanMeier later = KaplanMeier.fitFrom(residents("1"), 800);
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
}
