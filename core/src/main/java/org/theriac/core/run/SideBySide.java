package org.theriac.core.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/** Independent pieces of work side by side, on as many threads as the run has workers. The results do not depend on the order. */
public final class SideBySide {
    private SideBySide() {}

    /** Runs all pieces and returns their results in the given order; the first failure stops the rest and is thrown. */
    public static <T> List<T> all(Run run, List<Callable<T>> pieces) {
        if (run.workers() <= 1 || pieces.size() <= 1) {
            List<T> results = new ArrayList<>();
            for (Callable<T> piece : pieces) {
                results.add(call(piece));
            }
            return results;
        }
        AtomicReference<Throwable> failed = new AtomicReference<>();
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(run.workers(), pieces.size()));
        try {
            List<Future<T>> futures = pieces.stream()
                    .map(piece -> threads.submit(() -> unlessFailed(piece, failed)))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            failed.compareAndSet(null, e);
            Thread.currentThread().interrupt();
            throw new StoppedException();
        } catch (ExecutionException e) {
            // pieces that did not begin because another failed are not what went wrong
            throw unchecked(Objects.requireNonNullElse(failed.get(), e));
        } finally {
            finish(threads);
        }
    }

    private static <T> T unlessFailed(Callable<T> piece, AtomicReference<Throwable> failed) throws Exception {
        if (failed.get() != null) {
            throw new StoppedException();
        }
        try {
            return piece.call();
        } catch (Exception | Error e) {
            failed.compareAndSet(null, e);
            throw e;
        }
    }

    /** Waits for pieces in progress instead of interrupting them: an interrupt would close the files that they write. */
    private static void finish(ExecutorService threads) {
        threads.shutdown();
        try {
            threads.awaitTermination(10, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does {@code work} for 0 … count − 1, in chunks, with progress. */
    public static void each(Run run, int count, int chunk, IntConsumer work, Progress progress) {
        AtomicLong done = new AtomicLong();
        List<Callable<Integer>> pieces = new ArrayList<>();
        for (int from = 0; from < count; from += chunk) {
            int first = from;
            int last = Math.min(from + chunk, count);
            pieces.add(() -> {
                run.checkStop();
                for (int i = first; i < last; i++) {
                    work.accept(i);
                }
                progress.at(done.addAndGet(last - first), "");
                return last;
            });
        }
        all(run, pieces);
    }

    private static <T> T call(Callable<T> piece) {
        try {
            return piece.call();
        } catch (Exception e) {
            throw unchecked(e);
        }
    }

    private static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof RuntimeException runtime) {
            return runtime;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(failure);
    }
}
