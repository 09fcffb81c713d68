package org.theriac.core.table;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.theriac.core.cohort.Definition;

/**
 * A data set that is shipped.
 *
 * @param name the word after {@code dataset:} in study files
 * @param title what it is, in one line
 * @param licence under which it may be used
 * @param citation where it comes from
 * @param fileName of the table, such as {@code support2.csv.gz}
 * @param open opens the table's bytes
 * @param subject the column that names the subject; empty when each row is one
 * @param dictionary reads what each column is and when it is known: every column has its entry
 * @param files columns that name files, and where those stand
 */
public record DatasetEntry(
        String name,
        String title,
        String licence,
        String citation,
        String fileName,
        Supplier<InputStream> open,
        String subject,
        Supplier<List<Definition>> dictionary,
        Map<String, DatasetFiles> files) {
    public DatasetEntry {
        files = Map.copyOf(files);
    }

    /** The same with columns that name files. */
    public DatasetEntry withFiles(Map<String, DatasetFiles> others) {
        return new DatasetEntry(name, title, licence, citation, fileName, open, subject, dictionary, others);
    }

    /** A data set without files. */
    public DatasetEntry(
            String name,
            String title,
            String licence,
            String citation,
            String fileName,
            Supplier<InputStream> open,
            String subject,
            Supplier<List<Definition>> dictionary) {
        this(name, title, licence, citation, fileName, open, subject, dictionary, Map.of());
    }
}
