package org.theriac.core.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.assertj.core.data.Offset;

/** What must hold of every measure of classes: the order of rows does not matter, and whole weights are replicated rows. */
class ClassificationPropertiesTest {
    private static final Offset<Double> SAME = within(1e-9);
    private static final int TRIES = 60;

    private record Rows(double[] probability, boolean[] event, int[] weight) {
        static Rows random(long seed) {
            Random random = new Random(seed);
            int n = 20 + random.nextInt(60);
            Rows rows = new Rows(new double[n], new boolean[n], new int[n]);
            for (int i = 0; i < n; i++) {
                rows.probability[i] = (1 + random.nextInt(19)) / 20.0;
                rows.event[i] = i == 0 || i != 1 && random.nextDouble() < rows.probability[i];
                rows.weight[i] = i < 2 ? 1 : random.nextInt(4);
            }
            // both classes at both ends, so that no slope lies at infinity
            rows.probability[0] = 0.05;
            rows.probability[1] = 0.95;
            return rows;
        }

        Rows take(int[] order) {
            boolean[] taken = new boolean[order.length];
            IntStream.range(0, order.length).forEach(i -> taken[i] = event[order[i]]);
            return new Rows(
                    Arrays.stream(order).mapToDouble(i -> probability[i]).toArray(),
                    taken,
                    Arrays.stream(order).map(i -> weight[i]).toArray());
        }

        Rows backwards() {
            int n = weight.length;
            return take(IntStream.range(0, n).map(i -> n - 1 - i).toArray());
        }

        Rows replicated() {
            return take(IntStream.range(0, weight.length)
                    .flatMap(i -> IntStream.generate(() -> i).limit(weight[i]))
                    .toArray());
        }

        double[] ones() {
            double[] ones = new double[weight.length];
            Arrays.fill(ones, 1);
            return ones;
        }

        double[] weights() {
            return Arrays.stream(weight).asDoubleStream().toArray();
        }
    }

    /** A measure of rows under weights. */
    private interface Measure {
        double of(Rows rows, double[] weight);
    }

    private static void holds(long seed, Measure measure) {
        Rows rows = Rows.random(seed);
        double value = measure.of(rows, rows.ones());
        assertThat(value).isNotNaN();
        assertThat(measure.of(rows.backwards(), rows.ones())).isCloseTo(value, SAME);
        Rows many = rows.replicated();
        assertThat(measure.of(rows, rows.weights())).isCloseTo(measure.of(many, many.ones()), SAME);
    }

    @Property(tries = TRIES)
    void areasUnderCurves(@ForAll @LongRange(min = 1, max = 1_000_000) long seed) {
        holds(seed, (rows, weight) -> RankedScores.of(rows.probability).auc(rows.event, weight));
        holds(seed, (rows, weight) -> RankedScores.of(rows.probability).averagePrecision(rows.event, weight));
        Rows rows = Rows.random(seed);
        double auc = RankedScores.of(rows.probability).auc(rows.event, rows.ones());
        double[] logit =
                Arrays.stream(rows.probability).map(p -> Math.log(p / (1 - p))).toArray();
        assertThat(RankedScores.of(logit).auc(rows.event, rows.ones())).isCloseTo(auc, SAME);
        double[] reversed = Arrays.stream(rows.probability).map(p -> -p).toArray();
        assertThat(RankedScores.of(reversed).auc(rows.event, rows.ones())).isCloseTo(1 - auc, SAME);
    }

    @Property(tries = TRIES)
    void calibrationLine(@ForAll @LongRange(min = 1, max = 1_000_000) long seed) {
        holds(seed, (rows, weight) -> new CalibrationLine(rows.probability, rows.event).intercept(weight));
        holds(seed, (rows, weight) -> new CalibrationLine(rows.probability, rows.event).slope(weight));
    }

    @Property(tries = TRIES)
    void expectedCalibrationErrorDoesNotDependOnTheOrder(@ForAll @LongRange(min = 1, max = 1_000_000) long seed) {
        Rows rows = Rows.random(seed);
        Rows backwards = rows.backwards();
        assertThat(error(backwards)).isCloseTo(error(rows), SAME);
    }

    private static double error(Rows rows) {
        return ReliabilityBins.expectedCalibrationError(
                ReliabilityBins.of(rows.probability, 10).sums(rows.event, rows.ones()));
    }

    @Property(tries = TRIES)
    void confusion(@ForAll @LongRange(min = 1, max = 1_000_000) long seed) {
        holds(seed, (rows, weight) -> matrix(rows, weight).accuracy());
        holds(seed, (rows, weight) -> matrix(rows, weight).balancedAccuracy());
        holds(seed, (rows, weight) -> matrix(rows, weight).kappa());
    }

    private static ConfusionMatrix matrix(Rows rows, double[] weight) {
        int[] truth = IntStream.range(0, weight.length)
                .map(i -> rows.event[i] ? 1 : 0)
                .toArray();
        int[] predicted =
                Arrays.stream(rows.probability).mapToInt(p -> p > 0.5 ? 1 : 0).toArray();
        return ConfusionMatrix.of(2, truth, predicted, weight);
    }
}
