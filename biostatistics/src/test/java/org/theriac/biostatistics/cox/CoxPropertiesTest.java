package org.theriac.biostatistics.cox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.assertj.core.data.Offset;
import org.theriac.biostatistics.concordance.HarrellConcordance;
import org.theriac.biostatistics.survival.LogRank;
import org.theriac.biostatistics.survival.SurvivalTimes;

/** What must hold for any data. */
class CoxPropertiesTest {
    private static final Offset<Double> SAME = within(1e-8);
    private static final int TRIES = 25;

    /** Rows with ties, censoring and two covariates. */
    private record Rows(double[] time, boolean[] event, double[][] x) {
        static Rows random(long seed, int distinctTimes) {
            Random random = new Random(seed);
            int n = 40 + random.nextInt(40);
            Rows rows = new Rows(new double[n], new boolean[n], new double[n][2]);
            for (int i = 0; i < n; i++) {
                rows.time[i] = distinctTimes == 0 ? i + 1 : 1 + random.nextInt(distinctTimes);
                rows.event[i] = random.nextInt(10) < 7;
                rows.x[i][0] = random.nextGaussian();
                rows.x[i][1] = random.nextInt(2);
            }
            return rows;
        }

        SurvivalTimes times() {
            return SurvivalTimes.of(time, event);
        }

        double[][] permuted(int[] order) {
            return Arrays.stream(order).mapToObj(i -> x[i]).toArray(double[][]::new);
        }
    }

    private static void equal(CoxFit a, CoxFit b) {
        for (int j = 0; j < 2; j++) {
            assertThat(a.coefficients()[j]).isCloseTo(b.coefficients()[j], SAME);
            assertThat(a.standardErrors()[j]).isCloseTo(b.standardErrors()[j], SAME);
        }
        assertThat(a.logLikelihood()).isCloseTo(b.logLikelihood(), SAME);
    }

    @Property(tries = TRIES)
    void theOrderOfRowsDoesNotMatter(@ForAll @LongRange(min = 1, max = 100_000) long seed) {
        Rows rows = Rows.random(seed, 12);
        List<Integer> shuffled =
                new ArrayList<>(IntStream.range(0, rows.time.length).boxed().toList());
        Collections.shuffle(shuffled, new Random(seed));
        int[] order = shuffled.stream().mapToInt(i -> i).toArray();
        equal(
                Cox.efron().fit(rows.times(), rows.x),
                Cox.efron().fit(rows.times().take(order), rows.permuted(order)));
    }

    @Property(tries = TRIES)
    void aMonotoneChangeOfTimeDoesNotMatter(@ForAll @LongRange(min = 1, max = 100_000) long seed) {
        Rows rows = Rows.random(seed, 12);
        SurvivalTimes cubed = SurvivalTimes.of(
                Arrays.stream(rows.time).map(t -> t * t * t / 100).toArray(), rows.event);
        equal(Cox.efron().fit(rows.times(), rows.x), Cox.efron().fit(cubed, rows.x));
        double[] risk = Arrays.stream(rows.x).mapToDouble(xi -> xi[0]).toArray();
        assertThat(HarrellConcordance.of(cubed, risk)).isEqualTo(HarrellConcordance.of(rows.times(), risk));
    }

    @Property(tries = TRIES)
    void scalingAColumnDividesItsCoefficient(@ForAll @LongRange(min = 1, max = 100_000) long seed) {
        Rows rows = Rows.random(seed, 12);
        double[][] scaled = Arrays.stream(rows.x)
                .map(xi -> new double[] {1000 * xi[0] + 5, xi[1]})
                .toArray(double[][]::new);
        CoxFit fit = Cox.efron().fit(rows.times(), rows.x);
        CoxFit other = Cox.efron().fit(rows.times(), scaled);
        assertThat(1000 * other.coefficients()[0]).isCloseTo(fit.coefficients()[0], SAME);
        assertThat(other.coefficients()[1]).isCloseTo(fit.coefficients()[1], SAME);
    }

