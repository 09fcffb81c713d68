package org.theriac.biostatistics.concordance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.TestTable;
import org.theriac.biostatistics.calibration.CensoringCurve;
import org.theriac.biostatistics.cox.Cox;
import org.theriac.biostatistics.survival.CurveSet;
import org.theriac.biostatistics.survival.SurvivalTimes;

class ConcordanceTest {
    @Test
    void harrellAndUnoOfLungEqualR() {
        // R 4.2.2, survival 3.5-3: concordance of coxph(age + sex + ph.ecog), timewt n and n/G2.
        TestTable known = TestTable.lung().complete("ph.ecog");
        SurvivalTimes times = TestTable.lungTimes(known);
        double[] risk =
                Cox.efron().fit(times, known.matrix("age", "sex", "ph.ecog")).fittedLinearPredictor();
        Concordance harrell = HarrellConcordance.of(times, risk);
        assertThat(harrell.concordant()).isEqualTo(12544);
        assertThat(harrell.discordant()).isEqualTo(7117);
        assertThat(harrell.tiedRisk()).isEqualTo(126);
        assertThat(harrell.tiedTime()).isEqualTo(28);
        assertThat(harrell.tiedBoth()).isZero();
        assertThat(harrell.estimate()).isCloseTo(0.63713549300046, within(1e-12));
        assertThat(harrell.standardError()).isCloseTo(0.02506797385308, within(1e-10));
        Concordance uno = UnoConcordance.of(times, risk);
        assertThat(uno.concordant()).isCloseTo(15891.310395472, within(1e-6));
        assertThat(uno.estimate()).isCloseTo(0.62614829521427, within(1e-10));
        assertThat(uno.standardError()).isCloseTo(0.02356242721527, within(1e-8));
    }

    @Test
    void harrellOnDeepSurvFilesEqualsTheRecomputedCox() {
        // Linear Cox (Efron) fitted on the train part of each file, C on the test part.
        assertThat(harrellOfLinearCox("metabric", 9)).isCloseTo(0.632363, within(1e-6));
        assertThat(harrellOfLinearCox("support", 14)).isCloseTo(0.583074, within(1e-6));
        assertThat(harrellOfLinearCox("gbsg_rotterdam", 7)).isCloseTo(0.656291, within(1e-6));
    }

    private static double harrellOfLinearCox(String file, int columns) {
        TestTable table = TestTable.read(file);
        String[] names = IntStream.range(0, columns).mapToObj(j -> "x" + j).toArray(String[]::new);
        TestTable train = table.with("part", "train");
        TestTable test = table.with("part", "test");
        double[] risk = Cox.efron()
                .fit(train.times("time", "event", "1"), train.matrix(names))
                .linearPredictor(test.matrix(names));
        return HarrellConcordance.of(test.times("time", "event", "1"), risk).estimate();
    }

    @Test
    void nobodyComparableGivesNoIndex() {
        SurvivalTimes times = SurvivalTimes.of(new double[] {1, 2}, new boolean[2]);
        assertThat(HarrellConcordance.of(times, new double[] {1, 2}).estimate()).isNaN();
    }

    /** Rows with many ties in time and risk. */
    private static SurvivalTimes rows(Random random, int n, boolean delayed) {
        double[] entry = new double[n];
        double[] time = new double[n];
        boolean[] event = new boolean[n];
        for (int i = 0; i < n; i++) {
            entry[i] = random.nextInt(6);
            time[i] = entry[i] + 1 + random.nextInt(10);
            event[i] = random.nextInt(3) > 0;
        }
        return delayed ? SurvivalTimes.ofIntervals(entry, time, event) : SurvivalTimes.of(time, event);
    }

    private static double[] risks(Random random, int n) {
        return random.ints(n, 0, 8).mapToDouble(r -> r).toArray();
    }

    private static double[] weights(Random random, int n) {
        return random.ints(n, 0, 4).mapToDouble(w -> w).toArray();
    }

