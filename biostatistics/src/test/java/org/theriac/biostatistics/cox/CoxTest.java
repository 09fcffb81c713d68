package org.theriac.biostatistics.cox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.theriac.biostatistics.Figures.close;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.TestTable;
import org.theriac.biostatistics.survival.CurveSet;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.UserError;

/** Reference values: R 4.2.2, package survival 3.5-3 (coxph), at full digits, unless said otherwise. */
class CoxTest {
    private final TestTable lung = TestTable.lung();
    private final TestTable known = lung.complete("ph.ecog");

    static void likelihoods(CoxFit fit, double zero, double full) {
        close(new double[] {fit.nullLogLikelihood(), fit.logLikelihood()}, zero, full);
        assertThat(fit.converged()).isTrue();
    }

    static CoxFit ageAndSex(Ties ties) {
        TestTable lung = TestTable.lung();
        return Cox.of(ties).withNames(List.of("age", "sex")).fit(TestTable.lungTimes(lung), lung.matrix("age", "sex"));
    }

    @Test
    void efronFitOfLungEqualsR() {
        CoxFit fit = ageAndSex(Ties.EFRON);
        close(fit.coefficients(), 0.017045331845411, -0.51321851710838);
        close(fit.standardErrors(), 0.0092232734769691, 0.16745796235577);
        likelihoods(fit, -749.9098013904, -742.84824578377);
        close(new double[] {fit.scoreTest().statistic(), fit.waldTest().statistic()}, 13.722321489515, 13.47324945137);
        close(
                new double[] {fit.concordance().estimate(), fit.concordance().standardError()},
                0.60285300289797,
                0.02549867776973);
    }

    @Test
    void breslowFitOfLungEqualsR() {
        CoxFit fit = ageAndSex(Ties.BRESLOW);
        close(fit.coefficients(), 0.017012889198443, -0.51256479151872);
        close(fit.standardErrors(), 0.0092219536849026, 0.16746206314235);
        likelihoods(fit, -750.12201889532, -743.079654198);
        close(new double[] {fit.scoreTest().statistic(), fit.waldTest().statistic()}, 13.685299378346, 13.437437505418);
    }

    @Test
    void robustVarianceOfLungEqualsR() {
        SurvivalTimes times = TestTable.lungTimes(known);
        CoxFit fit = Cox.efron().withRobustVariance().fit(times, known.matrix("age", "sex", "ph.ecog"));
        close(fit.coefficients(), 0.011066764560073, -0.55261239570363, 0.46372847537043);
        close(fit.standardErrors(), 0.0098813927800911, 0.16474842795208, 0.12415884861318);
        likelihoods(fit, -744.48045576144, -729.23012137486);
        assertThat(fit.waldTest().statistic()).isCloseTo(23.802291423808, within(1e-5));
    }

    @Test
    void handSolvedTiesAreReproduced() {
        // Therneau and Grambsch, appendix: time 9,3,1,1,6,6,8 without the second row; r = e^b.
        SurvivalTimes times =
                SurvivalTimes.of(new double[] {9, 1, 1, 6, 6, 8}, new boolean[] {true, true, false, true, true, false});
        double[][] x = {{0}, {1}, {1}, {1}, {0}, {0}};
        CoxFit breslow = Cox.breslow().fit(times, x);
        double root = (3 + Math.sqrt(33)) / 2;
        close(breslow.coefficients(), Math.log(root));
        assertThat(breslow.logLikelihood())
                .isCloseTo(2 * Math.log(root) - Math.log(3 * root + 3) - 2 * Math.log(root + 3), within(1e-10));
        double b = 1.676857;
        CoxFit efron = Cox.efron().fit(times, x);
        assertThat(efron.coefficients()[0]).isCloseTo(b, within(5e-7));
        double r = Math.exp(efron.coefficients()[0]);
        assertThat(efron.logLikelihood())
                .isCloseTo(
                        2 * Math.log(r) - Math.log(3 * r + 3) - Math.log((r + 5) / 2) - Math.log(r + 3), within(1e-10));
    }

