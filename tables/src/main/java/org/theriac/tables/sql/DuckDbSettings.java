package org.theriac.tables.sql;

import java.util.Optional;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;

/**
 * How DuckDB reads a file.
 *
 * @param memoryMib beside Java's heap
 */
@Meaning("How DuckDB reads a file: Parquet, JSON, a DuckDB database, or delimited text.")
public record DuckDbSettings(
        @Meaning(
                "What to read, in SQL: the file is the table data; a database's tables have their own names. All rows of the file, or of the only table, when absent.")
        Optional<String> query,

        @Range(min = 64) @Meaning("Memory that DuckDB may take beside Java's heap, in MiB; it writes nothing to disk.")
        int memoryMib) {
    public static final DuckDbSettings DEFAULTS = new DuckDbSettings(Optional.empty(), 1024);
}