    @Property(tries = 60)
    void fastCountEqualsTheCountOfAllPairs(
            @ForAll @LongRange(min = 1, max = 1_000_000) long seed, @ForAll boolean delayed) {
        Random random = new Random(seed);
        int n = 2 + random.nextInt(30);
        SurvivalTimes times = rows(random, n, delayed);
        double[] risk = risks(random, n);
        double[] weight = weights(random, n);
        double concordant = 0;
        double discordant = 0;
        double tied = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double t = times.time(i);
                boolean later = times.time(j) > t || (times.time(j) == t && !times.event(j));
                if (i != j && times.event(i) && later && times.entry(j) < t) {
                    double w = weight[i] * weight[j];
                    concordant += risk[i] > risk[j] ? w : 0;
                    discordant += risk[i] < risk[j] ? w : 0;
                    tied += risk[i] == risk[j] ? w : 0;
                }
            }
        }
        double expected = (concordant + tied / 2) / (concordant + discordant + tied);
        assertThat(HarrellConcordance.prepare(times, risk).applyAsDouble(weight))
                .isEqualTo(expected, within(1e-12));
        if (Arrays.stream(weight).sum() > 0) {
            Concordance counted = HarrellConcordance.of(times.withWeights(weight), risk);
            assertThat(counted.concordant()).isEqualTo(concordant);
            assertThat(counted.discordant()).isEqualTo(discordant);
            assertThat(counted.tiedRisk()).isEqualTo(tied);
        }
    }

    @Property(tries = 40)
    void unoEqualsHarrellWhereNobodyIsCensored(@ForAll @LongRange(min = 1, max = 1_000_000) long seed) {
        Random random = new Random(seed);
        int n = 3 + random.nextInt(30);
        boolean[] event = new boolean[n];
        Arrays.fill(event, true);
        SurvivalTimes times = SurvivalTimes.of(rows(random, n, false).times(), event);
        double[] risk = risks(random, n);
        double harrell = HarrellConcordance.of(times, risk).estimate();
        double uno = UnoConcordance.of(times, risk).estimate();
        assertThat(uno).isEqualTo(harrell, within(1e-12));
    }

    @Test
    void unoIgnoresEventsAfterItsLimitAndWhereNobodyIsUncensored() {
        SurvivalTimes train = SurvivalTimes.of(new double[] {1, 2, 3}, new boolean[] {true, false, false});
        SurvivalTimes test = SurvivalTimes.of(new double[] {1, 2, 4, 5}, new boolean[] {true, true, true, true});
        double[] risk = {4, 3, 1, 2};
        CensoringCurve g = CensoringCurve.of(train);
        assertThat(UnoConcordance.of(test, risk, g, Double.POSITIVE_INFINITY).estimate())
                .isEqualTo(1);
        assertThat(UnoConcordance.of(test, risk, CensoringCurve.of(test), 2).estimate())
                .isEqualTo(1);
        assertThat(UnoConcordance.of(test, risk, CensoringCurve.of(test), 4).estimate())
                .isLessThan(1);
    }

    private static CurveSet curves(Random random, int n) {
        double[] grid = {1, 3, 5, 8};
        double[][] s = new double[n][4];
        for (double[] row : s) {
            double value = 1;
            for (int k = 0; k < 4; k++) {
                value -= random.nextInt(3) * 0.125;
                row[k] = value;
            }
        }
        return CurveSet.of(grid, s);
    }

    @Property(tries = 60)
    void antoliniByBitsEqualsTheSumOverAllPairs(
            @ForAll @LongRange(min = 1, max = 1_000_000) long seed, @ForAll boolean whole) {
        Random random = new Random(seed);
        int n = 2 + random.nextInt(150);
        SurvivalTimes times = rows(random, n, false);
        CurveSet curves = curves(random, n);
        double[] weight = whole ? weights(random, n) : random.doubles(n).toArray();
        for (AntoliniConcordance.Convention convention : AntoliniConcordance.Convention.values()) {
            double expected = antoliniByDefinition(curves, times, weight, convention);
            assertThat(AntoliniConcordance.prepare(curves, times, convention).applyAsDouble(weight))
                    .isEqualTo(expected, within(1e-12));
        }
    }

    private static double antoliniByDefinition(
            CurveSet curves, SurvivalTimes times, double[] w, AntoliniConcordance.Convention convention) {
        boolean adjusted = convention == AntoliniConcordance.Convention.ADJUSTED;
        double sum = 0;
        double comparable = 0;
        for (int i = 0; i < w.length; i++) {
            for (int j = 0; j < w.length; j++) {
                if (i == j) {
                    continue;
                }
                double si = curves.survivalAt(i, times.time(i));
                double sj = curves.survivalAt(j, times.time(i));
                boolean di = times.event(i);
                boolean dj = times.event(j);
                double half = adjusted ? 0.5 : 0;
                double value = -1;
                if (times.time(i) < times.time(j) && di) {
                    value = si < sj ? 1 : si == sj ? half : 0;
                } else if (times.time(i) == times.time(j)) {
                    if (di && !dj) {
                        value = si < sj ? 1 : si == sj ? half : 0;
                    } else if (adjusted && di) {
                        value = si == sj ? 1 : 0.5;
                    } else if (adjusted && dj) {
                        value = si > sj ? 1 : si == sj ? half : 0;
                    }
                }
                if (value >= 0) {
                    sum += w[i] * w[j] * value;
                    comparable += w[i] * w[j];
                }
            }
        }
        return sum / comparable;
    }

    @Test
    void constantPredictionIsWorthNothingUnderAntoliniAndOneHalfWhenAdjusted() {
        SurvivalTimes times = SurvivalTimes.of(new double[] {1, 2, 3, 4}, new boolean[] {true, true, false, true});
        CurveSet flat = CurveSet.of(new double[] {1}, new double[][] {{0.5}, {0.5}, {0.5}, {0.5}});
        assertThat(AntoliniConcordance.of(flat, times, AntoliniConcordance.Convention.ANTOLINI))
                .isZero();
        assertThat(AntoliniConcordance.of(flat, times, AntoliniConcordance.Convention.ADJUSTED))
                .isEqualTo(0.5);
    }
}