    /** The same rows: at 0 the score is 1 and the information 5 / 8. */
    @Test
    void theFirstNewtonStepOfTheHandSolvedTiesIsEightFifths() {
        SurvivalTimes times =
                SurvivalTimes.of(new double[] {9, 1, 1, 6, 6, 8}, new boolean[] {true, true, false, true, true, false});
        RiskSets sets = new RiskSets(times, new double[] {0, 1, 1, 1, 0, 0}, 1, new int[6], new double[6]);
        PartialLikelihood start = new PartialLikelihood(sets, Ties.BRESLOW, new double[1]);
        assertThat(start.score()[0] / start.information()[0][0]).isCloseTo(8.0 / 5, within(1e-14));
    }

    @Test
    void handSolvedCountingProcessIsReproduced() {
        SurvivalTimes times = SurvivalTimes.ofIntervals(
                new double[] {1, 2, 5, 2, 1, 7, 3, 4, 8, 8},
                new double[] {2, 3, 6, 7, 8, 9, 9, 9, 14, 17},
                new boolean[] {true, true, true, true, true, true, true, false, false, false});
        CoxFit fit = Cox.efron().fit(times, TestTable.columns(new double[] {1, 0, 0, 1, 0, 1, 1, 1, 0, 0}));
        // R's documentation prints -0.02111 and 0.79518, concordance 0.526.
        assertThat(fit.coefficients()[0]).isCloseTo(-0.02111, within(5e-6));
        assertThat(fit.standardErrors()[0]).isCloseTo(0.79518, within(5e-6));
        assertThat(fit.concordance().estimate()).isCloseTo(0.526, within(5e-4));
    }

    @Test
    void weightsAndOffsetsEqualR() {
        SurvivalTimes times = TestTable.lungTimes(lung);
        double[] weight = new double[times.size()];
        Arrays.setAll(weight, i -> i % 3 + 1);
        CoxFit fit = Cox.efron().withRobustVariance().fit(times.withWeights(weight), lung.matrix("age", "sex"));
        close(fit.coefficients(), 0.0157434494992, -0.49465150866407);
        close(
                new double[] {Math.sqrt(fit.modelVariance()[0][0]), Math.sqrt(fit.modelVariance()[1][1])},
                0.0065488435986485,
                0.11862936671432);
        close(fit.standardErrors(), 0.010256229743209, 0.17275617065066);
        likelihoods(fit, -1733.84468522838, -1721.10929138443);
        close(
                new double[] {fit.concordance().estimate(), fit.concordance().standardError()},
                0.60284300832864,
                0.026754064048048);
        CoxFit offset = Cox.efron()
                .withOffset(TestTable.map(lung.number("age"), a -> (a - 60) / 100))
                .fit(times, lung.matrix("sex"));
        close(offset.coefficients(), -0.52039726455842);
        likelihoods(offset, -748.24377722315, -743.14265134473);
    }

    @Test
    void intervalsWithTiesWeightsStrataAndClustersEqualR() {
        TestTable t = TestTable.read("intervals");
        SurvivalTimes times = SurvivalTimes.ofIntervals(t.number("start"), t.number("stop"), t.event("e", "1"))
                .withWeights(t.number("w"));
        Cox cox = Cox.efron().withStrata(t.code("g")).withCluster(t.code("id"));
        CoxFit efron = cox.fit(times, t.matrix("x1", "x2"));
        close(efron.coefficients(), 0.37233716842674, 0.38645003321493);
        close(efron.standardErrors(), 0.12219790273157, 0.18540937061227);
        close(
                new double[] {Math.sqrt(efron.modelVariance()[0][0]), Math.sqrt(efron.modelVariance()[1][1])},
                0.11663581244301,
                0.20751076726132);
        likelihoods(efron, -310.9348863832, -304.38640431892);
        close(
                new double[] {
                    efron.concordance().estimate(), efron.concordance().standardError()
                },
                0.59886336727445,
                0.03909855321723);
        CoxFit breslow =
                Cox.breslow().withStrata(t.code("g")).withCluster(t.code("id")).fit(times, t.matrix("x1", "x2"));
        close(breslow.coefficients(), 0.35446099493657, 0.35677804454557);
        close(breslow.standardErrors(), 0.11585784311744, 0.17451364567149);
        likelihoods(breslow, -316.18328857071, -310.26344389641);
    }

