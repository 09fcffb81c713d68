package org.theriac.core.cohort;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * The bytes of one file: in a folder, in an archive, in a shipped data set.
 *
 * @param name how messages name it: the path as the table writes it
 * @param size in bytes; −1 when it is not known
 * @param opener opens the bytes from the start, each time it is called
 * @param path where the bytes stand on disk, for readers that need more than a stream; empty where they stand in an archive or a shipped data set
 */
public record StoredFile(String name, long size, Opener opener, Optional<Path> path) {
    /** Bytes that do not stand on disk by themselves. */
    public StoredFile(String name, long size, Opener opener) {
        this(name, size, opener, Optional.empty());
    }

    /** Opens a stream. */
    public interface Opener {
        InputStream open() throws IOException;
    }

    /** A stream of the bytes, from the start. */
    public InputStream open() throws IOException {
        return opener.open();
    }

    /**
     * All bytes.
     *
     * @param most the largest size that is accepted
     * @param refusal makes the exception for a larger file from its size
     */
    public byte[] bytes(long most, LongFunction<? extends RuntimeException> refusal) throws IOException {
        if (size > most) {
            throw refusal.apply(size);
        }
        try (InputStream in = open()) {
            byte[] bytes = in.readNBytes(Math.toIntExact(most) + 1);
            if (bytes.length > most) {
                throw refusal.apply(bytes.length);
            }
            return bytes;
        }
    }
}