    @Property(tries = TRIES)
    void wholeWeightsAreReplicatedRowsUnderBreslow(@ForAll @LongRange(min = 1, max = 100_000) long seed) {
        Rows rows = Rows.random(seed, 12);
        Random random = new Random(seed);
        double[] weight =
                random.ints(rows.time.length, 0, 4).mapToDouble(w -> w).toArray();
        weight[0] = 1;
        int[] replicated = IntStream.range(0, weight.length)
                .flatMap(i -> IntStream.generate(() -> i).limit((long) weight[i]))
                .toArray();
        SurvivalTimes many = rows.times().take(replicated);
        if (many.events() > 2) {
            equal(
                    Cox.breslow().fit(rows.times().withWeights(weight), rows.x),
                    Cox.breslow().fit(many, rows.permuted(replicated)));
        }
    }

    @Property(tries = TRIES)
    void rowsCutIntoIntervalsGiveTheSameFit(@ForAll @LongRange(min = 1, max = 100_000) long seed) {
        Rows rows = Rows.random(seed, 12);
        Random random = new Random(seed);
        List<double[]> pieces = new ArrayList<>();
        List<double[]> x = new ArrayList<>();
        for (int i = 0; i < rows.time.length; i++) {
            double cut = rows.time[i] * (0.1 + 0.8 * random.nextDouble());
            pieces.add(new double[] {0, cut, 0});
            pieces.add(new double[] {cut, rows.time[i], rows.event[i] ? 1 : 0});
            x.add(rows.x[i]);
            x.add(rows.x[i]);
        }
        boolean[] event = new boolean[pieces.size()];
        IntStream.range(0, event.length).forEach(k -> event[k] = pieces.get(k)[2] == 1);
        SurvivalTimes cut = SurvivalTimes.ofIntervals(
                pieces.stream().mapToDouble(piece -> piece[0]).toArray(),
                pieces.stream().mapToDouble(piece -> piece[1]).toArray(),
                event);
        CoxFit whole = Cox.efron().fit(rows.times(), rows.x);
        CoxFit parts = Cox.efron().fit(cut, x.toArray(double[][]::new));
        for (int j = 0; j < 2; j++) {
            assertThat(parts.coefficients()[j]).isCloseTo(whole.coefficients()[j], within(1e-6));
        }
        assertThat(parts.logLikelihood()).isCloseTo(whole.logLikelihood(), SAME);
        assertThat(parts.baseline().cumulative(0).at(6) * Math.exp(-dot(parts)))
                .isCloseTo(whole.baseline().cumulative(0).at(6) * Math.exp(-dot(whole)), within(1e-7));
    }

    /** The linear predictor of the means: what moves the baseline to covariates of 0. */
    private static double dot(CoxFit fit) {
        return fit.coefficients()[0] * fit.means()[0] + fit.coefficients()[1] * fit.means()[1];
    }

    @Property(tries = TRIES)
    void tieRulesAgreeWithoutTiesAndTheLogRankTestIsTheScoreTest(@ForAll @LongRange(min = 1, max = 100_000) long seed) {
        Rows rows = Rows.random(seed, 0);
        equal(Cox.efron().fit(rows.times(), rows.x), Cox.breslow().fit(rows.times(), rows.x));
        int[] group = Arrays.stream(rows.x).mapToInt(xi -> (int) xi[1]).toArray();
        double[][] only = Arrays.stream(rows.x).map(xi -> new double[] {xi[1]}).toArray(double[][]::new);
        assertThat(Cox.efron().fit(rows.times(), only).scoreTest().statistic())
                .isCloseTo(LogRank.test(rows.times(), group).statistic(), SAME);
    }

    @Property(tries = TRIES)
    void residualsAddToZero(@ForAll @LongRange(min = 1, max = 100_000) long seed) {
        Rows rows = Rows.random(seed, 8);
        for (Ties ties : Ties.values()) {
            CoxResiduals residuals = Cox.of(ties).fit(rows.times(), rows.x).residuals();
            assertThat(Arrays.stream(residuals.martingale()).sum()).isCloseTo(0, SAME);
            assertThat(Arrays.stream(residuals.score()).mapToDouble(r -> r[0]).sum())
                    .isCloseTo(0, within(1e-6));
            assertThat(Arrays.stream(residuals.schoenfeld())
                            .mapToDouble(r -> r.residual()[1])
                            .sum())
                    .isCloseTo(0, within(1e-6));
        }
    }
}
