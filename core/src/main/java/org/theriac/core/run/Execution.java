package org.theriac.core.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What a run and all its children share.
 *
 * @param seed of all random streams
 * @param stores the store of a child run, by the names that lead to it
 * @param display where progress is shown
 * @param stop the user's wish to stop
 * @param workers how many pieces of work may run side by side
 * @param checkpointEvery the least time between two checkpoints of one piece of work; results do not depend on it
 */
public record Execution(
        long seed,
        Function<List<String>, Store> stores,
        Display display,
        StopSignal stop,
        int workers,
        Duration checkpointEvery) {
    public Execution {
        if (workers < 1) {
            throw new IllegalArgumentException(workers + " workers; at least one is needed");
        }
    }

    /** Keeps everything in memory, shows nothing, uses one worker. */
    public static Execution inMemory(long seed) {
        Map<List<String>, Store> stores = new ConcurrentHashMap<>();
        return new Execution(
                seed,
                path -> stores.computeIfAbsent(List.copyOf(path), p -> new MemoryStore()),
                Display.SILENT,
                new StopSignal(),
                1,
                Duration.ofSeconds(10));
    }
}
