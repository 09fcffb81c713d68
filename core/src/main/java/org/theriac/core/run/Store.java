package org.theriac.core.run;

import java.util.Optional;

/** Named pieces of a run that survive a stop. A write is whole or not at all, even when the process is killed. */
public interface Store {
    Optional<byte[]> read(String name);

    void write(String name, byte[] content);

    void delete(String name);
}
