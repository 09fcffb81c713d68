package org.theriac.learning.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.theriac.biostatistics.cox.Ties;
import org.theriac.core.outcome.TimeToEvent.Observed;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Native;
import org.theriac.learning.tensor.Tensors;

class CoxLossTest {
    private record Value(double loss, double[] gradient) {}

    private static Value loss(double[] time, boolean[] event, double[] h, Ties ties) {
        try (Arena scope = Arena.scope()) {
            Tensor logRisk = Tensors.of(h, ScalarType.Double, h.length);
            logRisk.set_requires_grad(true);
            Tensor loss = CoxLoss.of(logRisk, new RiskSets(scope, time, event, ties));
            loss.backward();
            return new Value(loss.item_double(), Tensors.toDoubles(logRisk.grad()));
        }
    }

    /** The definition, summed in O(n²). */
    private static double byDefinition(double[] time, boolean[] event, double[] h, Ties ties) {
        double sum = 0;
        int events = 0;
        for (int i = 0; i < h.length; i++) {
            if (!event[i]) {
                continue;
            }
            double riskSet = 0;
            double deaths = 0;
            int d = 0;
            int r = 0;
            for (int j = 0; j < h.length; j++) {
                riskSet += time[j] >= time[i] ? Math.exp(h[j]) : 0;
                if (event[j] && time[j] == time[i]) {
                    deaths += Math.exp(h[j]);
                    d++;
                    r += j < i ? 1 : 0;
                }
            }
            sum += Math.log(riskSet - (ties == Ties.EFRON ? (double) r / d : 0) * deaths) - h[i];
            events++;
        }
        return events == 0 ? 0 : sum / events;
    }

