package org.theriac.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InMemoryRunTest {
    static final Codec<Long> LONGS = new Codec<>() {
        @Override
        public void write(Long value, DataOutput out) throws IOException {
            out.writeLong(value);
        }

        @Override
        public Long read(DataInput in) throws IOException {
            return in.readLong();
        }
    };

    /** Origin: the authors' C program (prng.di.unimi.it/xoshiro256plusplus.c) from the state 1, 2, 3, 4. */
    @Test
    void generatorEqualsTheAuthorsProgram() {
        byte[] state = new byte[32];
        for (int word = 0; word < 4; word++) {
            state[8 * word + 7] = (byte) (word + 1);
        }
        assertThat(new Xoshiro256(state).longs(7).toArray())
                .containsExactly(
                        41943041L,
                        58720359L,
                        3588806011781223L,
                        3591011842654386L,
                        Long.parseUnsignedLong("9228616714210784205"),
                        Long.parseUnsignedLong("9973669472204895162"),
                        Long.parseUnsignedLong("14011001112246962877"));
    }

    /** Frozen: a change here changes the results of every study. */
    @Test
    void streamsStayAsTheyWereReleased() {
        RandomGenerator random = Run.inMemory(1).child("fold 1").random("dropout", 3);
        assertThat(random.nextLong()).isEqualTo(2779849019253040417L);
    }

    @Test
    void streamsDependOnSeedChildPurposeAndStepAlone() {
        Run run = Run.inMemory(7);
        long here = run.child("a").random("p", 0).nextLong();
        run.random("other", 5).nextLong();
        assertThat(run.child("a").random("p", 0).nextLong()).isEqualTo(here);
        assertThat(List.of(
                        Run.inMemory(8).child("a").random("p", 0).nextLong(),
                        run.child("b").random("p", 0).nextLong(),
                        run.random("p", 0).nextLong(),
                        run.child("a").child("a").random("p", 0).nextLong(),
                        run.child("a").random("q", 0).nextLong(),
                        run.child("a").random("p", 1).nextLong()))
                .doesNotContain(here)
                .doesNotHaveDuplicates();
    }

    /** Correlation of two streams of 100 000 uniform numbers has standard error 0.0032. */
    @Test
    void streamsOfNeighbouringStepsAreUncorrelated() {
        Run run = Run.inMemory(1);
        int n = 100_000;
        for (long step : new long[] {0, 1, 41}) {
            double[] x = run.random("p", step).doubles(n).toArray();
            double[] y = run.random("p", step + 1).doubles(n).toArray();
            double covariance = IntStream.range(0, n)
                            .mapToDouble(i -> (x[i] - 0.5) * (y[i] - 0.5))
                            .sum()
                    / n;
            assertThat(Math.abs(covariance * 12)).isLessThan(0.015);
        }
    }

    @Test
    void equalNoticesAreAddedUpAndOrderedByPlaceNotByTime() {
        Run run = Run.inMemory(1);
        run.child("fold 10").notice("b", "Ten.", 1);
        run.child("fold 2").notice("b", "Two.", 1);
        run.child("fold 2").notice("b", "Two.", 4);
        run.notice("a", "Top.", 1);
        assertThat(run.notices())
                .containsExactly(
                        new Notice("", "a", "Top.", 1),
                        new Notice("fold 2", "b", "Two.", 5),
                        new Notice("fold 10", "b", "Ten.", 1));
        assertThat(run.child("fold 2").notices()).containsExactly(new Notice("fold 2", "b", "Two.", 5));
    }

    @Test
    void iterateStepsUntilDone() {
        assertThat(Run.inMemory(1).iterate("count", LONGS, () -> 0L, n -> n + 1, n -> n >= 10))
                .isEqualTo(10);
    }

    @Test
    void twoPiecesOfOneNameAreRefused() {
        Run run = Run.inMemory(1);
        run.once("fit", LONGS, () -> 1L);
        run.child("x").once("fit", LONGS, () -> 1L);
        assertThatThrownBy(() -> run.once("fit", LONGS, () -> 2L))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("fit");
    }

    @Test
    void whatIsStoredIsReadBack() {
        Run run = Run.inMemory(1);
        run.store().write("weights", new byte[] {1, 2});
        assertThat(run.store().read("weights")).hasValue(new byte[] {1, 2});
        assertThat(run.child("x").store().read("weights")).isEmpty();
        run.store().delete("weights");
        assertThat(run.store().read("weights")).isEmpty();
    }
}
