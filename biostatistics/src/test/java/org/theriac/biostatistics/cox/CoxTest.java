package org.theriac.biostatistics.cox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.TestTable;
import org.theriac.biostatistics.survival.CurveSet;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.UserError;

/** Reference values: R 4.2.2, package survival 3.5-3 (coxph), at full digits, unless said otherwise. */
class CoxTest {
    private static final double RELATIVE = 1e-6;

    private final TestTable lung = TestTable.lung();
    private final TestTable known = lung.complete("ph.ecog");

    static void close(double[] found, double... expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int j = 0; j < found.length; j++) {
            assertThat(found[j]).as("element " + j).isCloseTo(expected[j], within(RELATIVE * Math.abs(expected[j])));
        }
    }

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
        close(Cox.breslow().fit(times, x).coefficients(), Math.log((3 + Math.sqrt(33)) / 2));
        double b = 1.676857;
        CoxFit efron = Cox.efron().fit(times, x);
        assertThat(efron.coefficients()[0]).isCloseTo(b, within(5e-7));
        double r = Math.exp(efron.coefficients()[0]);
        assertThat(efron.logLikelihood())
                .isCloseTo(
                        2 * Math.log(r) - Math.log(3 * r + 3) - Math.log((r + 5) / 2) - Math.log(r + 3), within(1e-10));
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
    void ovarianEqualsR() {
        TestTable o = TestTable.read("ovarian");
        SurvivalTimes times = o.times("futime", "fustat", "1");
        CoxFit age = Cox.efron().fit(times, o.matrix("age"));
        close(age.coefficients(), 0.16161985740632);
        close(age.standardErrors(), 0.049740124502642);
        CoxFit three = Cox.efron().fit(times, o.matrix("age", "rx", "ecog.ps"));
        close(three.coefficients(), 0.1469892562119, -0.81458476400813, 0.10317960212761);
        likelihoods(three, -34.984940371163, -27.027358325754);
        CoxFit strata = Cox.efron().withStrata(o.code("rx")).fit(times, o.matrix("age", "ecog.ps"));
        close(strata.coefficients(), 0.13852785077601, -0.096697425904021);
        close(strata.standardErrors(), 0.048014148652181, 0.62994270162414);
        likelihoods(strata, -26.908872679813, -20.552689777774);
        close(
                new double[] {
                    strata.concordance().estimate(), strata.concordance().standardError()
                },
                0.81904761904762,
                0.057673667490299);
    }

    static double[][] veteranColumns(TestTable v) {
        return TestTable.columns(
                v.number("trt"),
                v.indicator("celltype", "smallcell"),
                v.indicator("celltype", "adeno"),
                v.indicator("celltype", "large"),
                v.number("karno"),
                v.number("diagtime"),
                v.number("age"),
                v.number("prior"));
    }

    @Test
    void veteranEqualsR() {
        TestTable v = TestTable.read("veteran");
        CoxFit fit = Cox.efron().fit(v.times("time", "status", "1"), veteranColumns(v));
        close(
                fit.coefficients(),
                0.29460282150772,
                0.86156046275475,
                1.1960663741785,
                0.40129165433067,
                -0.032815326194327,
                8.1320513046236e-05,
                -0.0087064749457883,
                0.0071593601895106);
        likelihoods(fit, -505.44905491806, -474.39711171472);
        assertThat(fit.concordance().estimate()).isCloseTo(0.73602907769196, within(1e-12));
    }

    static double[][] pbcColumns(TestTable pbc) {
        return TestTable.columns(
                pbc.number("age"),
                pbc.number("edema"),
                TestTable.map(pbc.number("bili"), Math::log),
                TestTable.map(pbc.number("protime"), Math::log),
                TestTable.map(pbc.number("albumin"), Math::log));
    }

    @Test
    void pbcEqualsR() {
        TestTable pbc = TestTable.read("pbc").complete("protime");
        CoxFit fit = Cox.efron().fit(pbc.times("time", "status", "2"), pbcColumns(pbc));
        close(
                fit.coefficients(),
                0.039609132981173,
                0.89631144426506,
                0.86355064736566,
                2.3868392660206,
                -2.5069232258186);
        close(
                fit.standardErrors(),
                0.007671968529909,
                0.27140992963391,
                0.082940967464317,
                0.76850926326771,
                0.65291563914372);
        likelihoods(fit, -866.95729667513, -751.46974442107);
        assertThat(fit.concordance().estimate()).isCloseTo(0.83467414740454, within(1e-12));
    }

    @Test
    void colonWithBothOutcomesStratifiedAndClusteredEqualsR() {
        TestTable deaths = TestTable.read("colon").with("etype", "2");
        CoxFit death = Cox.efron()
                .fit(
                        deaths.times("time", "status", "1"),
                        TestTable.columns(deaths.indicator("rx", "Lev"), deaths.indicator("rx", "Lev+5FU")));
        close(death.coefficients(), -0.026637463391312, -0.37171027574353);
        likelihoods(death, -2930.19165090255, -2924.11777265120);
        TestTable both = TestTable.read("colon");
        double[] lev = both.indicator("rx", "Lev");
        double[] fu = both.indicator("rx", "Lev+5FU");
        double[] type = both.indicator("etype", "2");
        CoxFit fit = Cox.efron()
                .withStrata(both.code("etype"))
                .withCluster(both.code("id"))
                .fit(both.times("time", "status", "1"), TestTable.columns(lev, fu, times(lev, type), times(fu, type)));
        close(fit.coefficients(), -0.015123288440615, -0.51209312045415, -0.011514174426789, 0.14038284254095);
        close(fit.standardErrors(), 0.10726303903654, 0.11812614257404, 0.05969666510871, 0.06405583191255);
        assertThat(Math.sqrt(fit.modelVariance()[3][3])).isCloseTo(0.16785266688729, within(1e-7));
    }

    private static double[] times(double[] a, double[] b) {
        double[] product = a.clone();
        Arrays.setAll(product, i -> a[i] * b[i]);
        return product;
    }

    @Test
    void flchainEqualsR() {
        TestTable f = TestTable.read("flchain");
        double[] kappa = f.number("kappa");
        double[] lambda = f.number("lambda");
        double[] log = new double[kappa.length];
        Arrays.setAll(log, i -> Math.log(kappa[i] + lambda[i]));
        CoxFit fit = Cox.efron()
                .fit(f.times("futime", "death", "1"), TestTable.columns(f.number("age"), f.indicator("sex", "M"), log));
        close(fit.coefficients(), 0.10109428603522, 0.30552327069744, 0.85842141977917);
        likelihoods(fit, -18868.4498650073, -17430.0793338578);
        close(
                new double[] {fit.concordance().estimate(), fit.concordance().standardError()},
                0.79612409792145,
                0.0049016448252571);
    }

    @Test
    void gbsgEqualsR() {
        TestTable g = TestTable.read("gbsg");
        CoxFit fit = Cox.efron()
                .fit(
                        g.times("rfstime", "status", "1"),
                        g.matrix("age", "meno", "size", "grade", "nodes", "pgr", "er", "hormon"));
        close(
                fit.coefficients(),
                -0.009392361197435,
                0.26727716320785,
                0.0077164375533123,
                0.28028940936768,
                0.049893907505001,
                -0.0022378101185368,
                0.00016742828489469,
                -0.33720291003034);
        likelihoods(fit, -1788.10473712307, -1737.17449039561);
        assertThat(fit.concordance().estimate()).isCloseTo(0.68792833954551, within(1e-12));
    }

    @Test
    void nwtcoEqualsR() {
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
                fit.coefficients(),
                1.5838880554367,
                0.66730377802726,
                0.81737478715367,
                1.1537293073941,
                0.0056576848273576);
        likelihoods(fit, -4666.33692000868, -4468.63886068433);
    }

    @Test
    void heartWithIntervalsEqualsR() {
        TestTable h = TestTable.read("heart");
        CoxFit fit = Cox.efron()
                .fit(
                        SurvivalTimes.ofIntervals(h.number("start"), h.number("stop"), h.event("event", "1")),
                        h.matrix("age", "year", "surgery", "transplant"));
        close(fit.coefficients(), 0.027166640957677, -0.1463463456742, -0.63720988996697, -0.010250772409083);
        close(fit.standardErrors(), 0.013714115210318, 0.070467979518856, 0.36722599618032, 0.31375479833749);
        likelihoods(fit, -298.12135567298, -290.56561621849);
        close(
                new double[] {fit.concordance().estimate(), fit.concordance().standardError()},
                0.63576012392122,
                0.033079624556999);
    }

    @Test
    void recurrentInfectionsOfCgdWithClustersEqualR() {
        TestTable c = TestTable.read("cgd");
        CoxFit fit = Cox.efron()
                .withCluster(c.code("id"))
                .fit(
                        SurvivalTimes.ofIntervals(c.number("tstart"), c.number("tstop"), c.event("status", "1")),
                        TestTable.columns(c.indicator("treat", "rIFN-g"), c.number("age")));
        close(fit.coefficients(), -1.1200824179883, -0.030548597436402);
        close(fit.standardErrors(), 0.30993093760733, 0.014447422766835);
        assertThat(Math.sqrt(fit.modelVariance()[0][0])).isCloseTo(0.26127813558963, within(1e-7));
    }

    @Test
    void bladderWithInteractionsStrataAndClustersEqualsR() {
        TestTable b = TestTable.read("bladder");
        double[][] columns = new double[12][];
        String[] main = {"rx", "size", "number"};
        for (int j = 0; j < 3; j++) {
            columns[j] = b.number(main[j]);
            for (int e = 2; e <= 4; e++) {
                columns[3 + 3 * j + e - 2] = times(b.number(main[j]), b.indicator("enum", Integer.toString(e)));
            }
        }
        CoxFit fit = Cox.efron()
                .withStrata(b.code("enum"))
                .withCluster(b.code("id"))
                .fit(b.times("stop", "event", "1"), TestTable.columns(columns));
        close(
                fit.coefficients(),
                -0.52598435748413,
                0.069613344828607,
                0.23817960889799,
                -0.10632653986938,
                -0.17250718695308,
                -0.10945459909203,
                -0.14736505524209,
                -0.28345132047073,
                -0.27607413153815,
                -0.10125320202178,
                -0.064671718373564,
                0.094292386018037);
        assertThat(fit.standardErrors()[0]).isCloseTo(0.31523945501749, within(1e-7));
        assertThat(fit.likelihoodRatioTest().statistic())
                .isCloseTo(2 * (438.77719469759 - 423.73286344028), within(1e-6));
    }

    @Test
    void rossiEqualsR() {
        TestTable r = TestTable.read("rossi");
        SurvivalTimes times = r.times("week", "arrest", "1");
        CoxFit fit = Cox.efron().fit(times, r.matrix("fin", "age", "race", "wexp", "mar", "paro", "prio"));
        close(
                fit.coefficients(),
                -0.37942216648589,
                -0.057437742684062,
                0.3138997878425,
                -0.14979569766654,
                -0.43370387793731,
                -0.084871082500395,
                0.091497080985296);
        likelihoods(fit, -675.38063234687, -658.74765944609);
        assertThat(fit.concordance().estimate()).isCloseTo(0.64032924709971, within(1e-12));
        CoxFit strata = Cox.efron()
                .withStrata(r.code("race"))
                .fit(times, r.matrix("fin", "age", "wexp", "mar", "paro", "prio"));
        close(
                strata.coefficients(),
                -0.37876737427772,
                -0.057639745264561,
                -0.14274992574707,
                -0.43881668663407,
                -0.085763954022906,
                0.092213841243168);
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
