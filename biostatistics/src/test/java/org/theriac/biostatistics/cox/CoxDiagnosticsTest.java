package org.theriac.biostatistics.cox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.Figures;
import org.theriac.biostatistics.KnownStudies;
import org.theriac.biostatistics.TestTable;
import org.theriac.biostatistics.survival.SurvivalTimes;

/** Residuals and the test of proportionality. Reference values: R 4.2.2, package survival 3.5-3, at full digits. */
class CoxDiagnosticsTest {
    private static void column(double[][] found, int j, double... expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i][j]).as("row " + i).isCloseTo(expected[i], within(1e-7 * (1 + Math.abs(expected[i]))));
        }
    }

    private static void head(double[] found, double... expected) {
        Figures.close(Arrays.copyOf(found, expected.length), expected);
    }

    @Test
    void residualsOfLungEqualR() {
        CoxResiduals efron = CoxTest.ageAndSex(Ties.EFRON).residuals();
        head(
                efron.martingale(),
                0.0043899943602519,
                -0.50576202995144,
                -3.1298192401102,
                0.53275397024133,
                -2.3506574472842);
        head(
                efron.deviance(),
                0.0043964348782723,
                -0.43923325853092,
                -2.5019269534142,
                0.67549294515921,
                -1.5109605340853);
        column(efron.score(), 0, -0.048679537164396, -1.7881170855602, 21.570992957559);
        column(efron.score(), 1, -0.04622294525482, 0.15038440266294, 0.96883739745843);
        column(efron.dfbeta(), 0, -8.0749741907255e-06, -0.0001393142615757, 0.0019174721211957);
        column(efron.dfbeta(), 1, -0.001300334586948, 0.0040649247585227, 0.029004130430639);
        CoxResiduals breslow = CoxTest.ageAndSex(Ties.BRESLOW).residuals();
        head(breslow.martingale(), 0.0061585782389639, -0.50297776273964, -3.1272049576814);
        column(breslow.score(), 0, -0.028335520356247, -1.773078101283, 21.549974563866);
    }

    @Test
    void schoenfeldResidualsOfLungEqualR() {
        CoxResiduals residuals = CoxTest.ageAndSex(Ties.EFRON).residuals();
        double[] age = {0.935464711892, 10.005229931886, 17.005229931886, 3.0052299318855, 10.140453693342};
        double[] scaled = {0.040385888670892, 0.15365839096187, 0.25191282450563, 0.055403957418112, 0.15550747688784};
        CoxResiduals.Schoenfeld[] plain = residuals.schoenfeld();
        CoxResiduals.Schoenfeld[] shown = residuals.scaledSchoenfeld();
        assertThat(plain).hasSize(165);
        // The tied deaths at one time may be listed in another order than R's.
        for (int e : new int[] {0, 4}) {
            assertThat(plain[e].residual()[0]).isCloseTo(age[e], within(1e-7));
            assertThat(shown[e].residual()[0]).isCloseTo(scaled[e], within(1e-7));
        }
        assertThat(List.of(plain[1].residual()[0], plain[2].residual()[0], plain[3].residual()[0]))
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-7 ? 0 : Double.compare(a, b))
                .containsExactlyInAnyOrder(age[1], age[2], age[3]);
    }

    @Test
    void residualsUnderIntervalsWeightsAndStrataEqualR() {
        TestTable t = TestTable.read("intervals");
        SurvivalTimes times = SurvivalTimes.ofIntervals(t.number("start"), t.number("stop"), t.event("e", "1"))
                .withWeights(t.number("w"));
        CoxResiduals efron = Cox.efron()
                .withStrata(t.code("g"))
                .fit(times, t.matrix("x1", "x2"))
                .residuals();
        head(efron.martingale(), -1.3628575677682, -0.92637995444557, 0.65079942540214, 0.10087948992074);
        column(efron.score(), 0, 0.51116090882669, -0.32595296265987, 0.045725043448198);
        column(efron.score(), 1, 0.47789976360858, -0.54859056419158, -0.24173512290039);
        column(efron.dfbeta(), 1, 0.020996820073761, -0.047778645422731);
        head(efron.deviance(), -1.6509739960207, -1.3611612354498, 0.89588993090296);
        CoxResiduals breslow = Cox.breslow()
                .withStrata(t.code("g"))
                .fit(times, t.matrix("x1", "x2"))
                .residuals();
        head(breslow.martingale(), -1.2696857283519, -0.8827010831248, 0.65398005655574, -0.0030306009597378);
        column(breslow.score(), 0, 0.49134950592221, -0.32350418914285, 0.023964590949799);
    }

    @Test
    void residualsAddToZero() {
        TestTable t = TestTable.read("intervals");
        SurvivalTimes times = SurvivalTimes.ofIntervals(t.number("start"), t.number("stop"), t.event("e", "1"))
                .withWeights(t.number("w"));
        CoxFit fit = Cox.efron().withStrata(t.code("g")).fit(times, t.matrix("x1", "x2"));
        double martingale = 0;
        double[] score = new double[2];
        double[] m = fit.residuals().martingale();
        double[][] s = fit.residuals().score();
        for (int i = 0; i < m.length; i++) {
            martingale += times.weight(i) * m[i];
            score[0] += times.weight(i) * s[i][0];
            score[1] += times.weight(i) * s[i][1];
        }
        double schoenfeld = 0;
        for (CoxResiduals.Schoenfeld r : fit.residuals().schoenfeld()) {
            schoenfeld += times.weight(r.row()) * r.residual()[0];
        }
        assertThat(martingale).isCloseTo(0, within(1e-10));
        assertThat(score[0]).isCloseTo(0, within(1e-8));
        assertThat(score[1]).isCloseTo(0, within(1e-8));
        // With weights and Efron's rule tied events share their mean weight, so only the score residuals add to 0
        // exactly.
        CoxFit plain = CoxTest.ageAndSex(Ties.EFRON);
        double sum = Arrays.stream(plain.residuals().schoenfeld())
                .mapToDouble(r -> r.residual()[0])
                .sum();
        assertThat(sum).isCloseTo(0, within(1e-7));
        assertThat(schoenfeld).isFinite();
    }

    private static void proportionality(
            CoxFit fit, ProportionalHazardsTest.Transform g, List<String> terms, double... expected) {
        ProportionalHazardsTest test =
                terms.isEmpty() ? ProportionalHazardsTest.of(fit, g) : ProportionalHazardsTest.of(fit, g, terms);
        List<Double> found = new ArrayList<>();
        test.terms().forEach(t -> found.add(t.test().statistic()));
        found.add(test.global().statistic());
        Figures.close(found.stream().mapToDouble(v -> v).toArray(), expected);
    }

    @Test
    void proportionalityOfLungEqualsRForEveryTransform() {
        TestTable known = TestTable.lung().complete("ph.ecog");
        CoxFit fit = Cox.efron().fit(TestTable.lungTimes(known), known.matrix("age", "sex", "ph.ecog"));
        proportionality(
                fit,
                ProportionalHazardsTest.Transform.KM,
                List.of(),
                0.18798767365229,
                2.305437227405,
                2.0542487740544,
                4.4636575887586);
        proportionality(
                fit,
                ProportionalHazardsTest.Transform.IDENTITY,
                List.of(),
                0.15235031725392,
                2.4919132171066,
                1.5782352383768,
                4.1193829514795);
        proportionality(
                fit,
                ProportionalHazardsTest.Transform.LOG,
                List.of(),
                3.3736340107495,
                2.0349368788848,
                0.37049632477684,
                5.3898214280589);
        proportionality(
                fit,
                ProportionalHazardsTest.Transform.RANK,
                List.of(),
                0.11729150699015,
                2.0446946802357,
                2.5448783926256,
                4.7106801412888);
    }

    @Test
    void proportionalityOfVeteranTestsTheCellTypeAsOneTerm() {
        TestTable v = TestTable.read("veteran");
        CoxFit fit = Cox.efron().fit(v.times("time", "status", "1"), KnownStudies.veteran(v));
        List<String> terms = new ArrayList<>(Collections.nCopies(8, "celltype"));
        terms.set(0, "trt");
        terms.set(4, "karno");
        terms.set(5, "diagtime");
        terms.set(6, "age");
        terms.set(7, "prior");
        proportionality(
                fit,
                ProportionalHazardsTest.Transform.KM,
                terms,
                0.26438883575427,
                15.227363923878,
                12.935197828747,
                0.012889370707192,
                1.828826609416,
                2.1655663303672,
                34.552491105733);
        assertThat(ProportionalHazardsTest.of(fit, ProportionalHazardsTest.Transform.KM, terms)
                        .toString())
                .contains("celltype", "on 3 df", "global");
    }

    @Test
    void proportionalityOfOtherSetsEqualsR() {
        TestTable pbc = TestTable.read("pbc").complete("protime");
        proportionality(
                Cox.efron().fit(pbc.times("time", "status", "2"), KnownStudies.pbc(pbc)),
                ProportionalHazardsTest.Transform.KM,
                List.of(),
                0.030261904421138,
                3.1545952200685,
                1.0388157382055,
                9.2632591809339,
                1.1659700894974,
                13.704349956402);
        TestTable o = TestTable.read("ovarian");
        SurvivalTimes times = o.times("futime", "fustat", "1");
        proportionality(
                Cox.efron().fit(times, o.matrix("age", "ecog.ps")),
                ProportionalHazardsTest.Transform.KM,
                List.of(),
                0.69772682906379,
                2.3707998223844,
                3.6334909795001);
        proportionality(
                Cox.efron().withStrata(o.code("rx")).fit(times, o.matrix("age", "ecog.ps")),
                ProportionalHazardsTest.Transform.KM,
                List.of(),
                0.026597983034529,
                1.9800245037725,
                2.0945309105478);
        TestTable h = TestTable.read("heart");
        CoxFit heart = Cox.efron()
                .fit(
                        SurvivalTimes.ofIntervals(h.number("start"), h.number("stop"), h.event("event", "1")),
                        h.matrix("age", "year", "surgery", "transplant"));
        proportionality(
                heart,
                ProportionalHazardsTest.Transform.KM,
                List.of(),
                0.86687471091541,
                1.7164144292076,
                0.097395059116154,
                0.20293438815306,
                3.4731022988456);
        proportionality(
                heart,
                ProportionalHazardsTest.Transform.RANK,
                List.of(),
                0.83071609612663,
                1.0518677933579,
                0.0038478590656182,
                0.25243848363145,
                2.6843268107265);
        TestTable r = TestTable.read("rossi");
        proportionality(
                Cox.efron()
                        .fit(
                                r.times("week", "arrest", "1"),
                                r.matrix("fin", "age", "race", "wexp", "mar", "paro", "prio")),
                ProportionalHazardsTest.Transform.KM,
                List.of(),
                0.062429751358085,
                5.9739816534184,
                2.0682653874805,
                4.2245956334216,
                1.0110215644358,
                0.018383299168965,
                0.52058425030301,
                17.694415254455);
    }

    @Test
    void proportionalityUnderWeightsAndStrataEqualsR() {
        TestTable lung = TestTable.lung();
        SurvivalTimes times = TestTable.lungTimes(lung);
        double[] weight = new double[times.size()];
        Arrays.setAll(weight, i -> i % 3 + 1);
        proportionality(
                Cox.efron().fit(times.withWeights(weight), lung.matrix("age", "sex")),
                ProportionalHazardsTest.Transform.KM,
                List.of(),
                1.9589191611138,
                5.0527893024527,
                6.8213166394387);
        TestTable t = TestTable.read("intervals");
        SurvivalTimes intervals = SurvivalTimes.ofIntervals(t.number("start"), t.number("stop"), t.event("e", "1"))
                .withWeights(t.number("w"));
        proportionality(
                Cox.breslow().withStrata(t.code("g")).fit(intervals, t.matrix("x1", "x2")),
                ProportionalHazardsTest.Transform.KM,
                List.of(),
                0.97887409447752,
                0.19932733974668,
                1.142193097425);
    }
}
