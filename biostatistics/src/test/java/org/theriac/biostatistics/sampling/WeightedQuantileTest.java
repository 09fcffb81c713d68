package org.theriac.biostatistics.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WeightedQuantileTest {
    /** Against the definition, by sorting; values are few, so that ties are many. */
    @Property(tries = 300)
    void selectionFindsWhatSortingFinds(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 60) int n,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double level) {
        Random random = new Random(seed);
        double[] value = new double[n];
        int[] weight = new int[n];
        WeightedQuantile quantile = new WeightedQuantile();
        quantile.clear(n);
        for (int i = 0; i < n; i++) {
            value[i] = random.nextInt(20);
            weight[i] = 1 + random.nextInt(5);
            quantile.add(value[i], weight[i]);
        }
        Integer[] order = IntStream.range(0, n).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> value[i]));
        double wanted = level * Arrays.stream(weight).sum();
        double sum = 0;
        int at = -1;
        while (sum < wanted) {
            sum += weight[order[++at]];
        }
        assertThat(quantile.at(level)).isEqualTo(value[order[at]]);
    }

    @Test
    void drawsWithoutWeightHaveNoQuantile() {
        WeightedQuantile quantile = new WeightedQuantile();
        quantile.clear(1);
        quantile.add(1, 0);
        assertThatThrownBy(() -> quantile.at(0.5)).isInstanceOf(IllegalStateException.class);
    }
}
