package org.theriac.core.cohort;

import java.io.IOException;

/**
 * A kind of file that a column may hold, such as an image: how its bytes become a value. A field's module contributes one for each kind; study files
 * name it by its id. Safe for use by several threads.
 *
 * @param <T> what a file is decoded to; immutable
 */
public interface FileType<T> {
    /** The word in study files and in models' input schemas, such as {@code image}. */
    String id();

    /** One sentence: which files are read. */
    String purpose();

    /** The class of the values. */
    Class<T> type();

    /**
     * Decodes a file.
     *
     * @throws org.theriac.core.UserError if the file does not hold such a value; the message names it and says what to do. Every size that the file
     *     claims is checked before memory is reserved for it
     * @throws IOException if the bytes cannot be read
     */
    T decode(StoredFile file) throws IOException;

    /** How much memory a value takes, in bytes. */
    long memory(T value);

    /** A made-up value, nobody's, for checks of models: the same for the same number, different for different ones. */
    T example(int number);

    /**
     * Bits that hardly differ between versions of one value (rescaled, saved anew), so that copies under other names are found; empty when this kind of
     * files has none.
     */
    default long[] fingerprint(T value) {
        return new long[0];
    }
}
