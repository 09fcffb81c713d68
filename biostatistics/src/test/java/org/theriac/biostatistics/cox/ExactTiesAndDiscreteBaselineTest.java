package org.theriac.biostatistics.cox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.TestTable;
import org.theriac.biostatistics.survival.KaplanMeier;
import org.theriac.biostatistics.survival.StepCurve;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.UserError;

/** Golden numbers: coxph(ties = "exact") and survfit(type = "kalbfleisch-prentice") of R's survival 3.5-3. */
class ExactTiesAndDiscreteBaselineTest {
    private static final Offset<Double> R = within(1e-7);

    private final TestTable lung = TestTable.lung().complete("age", "sex", "ph.ecog");
    private final double[][] x = lung.matrix("age", "sex", "ph.ecog");
    private final SurvivalTimes days = TestTable.lungTimes(lung);
    private final SurvivalTimes months =
            SurvivalTimes.of(TestTable.map(lung.number("time"), t -> Math.ceil(t / 30)), lung.event("status", "2"));

    @Test
    void exactTiesOnLungEqualR() {
        ExactCoxFit fit = ExactCox.create().fit(days, x);
        assertThat(fit.coefficients()).containsExactly(new double[] {.011067085838, -.553435612970, .464387416733}, R);
        assertThat(fit.standardErrors())
                .containsExactly(new double[] {.00928084940614, .16796771512342, .11377699218381}, R);
        assertThat(fit.nullLogLikelihood()).isCloseTo(-725.647698851, R);
        assertThat(fit.logLikelihood()).isCloseTo(-710.401051579, R);
        assertThat(fit.converged()).isTrue();
    }

    @Test
    void exactTiesOfWholeMonthsEqualR() {
        ExactCoxFit fit =
                ExactCox.create().withNames(List.of("age", "sex", "ecog")).fit(months, x);
        assertThat(fit.coefficients()).containsExactly(new double[] {.011249875501, -.600774734864, .494574106711}, R);
        assertThat(fit.standardErrors())
                .containsExactly(new double[] {.0095991875587, .1745459944556, .1197801214376}, R);
        assertThat(fit.logLikelihood()).isCloseTo(-516.299874213, R);
        assertThat(fit.scoreTest().statistic()).isCloseTo(31.6586941381, R);
        assertThat(fit.toString()).contains("exact ties, n 227, events 164").contains("ecog");
    }

    /** survfit of an exact fit takes Breslow's increments and the exact variance. */
    @Test
    void curvesAndConcordanceAfterExactTiesEqualR() {
        CoxFit fit = ExactCox.create().fit(months, x).withBreslowBaseline();
        assertThat(fit.concordance().estimate()).isCloseTo(.64290864146668, R);
        assertThat(fit.concordance().standardError()).isCloseTo(.0256585530500578, R);
        assertThat(fit.waldTest().statistic()).isCloseTo(30.7914339818207, within(1e-6));
        PredictedCurve curve = PredictedCurve.of(fit, new double[] {60, 1, 1}, 0);
        double[] at = {6, 12, 24};
        double[] survival = {.69384073121559, .37729148157077, .08257841784321};
        double[] error = {.03583586943934, .04389779862046, .02713745847083};
        double[] lower = {.6270417576081, .3003584452090, .0433649802380};
        for (int k = 0; k < at.length; k++) {
            assertThat(curve.at(at[k]).survival()).isCloseTo(survival[k], R);
            assertThat(curve.at(at[k]).standardError()).isCloseTo(error[k], R);
            assertThat(curve.at(at[k]).lower()).isCloseTo(lower[k], R);
        }
    }

    @Test
    void offsetsWithExactTiesEqualR() {
        ExactCoxFit fit = ExactCox.create()
                .withOffset(TestTable.map(lung.number("ph.ecog"), v -> .4 * v))
                .fit(months, lung.matrix("age", "sex"));
        assertThat(fit.coefficients()).containsExactly(new double[] {.01258195548901, -.5911387677167}, R);
        assertThat(fit.standardErrors()).containsExactly(new double[] {.009454962996654, .1738986203040}, R);
        assertThat(fit.logLikelihood()).isCloseTo(-516.6124235653, R);
    }

