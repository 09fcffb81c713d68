package org.theriac.learning.training;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.theriac.learning.tensor.Streams;

/**
 * The training rows, in portions.
 *
 * @param <B> what a loss takes: inputs and targets of some rows
 */
public interface Batches<B> {
    /** How many batches make an epoch. */
    int perEpoch();

    /** The batch at this place: a function of epoch and index, never of history. */
    B batch(long epoch, int index);

    /** All rows in one batch: what a partial likelihood needs. */
    static <B> Batches<B> whole(B batch) {
        return new Batches<>() {
            @Override
            public int perEpoch() {
                return 1;
            }

            @Override
            public B batch(long epoch, int index) {
                return batch;
            }
        };
    }

    /** Makes a batch of some rows. */
    @FunctionalInterface
    interface Maker<B> {
        B of(int[] rows);
    }

    /**
     * Rows in an order that is new in each epoch. A remainder smaller than {@code size} joins the last batch.
     *
     * @param rows how many there are
     * @param size of a batch
     */
    static <B> Batches<B> shuffled(int rows, int size, Streams streams, Maker<B> maker) {
        return shuffledRows(rows, size, streams, (epoch, chosen) -> maker.of(chosen));
    }

    /** Makes a batch of some rows, which may differ from epoch to epoch. */
    @FunctionalInterface
    interface EpochMaker<B> {
        B of(long epoch, int[] rows);
    }

    /** As {@link #shuffled}, for batches that know their epoch: augmented ones. */
    static <B> Batches<B> shuffledRows(int rows, int size, Streams streams, EpochMaker<B> maker) {
        if (size < 1 || rows < 1) {
            throw new IllegalArgumentException(rows + " rows cannot be cut into batches of " + size);
        }
        return new Batches<>() {
            @Override
            public int perEpoch() {
                return Math.max(1, rows / size);
            }

            @Override
            public B batch(long epoch, int index) {
                int[] order = shuffledRows(rows, streams.at("shuffle", epoch));
                int end = index == perEpoch() - 1 ? rows : (index + 1) * size;
                return maker.of(epoch, Arrays.copyOfRange(order, index * size, end));
            }
        };
    }

    private static int[] shuffledRows(int rows, RandomGenerator random) {
        int[] order = IntStream.range(0, rows).toArray();
        for (int i = rows - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int row = order[i];
            order[i] = order[j];
            order[j] = row;
        }
        return order;
    }
}
