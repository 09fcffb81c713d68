package org.theriac.core.cohort;

import java.io.IOException;

/**
 * A value that stands in a file and is decoded when it is asked for.
 *
 * @param <T> the value
 */
public interface Stored<T> {
    /** How messages name it. */
    String name();

    /**
     * Decodes the value anew.
     *
     * @throws org.theriac.core.UserError if the file does not hold it
     */
    T decode() throws IOException;

    /** SHA-256 of what is stored, in hexadecimal digits: equal values in two rows have equal digests. */
    String digest() throws IOException;
}