    @Test
    void columnsThatDoNotVaryWithinStrataAreLeftOutAndRunawaysNamed() {
        TestTable veteran = TestTable.read("veteran");
        double[][] columns = TestTable.columns(veteran.number("karno"), veteran.indicator("celltype", "squamous"));
        ExactCoxFit fit = ExactCox.create()
                .withNames(List.of("karno", "squamous"))
                .withStrata(veteran.code("celltype"))
                .fit(veteran.times("time", "status", "1"), columns);
        assertThat(fit.aliased()).containsExactly("squamous");
        assertThat(fit.coefficients()[0]).isFinite();
        double[][] separating = {{1}, {1}, {1}, {0}, {0}, {0}};
        ExactCoxFit runaway = ExactCox.create()
                .fit(
                        SurvivalTimes.of(
                                new double[] {1, 1, 2, 3, 3, 4}, new boolean[] {true, true, true, false, false, false}),
                        separating);
        assertThat(runaway.infinite()).containsExactly("x1");
    }

    @Test
    void exactTiesWithinStrataEqualR() {
        TestTable veteran = TestTable.read("veteran");
        ExactCoxFit fit = ExactCox.create()
                .withStrata(veteran.code("celltype"))
                .fit(veteran.times("time", "status", "1"), veteran.matrix("trt", "karno"));
        assertThat(fit.coefficients()).containsExactly(new double[] {.2307057115400, -.0359550395191}, R);
        assertThat(fit.standardErrors()).containsExactly(new double[] {.20190881672846, .00556570306107}, R);
        assertThat(fit.logLikelihood()).isCloseTo(-309.990818215, R);
    }

    @Test
    void withoutTiesAllRulesAgreeAlsoUnderDelayedEntry() {
        double[] time = IntStream.range(0, 60)
                .mapToDouble(i -> 10 + i * 7 % 60 + i / 100.0)
                .toArray();
        double[] entry = Arrays.stream(time).map(t -> t / 3).toArray();
        boolean[] event = new boolean[60];
        double[][] covariate = new double[60][2];
        for (int i = 0; i < 60; i++) {
            event[i] = i % 4 != 0;
            covariate[i] = new double[] {i * 13 % 17, i * 5 % 7};
        }
        SurvivalTimes late = SurvivalTimes.ofIntervals(entry, time, event);
        assertThat(ExactCox.create().fit(late, covariate).coefficients())
                .containsExactly(Cox.efron().fit(late, covariate).coefficients(), within(1e-8));
    }

    @Test
    void exactTiesBeyondReasonAreRefused() {
        int n = 20_000;
        double[] time = new double[n];
        boolean[] event = new boolean[n];
        Arrays.fill(time, 1);
        Arrays.fill(event, 0, n / 2, true);
        double[][] columns = IntStream.range(0, n)
                .mapToObj(
                        i -> new double[] {i % 3, i % 5, i % 7, i % 11, i % 13, i % 17, i % 19, i % 23, i % 29, i % 31})
                .toArray(double[][]::new);
        assertThatThrownBy(() -> ExactCox.create().fit(SurvivalTimes.of(time, event), columns))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("10000 events fall on one time");
    }

    @Test
    void discreteBaselineEqualsR() {
        assertThat(survival(days, Ties.EFRON, 180, 365, 730))
                .containsExactly(new double[] {.6850411413207, .3340198291020, .0645203567251}, within(1e-7));
        assertThat(survival(months, Ties.BRESLOW, 6, 12, 24))
                .containsExactly(new double[] {.6847092885544, .3643031410104, .0729420666065}, within(1e-7));
    }

    /** Of a man of 60 with ECOG 1. */
    private double[] survival(SurvivalTimes times, Ties ties, double... at) {
        CoxFit fit = Cox.of(ties).fit(times, x);
        StepCurve hazard = BaselineHazard.kalbfleischPrentice(times, fit.fittedLinearPredictor());
        double ratio = Math.exp(fit.linearPredictor(new double[][] {{60, 1, 1}})[0]);
        return Arrays.stream(at).map(t -> Math.exp(-hazard.at(t) * ratio)).toArray();
    }

    @Test
    void withoutCovariatesTheDiscreteBaselineIsKaplanMeier() {
        StepCurve hazard = BaselineHazard.kalbfleischPrentice(months, new double[227]);
        StepCurve km = KaplanMeier.fit(months).curve();
        for (double t : new double[] {1, 6, 12, 24, 30}) {
            assertThat(Math.exp(-hazard.at(t))).isCloseTo(km.at(t), within(1e-12));
        }
        SurvivalTimes all = SurvivalTimes.of(new double[] {1, 2}, new boolean[] {true, true});
        assertThat(BaselineHazard.kalbfleischPrentice(all, new double[2]).at(2)).isInfinite();
    }
}
