package org.theriac.biostatistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.TestTable;
import org.theriac.core.UserError;

/** Golden numbers by pycox 0.3.0, label_transform of LogisticHazard on veteran. */
class DiscreteTimesTest {
    private static final SurvivalTimes VETERAN = TestTable.read("veteran").times("time", "status", "1");

    @Test
    void equidistantCutsEqualThoseOfPycox() {
        assertThat(DiscreteTimes.equidistant(VETERAN, 5).cuts())
                .containsExactly(new double[] {0, 249.75, 499.5, 749.25, 999}, within(1e-12));
    }

    @Test
    void quantileCutsEqualThoseOfPycox() {
        assertThat(DiscreteTimes.quantiles(VETERAN, 5).cuts()).containsExactly(0, 24, 73, 156, 999);
        assertThat(DiscreteTimes.quantiles(VETERAN, 10).cuts())
                .containsExactly(0, 11, 20, 35, 53, 92, 123, 182, 287, 999);
    }

    @Test
    void indicesOfVeteranEqualThoseOfPycox() {
        assertThat(indexSums(DiscreteTimes.equidistant(VETERAN, 10))).containsExactly(223, 623, 219);
        assertThat(indexSums(DiscreteTimes.quantiles(VETERAN, 10))).containsExactly(668, 4106, 623);
    }

    /** The sum of all indices, of their squares, and of those of events. */
    private static int[] indexSums(DiscreteTimes cuts) {
        int[] index = IntStream.range(0, VETERAN.size())
                .map(i -> cuts.index(VETERAN.time(i), VETERAN.event(i)))
                .toArray();
        return new int[] {
            IntStream.of(index).sum(),
            IntStream.of(index).map(k -> k * k).sum(),
            IntStream.range(0, index.length)
                    .filter(VETERAN::event)
                    .map(i -> index[i])
                    .sum()
        };
    }

    @Test
    void eventsGoUpAndCensoringsDown() {
        DiscreteTimes cuts = DiscreteTimes.of(new double[] {0, 10, 20});
        assertThat(cuts.index(0, true)).isZero();
        assertThat(cuts.index(0, false)).isZero();
        assertThat(cuts.index(5, true)).isEqualTo(1);
        assertThat(cuts.index(5, false)).isZero();
        assertThat(cuts.index(10, true)).isEqualTo(1);
        assertThat(cuts.index(10, false)).isEqualTo(1);
        assertThat(cuts.index(21, true)).isEqualTo(2);
        assertThat(cuts.covers(20)).isTrue();
        assertThat(cuts.covers(21)).isFalse();
    }

    @Test
    void anEntryCountsLikeTheCensoringBeforeIt() {
        DiscreteTimes cuts = DiscreteTimes.of(new double[] {0, 10, 20, 30});
        for (double t : new double[] {0, 5, 10, 12, 30, 35}) {
            assertThat(cuts.firstAtRisk(t)).isEqualTo(cuts.index(t, false) + 1);
        }
    }

    @Test
    void levelsThatFallTogetherGiveFewerCuts() {
        SurvivalTimes two = SurvivalTimes.of(new double[] {1, 1, 1, 2}, new boolean[] {true, true, true, true});
        assertThat(DiscreteTimes.quantiles(two, 10).cuts()).containsExactly(0, 1, 2);
    }

    @Test
    void refinedCutsHoldTheCuts() {
        assertThat(DiscreteTimes.of(new double[] {0, 1, 4}).refined(2)).containsExactly(0, 0.5, 1, 2.5, 4);
    }

    @Test
    void timesOfZeroAloneAreRefused() {
        SurvivalTimes zero = SurvivalTimes.of(new double[] {0, 0}, new boolean[] {true, false});
        assertThatThrownBy(() -> DiscreteTimes.equidistant(zero, 5)).isInstanceOf(UserError.class);
        assertThatThrownBy(() -> DiscreteTimes.quantiles(zero, 5)).isInstanceOf(UserError.class);
    }
}
