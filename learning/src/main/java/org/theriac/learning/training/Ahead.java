package org.theriac.learning.training;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Batches that are made on a thread of their own, one ahead of the training: files are decoded while the network computes. What is made must not touch
 * tensors; {@link #map} turns it into them on the training's thread. The order of the batches, and so the result, is that of the batches themselves.
 *
 * @param <R> a batch as plain Java values
 */
public final class Ahead<R> implements AutoCloseable {
    private record Place(long epoch, int index) {}

    private final Batches<R> batches;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "batches ahead");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable Place place;
    private @Nullable Future<R> made;

    public Ahead(Batches<R> batches) {
        this.batches = batches;
    }

    /** The batches as the training takes them. */
    public <B> Batches<B> map(Function<R, B> finish) {
        return new Batches<>() {
            @Override
            public int perEpoch() {
                return batches.perEpoch();
            }

            @Override
            public B batch(long epoch, int index) {
                return finish.apply(take(new Place(epoch, index)));
            }
        };
    }

    private R take(Place wanted) {
        Future<R> ready = made != null && wanted.equals(place) ? made : submit(wanted);
        R batch = await(ready);
        place = wanted.index() + 1 < batches.perEpoch()
                ? new Place(wanted.epoch(), wanted.index() + 1)
                : new Place(wanted.epoch() + 1, 0);
        made = submit(place);
        return batch;
    }

    private Future<R> submit(Place at) {
        return worker.submit(() -> batches.batch(at.epoch(), at.index()));
    }

    private static <R> R await(Future<R> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new IllegalStateException("making a batch failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException)
                    new CancellationException("interrupted while waiting for a batch").initCause(e);
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