    @Test
    void predictedCurvesOfLungEqualR() {
        double[][] manOfSixty = {{60, 1}};
        CurveSet efron = ageAndSex(Ties.EFRON).survival(manOfSixty);
        CurveSet breslow = ageAndSex(Ties.BRESLOW).survival(manOfSixty);
        double[] at = {180, 365, 730};
        double[] byEfron = {0.68826386938692, 0.3552262254129, 0.080639048172627};
        double[] byBreslow = {0.68874138413719, 0.35586737485435, 0.0808973842276};
        for (int k = 0; k < 3; k++) {
            assertThat(efron.survivalAt(0, at[k])).isCloseTo(byEfron[k], within(1e-8));
            assertThat(breslow.survivalAt(0, at[k])).isCloseTo(byBreslow[k], within(1e-8));
        }
    }

    @Test
    void redundantColumnsAreLeftOutAndNamed() {
        double[] age = lung.number("age");
        double[] sex = lung.number("sex");
        double[] constant = TestTable.map(age, a -> 7e5);
        double[] sum = new double[age.length];
        Arrays.setAll(sum, i -> age[i] - 3 * sex[i]);
        CoxFit fit = Cox.efron()
                .withNames(List.of("seven", "age", "sex", "sum"))
                .fit(TestTable.lungTimes(lung), TestTable.columns(constant, age, sex, sum));
        assertThat(fit.aliased()).containsExactly("seven", "sum");
        assertThat(fit.coefficients()[0]).isNaN();
        assertThat(fit.coefficients()[1]).isCloseTo(0.017045331845411, within(1e-8));
        assertThat(fit.likelihoodRatioTest().degreesOfFreedom()).isEqualTo(2);
        assertThat(fit.toString()).contains("Left out as constant or collinear: seven, sum");
    }

    @Test
    void separatingColumnIsNamedAsPossiblyInfinite() {
        SurvivalTimes times = SurvivalTimes.of(
                new double[] {1, 2, 3, 4, 5, 6, 7, 8},
                new boolean[] {true, true, true, true, false, false, false, false});
        double[][] x = TestTable.columns(new double[] {1, 1, 1, 1, 0, 0, 0, 0}, new double[] {3, 1, 4, 1, 5, 9, 2, 6});
        CoxFit fit = Cox.efron().withNames(List.of("arm", "noise")).fit(times, x);
        assertThat(fit.infinite()).containsExactly("arm");
        assertThat(fit.toString()).contains("may be infinite: arm");
        CoxFit ridge = Cox.efron().withRidge(1).fit(times, x);
        assertThat(ridge.infinite()).isEmpty();
        assertThat(ridge.coefficients()[0]).isBetween(0.1, 5.0);
    }

    @Test
    void fitPrintsAsATable() {
        assertThat(ageAndSex(Ties.EFRON).toString())
                .contains(
                        "n 228, events 165",
                        "0.0170453",
                        "Likelihood ratio test  14.1231 on 2 df",
                        "Concordance 0.6029");
    }

    @Test
    void nonsenseIsRefused() {
        SurvivalTimes censored = SurvivalTimes.of(new double[] {1, 2}, new boolean[2]);
        assertThatThrownBy(() -> Cox.efron().fit(censored, new double[2][1]))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("None of the 2 rows has the event");
        SurvivalTimes times = SurvivalTimes.of(new double[] {1, 2}, new boolean[] {true, true});
        assertThatThrownBy(() -> Cox.efron().withNames(List.of("bmi")).fit(times, new double[][] {{1}, {Double.NaN}}))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'bmi' is missing");
    }
}
