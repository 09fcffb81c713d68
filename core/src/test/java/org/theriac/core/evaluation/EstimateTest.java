package org.theriac.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class EstimateTest {
    private static final double[] ZERO_TO_HUNDRED =
            IntStream.rangeClosed(0, 100).mapToDouble(i -> i).toArray();

    @Test
    void theIntervalRunsBetweenPercentilesAsInRsSeventhType() {
        Estimate estimate = Estimate.of(40, new double[] {5, 1, 4, 2, 3}, 0.5);

        // R: quantile(1:5, c(.25, .75)) is 2, 4
        assertThat(estimate).isEqualTo(new Estimate(40, 2, 4, 5));
    }

    @Test
    void drawsWithoutAValueAreLeftOutAndNotCounted() {
        assertThat(Estimate.of(1, new double[] {Double.NaN, 1, 3}, 0.5)).isEqualTo(new Estimate(1, 1.5, 2.5, 2));
    }

    @Test
    void withoutDrawsThereIsNoInterval() {
        assertThat(Estimate.of(1, new double[0], 0.95)).isEqualTo(new Estimate(1, Double.NaN, Double.NaN, 0));
    }

    @Test
    void theExcessOfTheDrawsIsTakenOffAndNothingFallsBelowZero() {
        Estimate estimate = Estimate.ofExcess(20, ZERO_TO_HUNDRED, 0.9);

        // the draws lie 30 too high in the mean: 5 to 95 becomes −25 to 65
        assertThat(estimate.lower()).isZero();
        assertThat(estimate.upper()).isEqualTo(65, Offset.offset(1e-12));
    }
}
