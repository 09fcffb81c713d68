package org.theriac.biostatistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.assertj.core.data.Offset;
import org.theriac.biostatistics.calibration.BrierScore;
import org.theriac.biostatistics.calibration.BrierScore.Normaliser;
import org.theriac.biostatistics.calibration.CensoringCurve;
import org.theriac.biostatistics.calibration.DCalibration;
import org.theriac.biostatistics.calibration.HorizonCalibration;
import org.theriac.biostatistics.concordance.AntoliniConcordance;
import org.theriac.biostatistics.concordance.HarrellConcordance;
import org.theriac.biostatistics.concordance.UnoConcordance;
import org.theriac.biostatistics.survival.CurveSet;
import org.theriac.biostatistics.survival.KaplanMeier;
import org.theriac.biostatistics.survival.LogRank;
import org.theriac.biostatistics.survival.NelsonAalen;
import org.theriac.biostatistics.survival.SurvivalTimes;

/**
 * What must hold of every statistic, whatever the data: the order of rows does not matter, nor the unit of time; whole weights are replicated rows; rows
 * cut into intervals (start, stop] tell the same as whole ones. Cox regression has its own properties beside it.
 */
class StatisticsPropertiesTest {
    private static final Offset<Double> SAME = within(1e-9);
    private static final int TRIES = 40;

    /** A power of two, so that scaled times are equal exactly where the times are. */
    private static final double UNIT = 1.0 / 32;

    /** Rows with ties and censoring, a risk, predicted curves on a grid, and two groups. */
    private record Rows(double[] time, boolean[] event, double[] risk, int[] group, int[] weight) {
        private static final double[] GRID = {1, 2, 4, 6, 8, 11};

        static Rows random(long seed) {
            Random random = new Random(seed);
            int n = 30 + random.nextInt(30);
            Rows rows = new Rows(new double[n], new boolean[n], new double[n], new int[n], new int[n]);
            for (int i = 0; i < n; i++) {
                rows.time[i] = 1 + random.nextInt(12);
                rows.event[i] = random.nextInt(10) < 6;
                rows.risk[i] = Math.round(4 * random.nextGaussian()) / 4.0;
                rows.group[i] = i < 2 ? i : random.nextInt(2);
                rows.weight[i] = i < 2 ? 1 : random.nextInt(4);
            }
            // someone is under observation to the end, so that the censoring curve stays above 0
            rows.time[0] = 13;
            rows.event[0] = true;
            rows.event[1] = true;
            return rows;
        }

        int n() {
            return time.length;
        }

        SurvivalTimes times() {
            return SurvivalTimes.of(time, event);
        }

        SurvivalTimes weighted() {
            return times().withWeights(weights());
        }

        double[] weights() {
            return Arrays.stream(weight).asDoubleStream().toArray();
        }

        double[] ones() {
            double[] ones = new double[n()];
            Arrays.fill(ones, 1);
            return ones;
        }

        CurveSet curves(double unit) {
            return CurveSet.of(
                    Arrays.stream(GRID).map(t -> t * unit).toArray(),
                    Arrays.stream(risk)
                            .mapToObj(r -> Arrays.stream(GRID)
                                    .map(t -> Math.exp(-0.08 * t * Math.exp(r)))
                                    .toArray())
                            .toArray(double[][]::new));
        }

        Rows take(int[] order) {
            boolean[] taken = new boolean[order.length];
            IntStream.range(0, order.length).forEach(i -> taken[i] = event[order[i]]);
            return new Rows(
                    Arrays.stream(order).mapToDouble(i -> time[i]).toArray(),
                    taken,
                    Arrays.stream(order).mapToDouble(i -> risk[i]).toArray(),
                    Arrays.stream(order).map(i -> group[i]).toArray(),
                    Arrays.stream(order).map(i -> weight[i]).toArray());
        }

        Rows shuffled(long seed) {
            int[] order = IntStream.range(0, n()).toArray();
            Random random = new Random(seed + 1);
            for (int i = n() - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int swapped = order[i];
                order[i] = order[j];
                order[j] = swapped;
            }
            return take(order);
        }

        /** Each row as often as its weight says. */
        Rows replicated() {
            return take(IntStream.range(0, n())
                    .flatMap(i -> IntStream.generate(() -> i).limit(weight[i]))
                    .toArray());
        }

        Rows scaled() {
            return new Rows(Arrays.stream(time).map(t -> t * UNIT).toArray(), event, risk, group, weight);
        }

