package org.theriac.tables.sql;

import java.util.Optional;
import org.theriac.core.study.Meaning;

/**
 * What is read from a database, and as whom.
 *
 * @param userEnv the name of a variable, not a user
 * @param passwordEnv the name of a variable, not a password
 */
@Meaning("What is read from a database that table: names by its JDBC address.")
public record JdbcSettings(
        @Meaning("What to read, in SQL.") Optional<String> query,

        @Meaning("Environment variable that holds the user's name.")
        Optional<String> userEnv,

        @Meaning("Environment variable that holds the password; passwords never stand in a study.")
        Optional<String> passwordEnv) {
    public static final JdbcSettings DEFAULTS = new JdbcSettings(Optional.empty(), Optional.empty(), Optional.empty());
}
