package org.theriac.tables.sql;

import java.util.Optional;
import org.theriac.core.study.Meaning;

/** What is read from an SQLite database. */
@Meaning("What is read from an SQLite database.")
public record SqliteSettings(
        @Meaning("What to read, in SQL; all rows of the only table when absent.")
        Optional<String> query) {
    public static final SqliteSettings DEFAULTS = new SqliteSettings(Optional.empty());
}
