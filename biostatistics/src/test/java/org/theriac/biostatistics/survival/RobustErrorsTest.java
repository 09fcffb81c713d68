package org.theriac.biostatistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.TestTable;

/** Golden numbers: R 4.2.2, survival 3.5-3: survfit with weights, cluster and conf.type "log"; std.chaz of the cumulative hazard. */
class RobustErrorsTest {
    private static final TestTable LUNG = TestTable.lung();

    /** round((1:228 %% 7) / 4 + .3, 2) */
    private static double[] weights() {
        return IntStream.rangeClosed(1, LUNG.size())
                .mapToDouble(i -> Math.round(100 * (i % 7 / 4.0 + .3)) / 100.0)
                .toArray();
    }

    private static int[] ownClusters(SurvivalTimes times) {
        return IntStream.range(0, times.size()).toArray();
    }

    private static void holds(KaplanMeier fit, double t, double survival, double error, double lower, double upper) {
        KaplanMeier.Estimate at = fit.at(t);
        assertThat(at.survival()).isCloseTo(survival, within(1e-12));
        assertThat(at.standardError()).isCloseTo(error, within(1e-12));
        assertThat(at.lower()).isCloseTo(lower, within(1e-12));
        assertThat(at.upper()).isCloseTo(upper, within(1e-12));
    }

    @Test
    void fractionalWeightsOfLungGiveTheRobustErrorsOfR() {
        SurvivalTimes times = TestTable.lungTimes(LUNG).withWeights(weights());
        KaplanMeier fit = KaplanMeier.fit(times).withRobustErrors(ownClusters(times));
        holds(fit, 180, .7253940059598, .03268095356638, .66408709480059, .7923606225782);
        holds(fit, 365, .4579099529260, .03949960606090, .38668283368155, .5422571335592);
        holds(fit, 730, .1227762528820, .03210087167982, .07354627088735, .2049595185434);
        assertThat(fit.median()).isEqualTo(new KaplanMeier.Quantile(345, 285, 426));
        NelsonAalen hazard = NelsonAalen.fit(times).withRobustErrors(times, ownClusters(times));
        assertThat(hazard.curve().at(365)).isCloseTo(.7768833831253, within(1e-12));
        assertThat(hazard.standardErrorAt(365)).isCloseTo(.08522523212679, within(1e-12));
    }

    /** survfit(…, weights = w, robust = FALSE) */
    @Test
    void greenwoodsErrorsWithWeightsAreThoseOfRWithoutRobust() {
        SurvivalTimes times = TestTable.lungTimes(LUNG).withWeights(weights());
        KaplanMeier fit = KaplanMeier.fit(times);
        holds(fit, 180, .7253940059598, .02899711771204, .67073006952989, .7845130072238);
        holds(fit, 365, .4579099529260, .03481542968493, .39451383116307, .5314934697487);
        assertThat(NelsonAalen.fit(times).standardErrorAt(365)).isCloseTo(.0756003163443, within(1e-12));
    }

    @Test
    void clustersOfInstitutionsInLungGiveTheErrorsOfR() {
        TestTable known = LUNG.complete("inst");
        SurvivalTimes times = TestTable.lungTimes(known);
        KaplanMeier fit = KaplanMeier.fit(times).withRobustErrors(known.code("inst"));
        holds(fit, 180, .7204336094505, .03209842666619, .66019048792260, .7861739832985);
        holds(fit, 365, .4121839213678, .03001631881812, .35735865776411, .4754203692646);
        assertThat(NelsonAalen.fit(times)
                        .withRobustErrors(times, known.code("inst"))
                        .standardErrorAt(365))
                .isCloseTo(.07187015698778, within(1e-12));
    }

