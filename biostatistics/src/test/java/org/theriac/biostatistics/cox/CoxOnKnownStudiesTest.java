package org.theriac.biostatistics.cox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.theriac.biostatistics.Figures.close;
import static org.theriac.biostatistics.cox.CoxTest.likelihoods;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.KnownStudies;
import org.theriac.biostatistics.TestTable;
import org.theriac.biostatistics.survival.SurvivalTimes;

/** Cox regression of studies that books and packages have printed for decades. Reference values: R 4.2.2, package survival 3.5-3, unless said otherwise. */
class CoxOnKnownStudiesTest {
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

    @Test
    void veteranEqualsR() {
        TestTable v = TestTable.read("veteran");
        CoxFit fit = Cox.efron().fit(v.times("time", "status", "1"), KnownStudies.veteran(v));
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

    @Test
    void pbcEqualsR() {
        TestTable pbc = TestTable.read("pbc").complete("protime");
        CoxFit fit = Cox.efron().fit(pbc.times("time", "status", "2"), KnownStudies.pbc(pbc));
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
        CoxFit fit = Cox.efron().fit(t.times("edrel", "rel", "1"), KnownStudies.nwtco(t));
        close(
                fit.coefficients(),
                1.5838880554367,
                0.66730377802726,
                0.81737478715367,
                1.1537293073941,
                0.0056576848273576);
        likelihoods(fit, -4666.33692000868, -4468.63886068433);
        close(
                new double[] {fit.concordance().estimate(), fit.concordance().standardError()},
                0.71373915024088,
                0.011335694133992);
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
}