        /** Each row cut into two intervals at a random time within it. */
        SurvivalTimes cut(long seed) {
            Random random = new Random(seed + 2);
            double[] entry = new double[2 * n()];
            double[] end = new double[2 * n()];
            boolean[] seen = new boolean[2 * n()];
            for (int i = 0; i < n(); i++) {
                double at = time[i] * (0.1 + 0.8 * random.nextDouble());
                end[2 * i] = at;
                entry[2 * i + 1] = at;
                end[2 * i + 1] = time[i];
                seen[2 * i + 1] = event[i];
            }
            return SurvivalTimes.ofIntervals(entry, end, seen);
        }

        int[] twice(int[] codes) {
            return IntStream.range(0, 2 * codes.length).map(i -> codes[i / 2]).toArray();
        }
    }

    private static void sameCurve(KaplanMeier a, KaplanMeier b, double unit) {
        for (double t = 0; t <= 14; t += 0.5) {
            assertThat(b.at(t * unit).survival()).isCloseTo(a.at(t).survival(), SAME);
            if (!Double.isNaN(a.at(t).lower())) {
                assertThat(b.at(t * unit).lower()).isCloseTo(a.at(t).lower(), SAME);
                assertThat(b.at(t * unit).upper()).isCloseTo(a.at(t).upper(), SAME);
            }
        }
    }

    @Property(tries = TRIES)
    void kaplanMeier(@ForAll @LongRange(min = 1, max = 1_000_000) long seed) {
        Rows rows = Rows.random(seed);
        KaplanMeier whole = KaplanMeier.fit(rows.times());
        sameCurve(whole, KaplanMeier.fit(rows.shuffled(seed).times()), 1);
        sameCurve(whole, KaplanMeier.fit(rows.scaled().times()), UNIT);
        sameCurve(KaplanMeier.fit(rows.replicated().times()), KaplanMeier.fit(rows.weighted()), 1);
        sameCurve(whole, KaplanMeier.fit(rows.cut(seed)), 1);
        assertThat(KaplanMeier.fit(rows.scaled().times()).median().time())
                .isEqualTo(whole.median().time() * UNIT);
    }

    @Property(tries = TRIES)
    void nelsonAalen(@ForAll @LongRange(min = 1, max = 1_000_000) long seed) {
        Rows rows = Rows.random(seed);
        for (double t : Rows.GRID) {
            double hazard = NelsonAalen.fit(rows.times()).curve().at(t);
            assertThat(NelsonAalen.fit(rows.shuffled(seed).times()).curve().at(t))
                    .isCloseTo(hazard, SAME);
            assertThat(NelsonAalen.fit(rows.scaled().times()).curve().at(t * UNIT))
                    .isCloseTo(hazard, SAME);
            assertThat(NelsonAalen.fit(rows.cut(seed)).curve().at(t)).isCloseTo(hazard, SAME);
            assertThat(NelsonAalen.fit(rows.weighted()).curve().at(t))
                    .isCloseTo(
                            NelsonAalen.fit(rows.replicated().times()).curve().at(t), SAME);
        }
    }

    @Property(tries = TRIES)
    void logRank(@ForAll @LongRange(min = 1, max = 1_000_000) long seed) {
        Rows rows = Rows.random(seed);
        double statistic = LogRank.test(rows.times(), rows.group).statistic();
        Rows shuffled = rows.shuffled(seed);
        assertThat(LogRank.test(shuffled.times(), shuffled.group).statistic()).isCloseTo(statistic, SAME);
        assertThat(LogRank.test(rows.scaled().times(), rows.group).statistic()).isCloseTo(statistic, SAME);
        assertThat(LogRank.test(rows.cut(seed), rows.twice(rows.group)).statistic())
                .isCloseTo(statistic, SAME);
        int[] swapped = Arrays.stream(rows.group).map(g -> 1 - g).toArray();
        assertThat(LogRank.test(rows.times(), swapped).statistic()).isCloseTo(statistic, SAME);
        Rows many = rows.replicated();
        assertThat(LogRank.test(rows.weighted(), rows.group).statistic())
                .isCloseTo(LogRank.test(many.times(), many.group).statistic(), SAME);
    }

    /** A statistic of rows under weights. */
    private interface Statistic {
        double of(Rows rows, double unit, double[] weight);
    }

    /** Order, unit and weights, for a statistic whose censoring weights are those of given rows. */
    private static void holds(long seed, Statistic statistic) {
        Rows rows = Rows.random(seed);
        double value = statistic.of(rows, 1, rows.ones());
        assertThat(value).isNotNaN();
        assertThat(statistic.of(rows.shuffled(seed), 1, rows.ones())).isCloseTo(value, SAME);
        assertThat(statistic.of(rows.scaled(), UNIT, rows.ones())).isCloseTo(value, SAME);
        Rows many = rows.replicated();
        assertThat(statistic.of(rows, 1, rows.weights())).isCloseTo(statistic.of(many, 1, many.ones()), SAME);
    }