    private record Lung(double[] time, boolean[] dead, double[] age, double[] sex) {
        static Lung read() throws IOException {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                    java.util.Objects.requireNonNull(CoxLossTest.class.getResourceAsStream("lung.csv")),
                    StandardCharsets.UTF_8))) {
                List<double[]> rows = reader.lines()
                        .skip(1)
                        .map(line -> Arrays.stream(line.split(",", -1))
                                .mapToDouble(Double::parseDouble)
                                .toArray())
                        .toList();
                boolean[] dead = new boolean[rows.size()];
                for (int i = 0; i < dead.length; i++) {
                    dead[i] = rows.get(i)[1] == 2;
                }
                return new Lung(column(rows, 0), dead, column(rows, 2), column(rows, 3));
            }
        }

        private static double[] column(List<double[]> rows, int index) {
            return rows.stream().mapToDouble(row -> row[index]).toArray();
        }

        Value at(double age, double sex, Ties ties) {
            double[] h = new double[time.length];
            for (int i = 0; i < h.length; i++) {
                h[i] = age * this.age[i] + sex * this.sex[i];
            }
            return loss(time, dead, h, ties);
        }
    }

    // R 'survival', coxph(Surv(time, status) ~ age + sex, lung), 165 events: loglik at 0 and at the maximum.
    @Test
    void efronLossOnLungEqualsR() throws IOException {
        Lung lung = Lung.read();
        assertThat(lung.at(0, 0, Ties.EFRON).loss()).isCloseTo(749.909801 / 165, within(1e-8));
        assertThat(lung.at(.017045, -.513219, Ties.EFRON).loss()).isCloseTo(742.848246 / 165, within(1e-8));
    }

    @Test
    void breslowLossOnLungEqualsR() throws IOException {
        Lung lung = Lung.read();
        assertThat(lung.at(0, 0, Ties.BRESLOW).loss()).isCloseTo(750.122019 / 165, within(1e-8));
        assertThat(lung.at(.017013, -.512565, Ties.BRESLOW).loss()).isCloseTo(743.079654 / 165, within(1e-8));
    }

    @Test
    void gradientOnLungVanishesAtTheMaximum() throws IOException {
        Lung lung = Lung.read();
        double[] gradient = lung.at(.0170453, -.5132185, Ties.EFRON).gradient();
        double score = 0;
        for (int i = 0; i < gradient.length; i++) {
            score += gradient[i] * lung.sex()[i];
        }
        assertThat(score).isCloseTo(0, within(1e-5));
    }

    /** FastCPH's original gives 1.0635 when its unstable sort puts the censored row behind the event. */
    @ParameterizedTest
    @EnumSource(Ties.class)
    void rowCensoredAtTheTimeOfADeathIsStillAtRisk(Ties ties) {
        double expected = (Math.log(1 + Math.E + Math.exp(2)) - 0 + Math.log(Math.exp(2)) - 2) / 2;
        assertThat(expected).isCloseTo(1.2038, within(5e-5));
        assertThat(loss(new double[] {1, 1, 2}, new boolean[] {true, false, true}, new double[] {0, 1, 2}, ties)
                        .loss())
                .isCloseTo(expected, within(1e-14));
        assertThat(loss(new double[] {1, 1, 2}, new boolean[] {false, true, true}, new double[] {1, 0, 2}, ties)
                        .loss())
                .isCloseTo(expected, within(1e-14));
    }

    @ParameterizedTest
    @EnumSource(Ties.class)
    void hugeLogRisksStayFinite(Ties ties) {
        double[] time = {1, 2, 2, 2, 3, 4};
        boolean[] event = {true, true, true, false, true, true};
        Value value = loss(time, event, new double[] {-500, 500, -500, 500, -500, 500}, ties);
        assertThat(value.loss()).isFinite();
        assertThat(value.gradient()).doesNotContain(Double.NaN);
        assertThat(Arrays.stream(value.gradient()).sum()).isCloseTo(0, within(1e-12));
    }

    @Test
    void floatLogRisksBeyondTheRangeOfFloatExponentialsStayFinite() {
        try (Arena scope = Arena.scope()) {
            Tensor h = Tensors.of(new double[] {200, -200, 100}, ScalarType.Float, 3);
            h.set_requires_grad(true);
            RiskSets sets = new RiskSets(scope, new double[] {1, 2, 3}, new boolean[] {true, true, true}, Ties.EFRON);
            Tensor loss = CoxLoss.of(h, sets);
            loss.backward();
            assertThat(loss.item_double()).isCloseTo(100, within(1e-9));
            assertThat(Tensors.toDoubles(h.grad())).doesNotContain(Double.NaN);
        }
    }

    @ParameterizedTest
    @EnumSource(Ties.class)
    void batchWithoutEventsGivesAConnectedZero(Ties ties) {
        Value value = loss(new double[] {1, 2}, new boolean[2], new double[] {3, 4}, ties);
        assertThat(value.loss()).isZero();
        assertThat(value.gradient()).containsExactly(0, 0);
    }

    /** Times on a coarse grid, so that deaths and censorings tie. */
    private record Sample(double[] time, boolean[] event, double[] h) {
        static Sample of(long seed, int n, int distinct) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] time = new double[n];
            boolean[] event = new boolean[n];
            for (int i = 0; i < n; i++) {
                time[i] = 1 + random.nextInt(distinct);
                event[i] = random.nextInt(3) > 0;
            }
            event[0] = true;
            return new Sample(time, event, random.doubles(n, -2, 2).toArray());
        }

        Sample permuted(long seed) {
            int n = h.length;
            SplittableRandom random = new SplittableRandom(seed);
            Sample copy = new Sample(time.clone(), event.clone(), h.clone());
            for (int i = n - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                double t = copy.time[i];
                boolean e = copy.event[i];
                double x = copy.h[i];
                copy.time[i] = copy.time[j];
                copy.event[i] = copy.event[j];
                copy.h[i] = copy.h[j];
                copy.time[j] = t;
                copy.event[j] = e;
                copy.h[j] = x;
            }
            return copy;
        }

        Value loss(Ties ties) {
            return CoxLossTest.loss(time, event, h, ties);
        }
    }

    @Property(tries = 60)
    void linearTimeLossEqualsTheDefinition(@ForAll @LongRange(min = 0) long seed, @ForAll Ties ties) {
        Sample s = Sample.of(seed, 40, 8);
        assertThat(s.loss(ties).loss()).isCloseTo(byDefinition(s.time, s.event, s.h, ties), within(1e-12));
    }

    @Property(tries = 20)
    void gradientEqualsFiniteDifferences(@ForAll @LongRange(min = 0) long seed, @ForAll Ties ties) {
        Sample s = Sample.of(seed, 15, 5);
        double[] gradient = s.loss(ties).gradient();
        for (int i = 0; i < gradient.length; i++) {
            double[] up = s.h.clone();
            double[] down = s.h.clone();
            up[i] += 1e-5;
            down[i] -= 1e-5;
            double numeric = (loss(s.time, s.event, up, ties).loss()
                            - loss(s.time, s.event, down, ties).loss())
                    / 2e-5;
            assertThat(gradient[i]).isCloseTo(numeric, within(1e-9));
        }
    }

    @Property(tries = 20)
    void lossIgnoresRowOrderAndAConstant(@ForAll @LongRange(min = 0) long seed, @ForAll Ties ties) {
        Sample s = Sample.of(seed, 30, 6);
        double value = s.loss(ties).loss();
        assertThat(s.permuted(seed + 1).loss(ties).loss()).isCloseTo(value, within(1e-12));
        double[] raised = Arrays.stream(s.h).map(h -> h + 37.5).toArray();
        assertThat(loss(s.time, s.event, raised, ties).loss()).isCloseTo(value, within(1e-11));
    }

    @Property(tries = 20)
    void rowCensoredBeforeTheFirstEventChangesNothing(@ForAll @LongRange(min = 0) long seed, @ForAll Ties ties) {
        Sample s = Sample.of(seed, 30, 6);
        double[] time = Arrays.copyOf(s.time, 31);
        time[30] = 0.5;
        double[] h = Arrays.copyOf(s.h, 31);
        h[30] = 3;
        assertThat(loss(time, Arrays.copyOf(s.event, 31), h, ties).loss())
                .isEqualTo(s.loss(ties).loss());
    }

    @Property(tries = 20)
    void efronNeverExceedsBreslow(@ForAll @LongRange(min = 0) long seed) {
        Sample tied = Sample.of(seed, 30, 4);
        assertThat(tied.loss(Ties.EFRON).loss())
                .isLessThanOrEqualTo(tied.loss(Ties.BRESLOW).loss());
    }

    /** A row of weight k is k copies of it; every risk set is then k times as large and nothing else changes. */
    @Property(tries = 20)
    void copiesOfAllRowsAddTheLogarithmOfTheirNumberUnderBreslow(@ForAll @LongRange(min = 0) long seed) {
        Sample s = Sample.of(seed, 20, 6);
        int copies = 3;
        double[] time = new double[60];
        double[] h = new double[60];
        boolean[] event = new boolean[60];
        for (int i = 0; i < 60; i++) {
            time[i] = s.time[i / copies];
            h[i] = s.h[i / copies];
            event[i] = s.event[i / copies];
        }
        Value single = s.loss(Ties.BRESLOW);
        Value copied = loss(time, event, h, Ties.BRESLOW);
        assertThat(copied.loss()).isCloseTo(single.loss() + Math.log(copies), within(1e-12));
        for (int i = 0; i < 20; i++) {
            assertThat(copies * copied.gradient()[copies * i]).isCloseTo(single.gradient()[i], within(1e-12));
        }
    }

    @Test
    void withoutTiesTheRulesAgreeAndZeroRiskGivesTheMeanLogRiskSetSize() {
        int n = 50;
        double[] time = new double[n];
        boolean[] event = new boolean[n];
        double expected = 0;
        for (int i = 0; i < n; i++) {
            time[i] = n - i;
            event[i] = i % 3 != 0;
            expected += event[i] ? Math.log(i + 1) : 0;
        }
        int events = 0;
        for (boolean seen : event) {
            events += seen ? 1 : 0;
        }
        double value = loss(time, event, new double[n], Ties.EFRON).loss();
        assertThat(value).isCloseTo(expected / events, within(1e-13));
        assertThat(loss(time, event, new double[n], Ties.BRESLOW).loss()).isEqualTo(value);
    }

    /** Under 50 ms at 10^5 rows on an idle core, and linear time; the bounds leave room for a busy machine. */
    @Test
    void lossAndGradientTakeLinearTime() {
        Native.threads(1);
        double small = milliseconds(50_000);
        double large = milliseconds(100_000);
        assertThat(large).isLessThan(400);
        assertThat(large / small).isLessThan(6);
    }

    private static double milliseconds(int n) {
        Sample s = Sample.of(1, n, n / 2);
        try (Arena scope = Arena.scope()) {
            RiskSets sets = new RiskSets(scope, s.time, s.event, Ties.EFRON);
            Tensor h = Tensors.of(s.h, ScalarType.Float, n);
            h.set_requires_grad(true);
            double best = Double.POSITIVE_INFINITY;
            for (int i = 0; i < 7; i++) {
                long start = System.nanoTime();
                CoxLoss.of(h, sets).backward();
                best = Math.min(best, (System.nanoTime() - start) / 1e6);
            }
            return best;
        }
    }

    /**
     * The log-likelihoods at fixed risks of the (start, stop] rows of heart, by R survival 3.5-3 (coxph with an offset):
     * 0.03 age − 0.1 year − 0.5 surgery + 0.2 transplant gives −291.174254118 (Efron) and −291.402512851 (Breslow) with 75 deaths.
     */
    @Test
    void lossOfIntervalsOnHeartEqualsR() {
        HeartRows heart = HeartRows.read();
        assertThat(-75 * heart.loss(Ties.EFRON).loss()).isCloseTo(-291.174254118, within(1e-8));
        assertThat(-75 * heart.loss(Ties.BRESLOW).loss()).isCloseTo(-291.402512851, within(1e-8));
    }

    @Test
    void gradientOfTheLossOfIntervalsIsThatOfFiniteDifferences() {
        HeartRows heart = HeartRows.read();
        double[] gradient = heart.loss(Ties.EFRON).gradient();
        for (int row : new int[] {0, 3, 57, 171}) {
            double up = heart.moved(row, 1e-5).loss(Ties.EFRON).loss();
            double down = heart.moved(row, -1e-5).loss(Ties.EFRON).loss();
            assertThat(gradient[row]).isCloseTo((up - down) / 2e-5, within(1e-8));
        }
    }

    private record HeartRows(Observed observed, double[] h) {
        static HeartRows read() {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                    java.util.Objects.requireNonNull(CoxLossTest.class.getResourceAsStream("stanford_heart.csv")),
                    StandardCharsets.UTF_8))) {
                double[][] rows = lines.lines()
                        .skip(1)
                        .map(line -> Arrays.stream(line.replace("\"", "").split(","))
                                .mapToDouble(Double::parseDouble)
                                .toArray())
                        .toArray(double[][]::new);
                double[] entry = Arrays.stream(rows).mapToDouble(r -> r[0]).toArray();
                double[] time = Arrays.stream(rows).mapToDouble(r -> r[1]).toArray();
                boolean[] event = new boolean[rows.length];
                double[] h = new double[rows.length];
                for (int i = 0; i < rows.length; i++) {
                    event[i] = rows[i][2] == 1;
                    h[i] = 0.03 * rows[i][3] - 0.1 * rows[i][4] - 0.5 * rows[i][5] + 0.2 * rows[i][6];
                }
                return new HeartRows(new Observed(time, event, Optional.of(entry)), h);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        HeartRows moved(int row, double by) {
            double[] moved = h.clone();
            moved[row] += by;
            return new HeartRows(observed, moved);
        }

        Value loss(Ties ties) {
            try (Arena scope = Arena.scope()) {
                Tensor logRisk = Tensors.of(h, ScalarType.Double, h.length);
                logRisk.set_requires_grad(true);
                Tensor loss = CoxLoss.of(logRisk, new RiskSets(scope, observed, ties));
                loss.backward();
                return new Value(loss.item_double(), Tensors.toDoubles(logRisk.grad()));
            }
        }
    }
}
