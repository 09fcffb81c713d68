package org.theriac.biostatistics.aft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.theriac.biostatistics.KnownStudies;
import org.theriac.biostatistics.TestTable;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.UserError;

/** Golden numbers are those of survreg in R's survival 3.5-3, rel.tolerance 1e-12. */
class AftTest {
    private static final TestTable LUNG = TestTable.read("lung");
    private static final SurvivalTimes LUNG_TIMES = LUNG.times("time", "status", "2");
    private static final double[][] AGE_AND_SEX = TestTable.columns(LUNG.number("age"), LUNG.number("sex"));

    private static void close(double[] found, double tolerance, double... expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int j = 0; j < expected.length; j++) {
            assertThat(found[j]).isCloseTo(expected[j], within(tolerance * Math.max(1, Math.abs(expected[j]))));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "EXPONENTIAL, 6.35967154179, -0.01561871104, 0.48093492396, 0.6354690825, 0.0091056802, 0.1670942860, 1, -1162.33817579, -1156.09903714",
        "WEIBULL, 6.27485305842, -0.01225702559, 0.38208513968, 0.4813669529, 0.0069574723, 0.1274768405, 0.7540509477, -1153.85118809, -1147.05443143",
        "LOG_NORMAL, 6.40798854852, -0.02335645755, 0.51925367463, 0.5929274039, 0.0083882388, 0.1551522354, 1.05267589, -1169.26905531, -1158.75014259",
        "LOG_LOGISTIC, 5.92231537274, -0.01400508501, 0.47750922490, 0.5326922578, 0.0077144264, 0.1403552613, 0.5655785947, -1160.93062351, -1152.89722532"
    })
    void lungEqualsR(
            Lifetime lifetime,
            double intercept,
            double age,
            double sex,
            double interceptError,
            double ageError,
            double sexError,
            double scale,
            double nullLogLikelihood,
            double logLikelihood) {
        AftFit fit = Aft.of(lifetime).withNames(List.of("age", "sex")).fit(LUNG_TIMES, AGE_AND_SEX);
        close(fit.coefficients(), 1e-8, intercept, age, sex);
        close(fit.standardErrors(), 1e-7, interceptError, ageError, sexError);
        close(fit.scales(), 1e-8, scale);
        assertThat(fit.nullLogLikelihood()).isCloseTo(nullLogLikelihood, within(1e-7));
        assertThat(fit.logLikelihood()).isCloseTo(logLikelihood, within(1e-7));
        assertThat(fit.converged()).isTrue();
        assertThat(fit.toString()).contains("228: 165 seen, 63 right-", "age", "log-likelihood");
    }

    @Test
    void aScaleForEachStratumEqualsR() {
        int[] strata =
                Arrays.stream(LUNG.number("sex")).mapToInt(sex -> (int) sex - 1).toArray();
        AftFit fit = Aft.of(Lifetime.WEIBULL).withStrata(strata).fit(LUNG_TIMES, AGE_AND_SEX);
        close(fit.coefficients(), 1e-8, 6.21020507255, -0.01120008262, 0.37043714699);
        close(fit.standardErrors(), 1e-7, 0.4711525659, 0.0068259421, 0.1173606050);
        close(fit.scales(), 1e-8, 0.8034427991, 0.6425365891);
        close(fit.logScaleStandardErrors(), 1e-7, 0.0749584106, 0.1094081268);
        assertThat(fit.logLikelihood()).isCloseTo(-1145.68980117, within(1e-7));
    }

    /** survreg(Surv(time, status) ~ age + sex + offset(ph.ecog / 2), lung). */
    @ParameterizedTest
    @CsvSource({
        "WEIBULL, 6.460572666398, -0.02094941099397, 0.3828748601906, 0.9221904166990, -1181.374848525, -1174.288522523",
        "LOG_LOGISTIC, 6.036886628034, -0.02352058012703, 0.4993631362788, 0.6784967981320, -1184.631945752, -1176.331810630",
        "LOG_NORMAL, 6.423571913512, -0.03085574882664, 0.5257416482890, 1.206391017459, -1188.049751809, -1177.362977926"
    })
    void offsetsEqualR(
            Lifetime lifetime,
            double intercept,
            double age,
            double sex,
            double scale,
            double nullLogLikelihood,
            double logLikelihood) {
        TestTable lung = LUNG.complete("ph.ecog");
        AftFit fit = Aft.of(lifetime)
                .withOffset(TestTable.map(lung.number("ph.ecog"), v -> v / 2))
                .fit(TestTable.lungTimes(lung), lung.matrix("age", "sex"));
        close(fit.coefficients(), 1e-7, intercept, age, sex);
        close(fit.scales(), 1e-7, scale);
        assertThat(fit.nullLogLikelihood()).isCloseTo(nullLogLikelihood, within(1e-6));
        assertThat(fit.logLikelihood()).isCloseTo(logLikelihood, within(1e-6));
    }

    @Test
    void caseWeightsEqualR() {
        double[] weights = new double[LUNG_TIMES.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = new double[] {1, 2, 0.5}[i % 3];
        }
        AftFit fit = Aft.of(Lifetime.WEIBULL).fit(LUNG_TIMES.withWeights(weights), AGE_AND_SEX);
        close(fit.coefficients(), 1e-8, 6.25514290113, -0.01509597661, 0.54311682794);
        close(fit.standardErrors(), 1e-7, 0.4657677457, 0.0065664985, 0.1230496637);
        assertThat(fit.logLikelihood()).isCloseTo(-1309.91536258, within(1e-7));
    }

    @ParameterizedTest
    @CsvSource({
        "WEIBULL, -0.2285226720776, 0.0300683031320, 0.9281152774, -715.551329353",
        "LOG_LOGISTIC, -0.088462138736, 0.036060258284, 0.5790002773, -711.942550434"
    })
    void veteranEqualsR(Lifetime lifetime, double treatment, double karnofsky, double scale, double logLikelihood) {
        TestTable v = TestTable.read("veteran");
        AftFit fit = Aft.of(lifetime).fit(v.times("time", "status", "1"), KnownStudies.veteran(v));
        assertThat(fit.coefficients()[1]).isCloseTo(treatment, within(1e-8));
        assertThat(fit.coefficients()[5]).isCloseTo(karnofsky, within(1e-8));
        close(fit.scales(), 1e-8, scale);
        assertThat(fit.logLikelihood()).isCloseTo(logLikelihood, within(1e-7));
    }

    /** Nephropathy in 731 diabetics: 595 times seen, 1 left- and 135 interval-censored. */
    @ParameterizedTest
    @CsvSource({
        "WEIBULL, 2.90797741839, 0.04575829605, 0.022343081, 0.027501115, 0.3538218355, -2027.19633319",
        "LOG_NORMAL, 2.69982025268, 0.08642844163, 0.023892260, 0.030447937, 0.3847235388, -2026.11821156",
        "LOG_LOGISTIC, 2.72353962552, 0.07918987019, 0.022446295, 0.028312727, 0.2055614542, -2003.69548778"
    })
    void timesBetweenVisitsEqualR(
            Lifetime lifetime,
            double intercept,
            double male,
            double interceptError,
            double maleError,
            double scale,
            double logLikelihood) {
        TestTable diabetics = TestTable.read("interval_diabetes");
        CensoredTimes times = CensoredTimes.between(diabetics.number("left"), diabetics.number("right"));
        AftFit fit = Aft.of(lifetime)
                .withNames(List.of("male"))
                .fit(times, TestTable.columns(diabetics.indicator("gender", "male")));
        close(fit.coefficients(), 1e-8, intercept, male);
        close(fit.standardErrors(), 1e-7, interceptError, maleError);
        close(fit.scales(), 1e-8, scale);
        assertThat(fit.logLikelihood()).isCloseTo(logLikelihood, within(1e-7));
        assertThat(fit.toString()).contains("595 seen, 0 right-, 1 left- and 135 interval-censored");
    }

    /** predict(type = "quantile") of the Weibull fit for age 60, sex 2. */
    @Test
    void quantilesEqualRAndInvertTheCurve() {
        AftFit fit = Aft.of(Lifetime.WEIBULL).fit(LUNG_TIMES, AGE_AND_SEX);
        double location = fit.locations(new double[][] {{60, 2}})[0];
        assertThat(fit.quantile(location, 0.1)).isCloseTo(100.1541187, within(1e-4));
        assertThat(fit.quantile(location, 0.5)).isCloseTo(414.5660818, within(1e-4));
        assertThat(fit.quantile(location, 0.9)).isCloseTo(1025.0582899, within(1e-3));
        assertThat(fit.survival(location, fit.quantile(location, 0.3))).isCloseTo(0.7, within(1e-12));
        assertThat(fit.survival(location, 0)).isEqualTo(1);
    }

    /** The maximum in closed form: events over exposure, here from the entry on. */
    @Test
    void theExponentialRateIsEventsOverExposureWithDelayedEntryToo() {
        SplittableRandom random = new SplittableRandom(4);
        int n = 200;
        double[] entry = new double[n];
        double[] time = new double[n];
        boolean[] event = new boolean[n];
        double exposure = 0;
        int events = 0;
        for (int i = 0; i < n; i++) {
            entry[i] = i % 2 == 0 ? 0 : random.nextDouble() * 3;
            time[i] = entry[i] + 0.01 + random.nextDouble() * 5;
            event[i] = random.nextInt(3) > 0;
            exposure += time[i] - entry[i];
            events += event[i] ? 1 : 0;
        }
        AftFit fit = Aft.of(Lifetime.EXPONENTIAL).fit(SurvivalTimes.ofIntervals(entry, time, event), new double[n][0]);
        assertThat(Math.exp(-fit.coefficients()[0])).isCloseTo(events / exposure, within(1e-9));
    }

    @Test
    void anIntervalThatShrinksGivesTheDensity() {
        double[] time = {2, 3, 5, 8, 13};
        double[] narrow = new double[time.length];
        for (int i = 0; i < time.length; i++) {
            narrow[i] = time[i] * (1 + 1e-6);
        }
        AftFit exact = Aft.of(Lifetime.LOG_NORMAL).fit(CensoredTimes.between(time, time), new double[5][0]);
        AftFit close = Aft.of(Lifetime.LOG_NORMAL).fit(CensoredTimes.between(time, narrow), new double[5][0]);
        close(close.coefficients(), 1e-5, exact.coefficients());
        close(close.scales(), 1e-5, exact.scales());
    }

    /** In the tails the probability of an interval must neither vanish nor lose its digits. */
    @ParameterizedTest
    @EnumSource(ErrorLaw.class)
    void probabilitiesHoldFarIntoTheTails(ErrorLaw law) {
        for (double w : new double[] {-30, -8, -1, 0, 1, 3}) {
            double h = 1e-6;
            assertThat(law.slope(w))
                    .isCloseTo(
                            (law.logDensity(w + h) - law.logDensity(w - h)) / (2 * h),
                            within(1e-6 * Math.max(1, Math.abs(law.slope(w)))));
            assertThat(law.curvature(w))
                    .isCloseTo(
                            (law.slope(w + h) - law.slope(w - h)) / (2 * h),
                            within(1e-6 * Math.max(1, Math.abs(law.curvature(w)))));
            assertThat(law.logBetween(w, w + 1e-7) - Math.log(1e-7)).isCloseTo(law.logDensity(w), within(1e-5));
            assertThat(Math.exp(law.logSurvival(w)) + Math.exp(law.logCumulative(w)))
                    .isCloseTo(1, within(1e-12));
        }
        for (double p : new double[] {1e-12, 0.2, 0.9}) {
            assertThat(law.logCumulative(law.quantile(p))).isCloseTo(Math.log(p), within(1e-9));
        }
    }

    @Property(tries = 20)
    void aChangeOfTheTimeUnitMovesTheInterceptAlone(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = 60;
        double[][] x = new double[n][2];
        double[] lower = new double[n];
        double[] upper = new double[n];
        double[] lowerInDays = new double[n];
        double[] upperInDays = new double[n];
        for (int i = 0; i < n; i++) {
            x[i][0] = random.nextGaussian();
            x[i][1] = random.nextInt(2);
            double t = Math.exp(0.5 * x[i][0] + 0.4 * random.nextGaussian());
            lower[i] = i % 3 == 0 ? t : 0.8 * t;
            upper[i] = i % 3 == 0 ? t : i % 3 == 1 ? 1.3 * t : Double.POSITIVE_INFINITY;
            lowerInDays[i] = 365.25 * lower[i];
            upperInDays[i] = 365.25 * upper[i];
        }
        for (Lifetime lifetime : Lifetime.values()) {
            AftFit years = Aft.of(lifetime).fit(CensoredTimes.between(lower, upper), x);
            AftFit days = Aft.of(lifetime).fit(CensoredTimes.between(lowerInDays, upperInDays), x);
            close(days.scales(), 1e-6, years.scales());
            assertThat(days.coefficients()[0]).isCloseTo(years.coefficients()[0] + Math.log(365.25), within(1e-6));
            assertThat(days.coefficients()[1]).isCloseTo(years.coefficients()[1], within(1e-6));
        }
    }

    @Test
    void redundantColumnsAreLeftOutAndAGroupWithoutEventsIsNamed() {
        double[][] x = new double[LUNG_TIMES.size()][3];
        boolean[] event = LUNG_TIMES.eventIndicators();
        for (int i = 0; i < x.length; i++) {
            x[i][0] = AGE_AND_SEX[i][0];
            x[i][1] = 2 * AGE_AND_SEX[i][0] + 1;
            x[i][2] = i % 4 == 0 ? 1 : 0;
            event[i] &= i % 4 != 0;
        }
        AftFit fit = Aft.of(Lifetime.WEIBULL)
                .withNames(List.of("age", "twice", "spared"))
                .fit(LUNG_TIMES.withEvents(event), x);
        assertThat(fit.aliased()).containsExactly("twice");
        assertThat(fit.coefficients()[2]).isNaN();
        assertThat(fit.infinite()).containsExactly("spared");
    }

    @Test
    void timesThatCannotServeAreNamed() {
        assertThatThrownBy(() -> CensoredTimes.between(new double[] {1, 3}, new double[] {2, 2}))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("below the lower one, 3.0 (row 2 of 2)");
        assertThatThrownBy(() -> CensoredTimes.between(new double[] {0}, new double[] {0}))
                .hasMessageContaining("A time is 0 (row 1 of 1)");
        assertThatThrownBy(() -> CensoredTimes.between(new double[] {-1}, new double[] {2}))
                .hasMessageContaining("Allowed are numbers from 0");
        assertThatThrownBy(() -> Aft.of(Lifetime.WEIBULL)
                        .fit(
                                CensoredTimes.between(
                                        new double[] {1, 2},
                                        new double[] {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY}),
                                new double[2][0]))
                .hasMessageContaining("All 2 times are right-censored");
    }
}
