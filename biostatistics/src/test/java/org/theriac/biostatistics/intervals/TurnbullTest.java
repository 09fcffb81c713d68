package org.theriac.biostatistics.intervals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.TestTable;
import org.theriac.biostatistics.aft.CensoredTimes;
import org.theriac.biostatistics.survival.KaplanMeier;
import org.theriac.biostatistics.survival.SurvivalTimes;

class TurnbullTest {
    private static final double INFINITE = Double.POSITIVE_INFINITY;

    private static Turnbull fit(double[] lower, double[] upper) {
        return Turnbull.fit(CensoredTimes.between(lower, upper));
    }

    /** Solved by hand: (0, 1] and (1, 2] take a third and two thirds: the row (0, 2] says nothing about either. */
    @Test
    void aRowThatCoversAllLeavesTheSharesOfTheOthers() {
        Turnbull curve = fit(new double[] {0, 1, 1, 0}, new double[] {1, 2, 2, 2});
        assertThat(curve.lower()).containsExactly(0, 1);
        assertThat(curve.upper()).containsExactly(1, 2);
        assertThat(curve.mass()[0]).isCloseTo(1 / 3.0, within(1e-6));
        assertThat(curve.survivalAt(1).lower()).isEqualTo(curve.survivalAt(1).upper());
        assertThat(curve.survivalAt(1.5).upper()).isCloseTo(2 / 3.0, within(1e-6));
        assertThat(curve.survivalAt(1.5).lower()).isCloseTo(0, within(1e-6));
        assertThat(curve.quantile(0.5)).isEqualTo(new Turnbull.Range(1, 2));
    }

    /** (0, 3] and (2, 5] overlap in (2, 3], which takes all of both. */
    @Test
    void overlappingRowsFallWhereTheyOverlap() {
        Turnbull curve = fit(new double[] {0, 2}, new double[] {3, 5});
        assertThat(curve.lower()).containsExactly(2);
        assertThat(curve.upper()).containsExactly(3);
        assertThat(curve.logLikelihood()).isZero();
    }

    @Test
    void theCurvePrintsWhereItFalls() {
        assertThat(fit(new double[] {0, 1}, new double[] {1, 2}).toString().lines())
                .containsExactly(
                        "Survival of interval-censored times (Turnbull): log-likelihood -1.386294, at most 0.0e+00 below its maximum",
                        "       after        until   falls by   survival",
                        "     0.00000      1.00000   0.500000   0.500000",
                        "     1.00000      2.00000   0.500000   0.000000");
    }

    @Test
    void aSeenTimeLiesNotInTheIntervalThatBeginsThere() {
        Turnbull curve = fit(new double[] {2, 2}, new double[] {2, 4});
        assertThat(curve.lower()).containsExactly(2, 2);
        assertThat(curve.upper()).containsExactly(2, 4);
        assertThat(curve.mass()).containsExactly(new double[] {0.5, 0.5}, within(1e-6));
    }

    @Test
    void withoutIntervalsItIsTheKaplanMeierCurve() {
        SplittableRandom random = new SplittableRandom(1);
        int n = 400;
        double[] time = IntStream.range(0, n)
                .mapToDouble(i -> 1 + Math.floor(100 * -Math.log(1 - random.nextDouble())) / 10)
                .toArray();
        boolean[] event = new boolean[n];
        double[] upper = new double[n];
        for (int i = 0; i < n; i++) {
            event[i] = random.nextDouble() < 0.6;
            upper[i] = event[i] ? time[i] : INFINITE;
        }
        Turnbull curve = fit(time, upper);
        KaplanMeier expected = KaplanMeier.fit(SurvivalTimes.of(time, event));
        assertThat(curve.converged()).isTrue();
        for (double t : new double[] {1, 2.5, 5, 10, 20}) {
            assertThat(curve.survivalAt(t).lower()).isCloseTo(expected.at(t).survival(), within(1e-5));
        }
    }

    /** survfit of R's survival 3.5-3 on (left, right] of all 731 patients. */
    @Test
    void theDiabetesCurveIsThatOfR() {
        Turnbull curve = diabetes();
        assertThat(curve.converged()).isTrue();
        assertThat(curve.gap()).isLessThan(1e-8);
        double[][] published = {{10, .885778601559}, {20, .222256836377}, {30, .031981498403}, {40, .002737929835}};
        for (double[] row : published) {
            Turnbull.Range survival = curve.survivalAt(row[0]);
            assertThat(survival.lower()).isCloseTo(row[1], within(1e-6));
            assertThat(survival.upper()).isCloseTo(row[1], within(1e-6));
        }
    }

    private static Turnbull diabetes() {
        TestTable table = TestTable.read("interval_diabetes");
        return fit(table.number("left"), table.number("right"));
    }

    @Test
    void weightsCountAsEqualRowsAndTheOrderOfRowsDoesNotMatter() {
        double[] lower = {0, 1, 2, 3, 1};
        double[] upper = {2, 3, 4, INFINITE, 1};
        double[] weight = {2, 1, 3, 1, 2};
        Turnbull weighted = Turnbull.fit(CensoredTimes.between(lower, upper).withWeights(weight));
        int[] rows = {4, 0, 0, 1, 2, 2, 2, 3, 4};
        Turnbull repeated = fit(
                Arrays.stream(rows).mapToDouble(i -> lower[i]).toArray(),
                Arrays.stream(rows).mapToDouble(i -> upper[i]).toArray());
        assertThat(weighted.mass()).containsExactly(repeated.mass(), within(1e-4));
        assertThat(weighted.logLikelihood()).isCloseTo(repeated.logLikelihood(), within(2e-6));
    }

    @Test
    void aHundredThousandVisitsTakeSeconds() {
        SplittableRandom random = new SplittableRandom(2);
        int n = 100_000;
        double[] lower = new double[n];
        double[] upper = new double[n];
        for (int i = 0; i < n; i++) {
            double time = -Math.log(1 - random.nextDouble());
            double visit = 0.5 * random.nextDouble();
            double before = 0;
            while (visit < time && visit < 3) {
                before = visit;
                visit += 0.2 + 0.3 * random.nextDouble();
            }
            lower[i] = before;
            upper[i] = visit < time ? INFINITE : visit;
        }
        Turnbull curve = fit(lower, upper);
        assertThat(curve.converged()).isTrue();
        for (double t : new double[] {0.5, 1, 2}) {
            assertThat(curve.survivalAt(t).upper()).isCloseTo(Math.exp(-t), within(0.02));
        }
    }
}
