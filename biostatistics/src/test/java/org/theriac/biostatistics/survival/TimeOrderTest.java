package org.theriac.biostatistics.survival;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TimeOrderTest {
    @Property
    void rowsComeByTimeAndThoseOfOneTimeInTheirOwnOrder(@ForAll @IntRange(min = -3, max = 3) int[] halves) {
        double[] times = Arrays.stream(halves).mapToDouble(h -> h / 2.0).toArray();
        Integer[] sorted = IntStream.range(0, times.length).boxed().toArray(Integer[]::new);
        Arrays.sort(sorted, Comparator.comparingDouble(i -> times[i]));
        assertThat(Arrays.stream(TimeOrder.of(times)).boxed()).containsExactly(sorted);
    }
}
