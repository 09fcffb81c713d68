package org.theriac.core.table;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.StoredFile;

/**
 * A format of tables beside delimited text. A module contributes one for each; the file's name chooses it. A format that has settings is contributed
 * twice: as it is without any, and as a {@linkplain org.theriac.core.study.PartEntry part} of this family, which a study chooses under {@code format:}.
 */
public interface TableFormat {
    /** A word, such as {@code npz}. */
    String id();

    /** One sentence: which files are read, and what becomes a column. */
    String purpose();

    /** How the names of its files end, in small letters; none for a format that only {@linkplain #connects connects}. */
    List<String> endings();

    /** Whether files of this name are read. */
    default boolean reads(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return endings().stream().anyMatch(name::endsWith);
    }

    /** Whether this is an address that the format {@linkplain #connect connects} to, and no path of a file. */
    default boolean connects(String table) {
        return false;
    }

    /** How messages and provenance name an address: without what may be secret in it. */
    default String shown(String address) {
        return address;
    }

    /**
     * The columns of what stands at an address, as {@link #read} gives those of a file.
     *
     * @throws org.theriac.core.SurroundingsError if the connection fails
     */
    default List<Column<?>> connect(String address) throws IOException {
        throw new UnsupportedOperationException(id() + " connects to no address");
    }

    /**
     * The columns, all of the same length and with distinct names. Words whose type the format does not tell are {@linkplain UntypedColumn untyped}.
     *
     * @throws org.theriac.core.UserError if the file is not of this format; the message names it, says where and what to do. Every size that the file
     *     claims is checked before memory is reserved for it
     * @throws IOException if the bytes cannot be read
     */
    List<Column<?>> read(StoredFile file) throws IOException;
}
