package org.theriac.core.table;

import java.io.IOException;
import java.util.List;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.StoredFile;

/** A format of tables beside delimited text. A module contributes one for each; the file's name chooses it. */
public interface TableFormat {
    /** A word, such as {@code npz}. */
    String id();

    /** One sentence: which files are read, and what becomes a column. */
    String purpose();

    /** Whether files of this name are read. */
    boolean reads(String fileName);

    /**
     * The columns, all of the same length and with distinct names.
     *
     * @throws org.theriac.core.UserError if the file is not of this format; the message names it, says where and what to do. Every size that the file
     *     claims is checked before memory is reserved for it
     * @throws IOException if the bytes cannot be read
     */
    List<Column<?>> read(StoredFile file) throws IOException;
}
