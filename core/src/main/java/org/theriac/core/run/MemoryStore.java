package org.theriac.core.run;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A store that lasts as long as the program. */
final class MemoryStore implements Store {
    private final Map<String, byte[]> pieces = new ConcurrentHashMap<>();

    @Override
    public Optional<byte[]> read(String name) {
        return Optional.ofNullable(pieces.get(name)).map(byte[]::clone);
    }

    @Override
    public void write(String name, byte[] content) {
        pieces.put(name, content.clone());
    }

    @Override
    public void delete(String name) {
        pieces.remove(name);
    }
}