    /** survfit of the rows with time > 180, weights and cluster=inst. */
    @Test
    void survivalGivenHalfAYearHasRobustErrorsTooWithWeightsAndClusters() {
        double[] weights = weights();
        String[] inst = LUNG.text("inst");
        int[] known = IntStream.range(0, inst.length)
                .filter(i -> !inst[i].isEmpty() && !inst[i].equals("NA"))
                .toArray();
        SurvivalTimes times = TestTable.lungTimes(LUNG.complete("inst"))
                .withWeights(Arrays.stream(known).mapToDouble(i -> weights[i]).toArray());
        KaplanMeier fit =
                KaplanMeier.fit(times).withRobustErrors(LUNG.complete("inst").code("inst"));
        holds(fit, 365, .4603304580359, .03027292457978, .4046613731155, .5236579141816);
        KaplanMeier.Estimate year = fit.conditional(180, 365);
        assertThat(year.survival()).isCloseTo(.6354087243895, within(1e-12));
        assertThat(year.standardError()).isCloseTo(.03683562035345, within(1e-12));
        assertThat(year.lower()).isCloseTo(.5671627659554, within(1e-12));
        assertThat(year.upper()).isCloseTo(.7118666302966, within(1e-12));
    }

    /** survfit(Surv(tstart, tstop, status) ~ 1, cgd, cluster = id): several events of a subject. */
    @Test
    void repeatedEventsOfCgdGiveTheErrorsOfR() {
        TestTable cgd = TestTable.read("cgd");
        SurvivalTimes times =
                SurvivalTimes.ofIntervals(cgd.number("tstart"), cgd.number("tstop"), cgd.event("status", "1"));
        KaplanMeier fit = KaplanMeier.fit(times).withRobustErrors(cgd.code("id"));
        holds(fit, 100, .8681730754379, .03172332430414, .8081707609855, .9326302376940);
        holds(fit, 300, .5573202280514, .05378963942227, .4612658218501, .6733770894826);
    }

    /** The definition, cluster by cluster and time by time, on rows that enter late and are weighted. */
    @Test
    void theRunningSumsGiveWhatTheDefinitionGives() {
        SplittableRandom random = new SplittableRandom(11);
        int n = 60;
        double[] entry = new double[n];
        double[] time = new double[n];
        double[] weight = new double[n];
        boolean[] event = new boolean[n];
        int[] cluster = new int[n];
        for (int i = 0; i < n; i++) {
            entry[i] = random.nextInt(5);
            time[i] = entry[i] + 1 + random.nextInt(12);
            weight[i] = random.nextInt(1, 9) / 4.0;
            event[i] = random.nextInt(3) > 0;
            cluster[i] = random.nextInt(15);
        }
        SurvivalTimes times = SurvivalTimes.ofIntervals(entry, time, event).withWeights(weight);
        KaplanMeier fit = KaplanMeier.fit(times).withRobustErrors(cluster);
        double[] at = fit.time();
        double[] risk = fit.atRisk();
        double[] deaths = fit.events();
        for (int last = 0; last < at.length; last++) {
            if (fit.survival()[last] == 0) {
                continue;
            }
            double[] change = new double[15];
            for (int i = 0; i < n; i++) {
                for (int k = 0; k <= last; k++) {
                    double own = event[i] && time[i] == at[k] ? 1 : 0;
                    double exposed = entry[i] < at[k] && time[i] >= at[k] ? deaths[k] / risk[k] : 0;
                    change[cluster[i]] += weight[i] * (own - exposed) / (risk[k] - deaths[k]);
                }
            }
            double expected = Math.sqrt(Arrays.stream(change).map(u -> u * u).sum());
            assertThat(fit.standardError()[last] / fit.survival()[last]).isCloseTo(expected, within(1e-12));
        }
    }

    /** p.adjust of R. */
    @Test
    void adjustedPValuesAreThoseOfR() {
        double[] p = {.01, .04, .03, .005, .5, .2};
        assertThat(Adjustment.HOLM.adjusted(p))
                .containsExactly(new double[] {.05, .12, .12, .03, .5, .4}, within(1e-15));
        assertThat(Adjustment.BENJAMINI_HOCHBERG.adjusted(p))
                .containsExactly(new double[] {.03, .06, .06, .03, .5, .24}, within(1e-15));
        assertThat(Adjustment.NONE.adjusted(p)).containsExactly(p);
        assertThat(Adjustment.HOLM.adjusted(new double[] {.02, Double.NaN, .9})[0])
                .isEqualTo(.04);
        assertThat(Adjustment.HOLM.adjusted(new double[] {.7, .8})).containsExactly(1, 1);
    }
}
