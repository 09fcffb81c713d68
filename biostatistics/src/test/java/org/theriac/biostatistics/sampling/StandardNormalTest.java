package org.theriac.biostatistics.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.theriac.core.run.Run;

class StandardNormalTest {
    /** R: pnorm(c(-37, -10, -1.96, 0, 1.96)). */
    @Test
    void probabilitiesEqualThoseOfRInTheTailToo() {
        assertThat(StandardNormal.probability(-37)).isCloseTo(5.725571e-300, Percentage.withPercentage(1e-4));
        assertThat(StandardNormal.probability(-10)).isCloseTo(7.619853024160527e-24, Percentage.withPercentage(1e-10));
        assertThat(StandardNormal.probability(-1.96)).isCloseTo(0.02499789514822044, within(1e-15));
        assertThat(StandardNormal.probability(0)).isEqualTo(0.5);
        assertThat(StandardNormal.probability(1.96)).isCloseTo(0.9750021048517795, within(1e-15));
    }

    @Test
    void quantilesUndoProbabilities() {
        for (double z = -30; z <= 5; z += 0.37) {
            assertThat(StandardNormal.quantile(StandardNormal.probability(z))).isCloseTo(z, within(1e-9));
        }
        assertThat(StandardNormal.quantile(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(StandardNormal.quantile(1)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    /** E(Z | Z &gt; a) = density(a) / P(Z &gt; a), on both sides of where the proposal changes. */
    @ParameterizedTest
    @ValueSource(doubles = {-5, -0.5, 0.39, 0.41, 2, 8, 30})
    void truncatedDrawsHaveTheMeanThatMillsGives(double bound) {
        RandomGenerator random = Run.inMemory(1).random("draws", 0);
        int n = 100_000;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double z = StandardNormal.above(bound, random);
            assertThat(z).isGreaterThan(bound);
            sum += z;
        }
        double mean = Math.exp(-bound * bound / 2) / Math.sqrt(2 * Math.PI) / StandardNormal.probability(-bound);
        assertThat(sum / n).isCloseTo(mean, within(0.015));
    }
}
