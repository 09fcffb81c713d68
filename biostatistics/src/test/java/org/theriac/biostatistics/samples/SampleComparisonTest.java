package org.theriac.biostatistics.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleComparisonTest {
    private static double[][] normal(long seed, int n, int d, double mean, double sd) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] sample = new double[n][d];
        for (double[] vector : sample) {
            for (int j = 0; j < d; j++) {
                vector[j] = mean + sd * random.nextGaussian();
            }
        }
        return sample;
    }

    private static double[][] diagonal(double... values) {
        double[][] matrix = new double[values.length][values.length];
        for (int j = 0; j < values.length; j++) {
            matrix[j][j] = values[j];
        }
        return matrix;
    }

    @Test
    void frechetDistanceOfShiftedNormalsIsTheSquaredShift() {
        double[][] identity = diagonal(1, 1, 1);
        FrechetDistance shifted =
                FrechetDistance.ofMoments(new double[3], identity, new double[] {1, -2, 0.5}, identity);
        assertThat(shifted.value()).isCloseTo(1 + 4 + 0.25, within(1e-10));
        assertThat(shifted.means()).isCloseTo(5.25, within(1e-12));
    }

    /** tr(I + 4 I − 2 · 2 I) = k. */
    @Test
    void frechetDistanceOfNormalsWithTwiceTheSpreadIsTheirDimension() {
        for (int k : new int[] {1, 4, 9}) {
            double[] ones = new double[k];
            double[] fours = new double[k];
            Arrays.fill(ones, 1);
            Arrays.fill(fours, 4);
            // the ridge of 1e-6 on both diagonals moves each term by far less than this
            assertThat(FrechetDistance.ofMoments(new double[k], diagonal(ones), new double[k], diagonal(fours))
                            .value())
                    .isCloseTo(k, within(1e-5));
        }
    }

    /** For covariances that do not commute: S₁ = diag(1, 4), S₂ a rotation of it by 45°, tr((S₁ S₂)^½) = √(tr(S₁S₂) + 2 √det(S₁S₂)) = √(12.5 + 8). */
    @Test
    void frechetDistanceOfRotatedCovariancesIsThatOfTheClosedFormInTwoDimensions() {
        double[][] rotated = {{2.5, 1.5}, {1.5, 2.5}};
        assertThat(FrechetDistance.ofMoments(new double[2], diagonal(1, 4), new double[2], rotated)
                        .value())
                .isCloseTo(10 - 2 * Math.sqrt(20.5), within(1e-5));
    }

    @Test
    void frechetDistanceOfASampleFromItselfIsZero() {
        double[][] sample = normal(1, 60, 8, 3, 2);
        FrechetDistance same = FrechetDistance.between(sample, sample);
        assertThat(same.value()).isCloseTo(0, within(1e-9));
        assertThat(same.singular()).isFalse();
        assertThat(FrechetDistance.between(normal(1, 8, 8, 0, 1), sample).singular())
                .isTrue();
    }

    @Test
    void kernelDistanceOfEqualDistributionsIsZeroOnAverageAndOftenNegative() {
        double[] estimates = IntStream.range(0, 60)
                .mapToDouble(i -> KernelDistance.unbiased(normal(2L * i, 40, 4, 0, 1), normal(2L * i + 1, 40, 4, 0, 1)))
                .toArray();
        double mean = Arrays.stream(estimates).average().orElseThrow();
        double spread = Math.sqrt(Arrays.stream(estimates)
                .map(e -> (e - mean) * (e - mean))
                .average()
                .orElseThrow());
        assertThat(Math.abs(mean)).isLessThan(3 * spread / Math.sqrt(estimates.length));
        assertThat(Arrays.stream(estimates).filter(e -> e < 0).count()).isBetween(15L, 45L);
    }

    /** With d = 1, k = (xy + 1)³ has the features 1, √3 x, √3 x², x³: the distance of point masses 0 and a is 3a² + 3a⁴ + a⁶. */
    @Test
    void kernelDistanceOfPointMassesIsThatOfTheirCubicFeatures() {
        double a = 0.7;
        double[][] zeros = new double[10][1];
        double[][] shifted = normal(0, 10, 1, a, 0);
        double expected = 3 * a * a + 3 * Math.pow(a, 4) + Math.pow(a, 6);
        assertThat(KernelDistance.unbiased(zeros, shifted)).isCloseTo(expected, within(1e-12));
        KernelDistance halves = KernelDistance.between(zeros, shifted, 5, 0.95, new SplittableRandom(1));
        assertThat(halves.value()).isCloseTo(expected, within(1e-12));
        assertThat(halves.standardError()).isCloseTo(0, within(1e-6));
    }

    /** The interval's standard error against the spread of fresh samples. */
    @Test
    void halvesGiveTheStandardErrorOfTheKernelDistance() {
        SplittableRandom random = new SplittableRandom(5);
        double[] estimates = IntStream.range(0, 60)
                .mapToDouble(i ->
                        KernelDistance.unbiased(normal(100 + 2L * i, 80, 3, 0, 1), normal(101 + 2L * i, 80, 3, 0.8, 1)))
                .toArray();
        double mean = Arrays.stream(estimates).average().orElseThrow();
        double spread = Math.sqrt(Arrays.stream(estimates)
                .map(e -> (e - mean) * (e - mean))
                .average()
                .orElseThrow());
        double told = IntStream.range(0, 20)
                .mapToDouble(i -> KernelDistance.between(
                                normal(100 + 2L * i, 80, 3, 0, 1),
                                normal(101 + 2L * i, 80, 3, 0.8, 1),
                                100,
                                0.95,
                                random)
                        .standardError())
                .average()
                .orElseThrow();
        assertThat(told / spread).isBetween(0.75, 1.35);
    }

    @Test
    void precisionFallsWithStrayVectorsAndRecallWithMissingOnes() {
        double[][] real = normal(1, 300, 2, 0, 1);
        PrecisionRecall same = PrecisionRecall.of(normal(2, 300, 2, 0, 1), real, 3);
        assertThat(same.precision()).isGreaterThan(0.9);
        assertThat(same.recall()).isGreaterThan(0.9);
        PrecisionRecall narrow = PrecisionRecall.of(normal(3, 300, 2, 0, 0.2), real, 3);
        assertThat(narrow.precision()).isGreaterThan(0.9);
        assertThat(narrow.recall()).isLessThan(0.3);
        PrecisionRecall wide = PrecisionRecall.of(normal(4, 300, 2, 0, 5), real, 3);
        assertThat(wide.precision()).isLessThan(0.4);
        assertThat(wide.recall()).isGreaterThan(0.5);
        PrecisionRecall apart = PrecisionRecall.of(normal(5, 300, 2, 50, 1), real, 3);
        assertThat(apart.precision()).isZero();
        assertThat(apart.recall()).isZero();
        assertThatThrownBy(() -> PrecisionRecall.of(real, normal(1, 3, 2, 0, 1), 3))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Balls by hand: of 0, 1, 3 on a line the radii to the nearest other are 1, 1, 2; of 4.5 and 6 they are 1.5. */
    @Test
    void ballsReachToTheNearestOther() {
        double[][] real = {{0}, {1}, {3}};
        double[][] generated = {{4.5}, {6}};
        PrecisionRecall balls = PrecisionRecall.of(generated, real, 1);
        assertThat(balls.precision()).isEqualTo(0.5);
        assertThat(balls.recall()).isEqualTo(1 / 3.0);
    }

    @Test
    void freshVectorsOfTheSameDistributionAreNoCopies() {
        double[][] training = normal(1, 400, 6, 0, 1);
        Memorisation fresh = Memorisation.of(normal(2, 300, 6, 0, 1), normal(3, 200, 6, 0, 1), training);
        assertThat(fresh.closer()).isCloseTo(0.5, within(0.06));
        assertThat(fresh.copies()).isEmpty();
        assertThat(fresh.heldOutCopies()).isZero();
    }

    @Test
    void twentyCopiesOfATrainingVectorAreListed() {
        double[][] training = normal(1, 400, 6, 0, 1);
        double[][] generated = normal(2, 300, 6, 0, 1);
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 100; i < 120; i++) {
            generated[i] = training[77].clone();
            generated[i][0] += 0.01 * random.nextGaussian();
        }
        Memorisation found = Memorisation.of(generated, normal(3, 200, 6, 0, 1), training);
        assertThat(found.copies()).containsExactly(IntStream.range(100, 120).toArray());
        assertThat(Arrays.stream(found.copies()).map(i -> found.generated().index()[i]))
                .containsOnly(77);
        assertThat(Memorisation.of(training, normal(3, 200, 6, 0, 1), training).closer())
                .isEqualTo(1);
    }

    @Test
    void samplesOfOtherWidthsAreRefused() {
        assertThatThrownBy(() -> FrechetDistance.between(normal(1, 9, 2, 0, 1), normal(1, 9, 3, 0, 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NearestNeighbours.of(new double[0][], normal(1, 9, 3, 0, 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