    @Property(tries = TRIES)
    void harrellsConcordance(@ForAll @LongRange(min = 1, max = 1_000_000) long seed) {
        holds(
                seed,
                (rows, unit, weight) ->
                        HarrellConcordance.prepare(rows.times(), rows.risk).applyAsDouble(weight));
        Rows rows = Rows.random(seed);
        double[] reversed = Arrays.stream(rows.risk).map(r -> -r).toArray();
        assertThat(HarrellConcordance.of(rows.times(), reversed).estimate())
                .isCloseTo(1 - HarrellConcordance.of(rows.times(), rows.risk).estimate(), SAME);
        double[] monotone = Arrays.stream(rows.risk).map(r -> Math.exp(3 * r)).toArray();
        assertThat(HarrellConcordance.of(rows.times(), monotone))
                .isEqualTo(HarrellConcordance.of(rows.times(), rows.risk));
    }

    @Property(tries = TRIES)
    void unosConcordance(@ForAll @LongRange(min = 1, max = 1_000_000) long seed) {
        Rows training = Rows.random(seed + 7);
        holds(seed, (rows, unit, weight) -> {
            CensoringCurve censoring = CensoringCurve.of((unit == 1 ? training : training.scaled()).times());
            return UnoConcordance.prepare(rows.times(), rows.risk, censoring, 12 * unit)
                    .applyAsDouble(weight);
        });
    }

    @Property(tries = TRIES)
    void antolinisConcordance(@ForAll @LongRange(min = 1, max = 1_000_000) long seed) {
        holds(
                seed,
                (rows, unit, weight) -> AntoliniConcordance.prepare(
                                rows.curves(unit), rows.times(), AntoliniConcordance.Convention.ANTOLINI)
                        .applyAsDouble(weight));
    }

    @Property(tries = TRIES)
    void brierScore(@ForAll @LongRange(min = 1, max = 1_000_000) long seed) {
        Rows training = Rows.random(seed + 7);
        for (Normaliser normaliser : Normaliser.values()) {
            holds(seed, (rows, unit, weight) -> {
                CensoringCurve censoring = CensoringCurve.of((unit == 1 ? training : training.scaled()).times());
                return new BrierScore(
                                rows.curves(unit),
                                rows.times(),
                                censoring,
                                BrierScore.evenGrid(1 * unit, 9 * unit, 33),
                                normaliser)
                        .integrated(weight);
            });
        }
    }

    @Property(tries = TRIES)
    void distributionCalibration(@ForAll @LongRange(min = 1, max = 1_000_000) long seed) {
        holds(
                seed,
                (rows, unit, weight) -> DCalibration.prepare(rows.curves(unit), rows.times(), 10)
                        .at(weight)
                        .statistic());
    }

    @Property(tries = TRIES)
    void calibrationAtAHorizon(@ForAll @LongRange(min = 1, max = 1_000_000) long seed) {
        Rows rows = Rows.random(seed);
        // rows of equal prediction keep their order, so that each gets its own
        double[] own = IntStream.range(0, rows.n())
                .mapToDouble(i -> (rows.risk[i] + 20 + i * 1e-6) / 50)
                .toArray();
        ToDoubleFunction<HorizonCalibration> inTheLarge = HorizonCalibration::inTheLarge;
        HorizonCalibration whole = HorizonCalibration.of(rows.times(), own, 6, 4);
        HorizonCalibration scaled = HorizonCalibration.of(rows.scaled().times(), own, 6 * UNIT, 4);
        assertThat(inTheLarge.applyAsDouble(scaled)).isCloseTo(inTheLarge.applyAsDouble(whole), SAME);
        int[] backwards =
                IntStream.range(0, rows.n()).map(i -> rows.n() - 1 - i).toArray();
        double[] turned = Arrays.stream(backwards).mapToDouble(i -> own[i]).toArray();
        HorizonCalibration other = HorizonCalibration.of(rows.take(backwards).times(), turned, 6, 4);
        for (int g = 0; g < 4; g++) {
            assertThat(other.groups().get(g).observed())
                    .isCloseTo(whole.groups().get(g).observed(), SAME);
            assertThat(scaled.groups().get(g).observed())
                    .isCloseTo(whole.groups().get(g).observed(), SAME);
            assertThat(other.groups().get(g).predicted())
                    .isCloseTo(whole.groups().get(g).predicted(), SAME);
        }
    }
}
