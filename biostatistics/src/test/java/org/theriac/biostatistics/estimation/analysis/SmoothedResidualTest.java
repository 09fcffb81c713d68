package org.theriac.biostatistics.estimation.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.cox.Cox;
import org.theriac.biostatistics.estimation.sample.Confidence;
import org.theriac.biostatistics.survival.SurvivalTimes;

class SmoothedResidualTest {
    private static final int ROWS = 2000;

    private final double[] x = new double[ROWS];
    private final double[] time = new double[ROWS];
    private final boolean[] event = new boolean[ROWS];
    private final double[] ones = new double[ROWS];
    private final int[] rows = IntStream.range(0, ROWS).toArray();

    /** The log hazard is x², which a model that is linear in x misses. */
    SmoothedResidualTest() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < ROWS; i++) {
            x[i] = 3 * random.nextDouble() - 1.5;
            double t = -Math.log(random.nextDouble()) / Math.exp(x[i] * x[i]);
            double censored = 2 * random.nextDouble();
            time[i] = Math.min(t, censored);
            event[i] = t <= censored;
            ones[i] = 1;
        }
    }

    private SmoothedResidual smooth(double[]... columns) {
        double[][] matrix = new double[ROWS][columns.length];
        for (int i = 0; i < ROWS; i++) {
            for (int j = 0; j < columns.length; j++) {
                matrix[i][j] = columns[j][i];
            }
        }
        double[] martingale = Cox.efron()
                .fit(SurvivalTimes.of(time, event), matrix)
                .residuals()
                .martingale();
        return SmoothedResidual.of(x, martingale, ones, rows, Confidence.USUAL);
    }

    @Test
    void aFormThatDoesNotFitBends() {
        SmoothedResidual missed = smooth(x);
        int last = missed.place().length - 1;
        assertThat(missed.lower()[0]).isPositive();
        assertThat(missed.upper()[last / 2]).isNegative();
        assertThat(missed.lower()[last]).isPositive();
    }

    @Test
    void aFormThatFitsStaysWithinItsBand() {
        SmoothedResidual right = smooth(x, Arrays.stream(x).map(v -> v * v).toArray());
        long outside = IntStream.range(0, right.place().length)
                .filter(k -> right.lower()[k] > 0 || right.upper()[k] < 0)
                .count();
        assertThat(outside).isLessThan(right.place().length / 4);
        assertThat(Arrays.stream(right.residual()).average().orElseThrow()).isCloseTo(0, within(.05));
    }

    @Test
    void tiedValuesShareAPlace() {
        double[] coarse = Arrays.stream(x).map(Math::round).toArray();
        SmoothedResidual smooth = SmoothedResidual.of(coarse, new double[ROWS], ones, rows, Confidence.USUAL);
        assertThat(smooth.place()).isSorted().doesNotHaveDuplicates();
        assertThat(smooth.residual()).containsOnly(0);
    }
}
