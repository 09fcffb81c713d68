package org.theriac.core.cohort;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Decoded values that were used last, up to a bound on their memory. Safe for use by several threads.
 *
 * @param <T> the values
 */
final class DecodedCache<T> {
    private record Held<T>(T value, long memory) {}

    private final long most;
    private final LinkedHashMap<Integer, Held<T>> held = new LinkedHashMap<>(64, 0.75f, true);
    private long memory;

    /** @param most bytes that all values together may take */
    DecodedCache(long most) {
        this.most = most;
    }

    synchronized Optional<T> get(int key) {
        Held<T> found = held.get(key);
        return found == null ? Optional.empty() : Optional.of(found.value());
    }

    /** Keeps a value, and forgets those that were not used for longest where the bound asks for it. A value above the bound is not kept. */
    synchronized void put(int key, T value, long bytes) {
        if (bytes > most || held.containsKey(key)) {
            return;
        }
        held.put(key, new Held<>(value, bytes));
        memory += bytes;
        Iterator<Map.Entry<Integer, Held<T>>> eldest = held.entrySet().iterator();
        while (memory > most) {
            memory -= eldest.next().getValue().memory();
            eldest.remove();
        }
    }

    synchronized long memory() {
        return memory;
    }
}
