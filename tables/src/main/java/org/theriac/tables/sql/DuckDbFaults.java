package org.theriac.tables.sql;

import java.sql.SQLException;
import java.util.List;
import org.theriac.core.SurroundingsError;
import org.theriac.core.UserError;

/**
 * Turns what DuckDB says of a failure into messages of ours. Its own sentences are passed on only where they speak of the query: others quote values.
 *
 * @param origin how messages name the file
 * @param memoryMib the limit that DuckDB runs under
 */
record DuckDbFaults(String origin, int memoryMib) {
    private static final List<String> OF_THE_QUERY = List.of("Parser Error", "Binder Error", "Catalog Error");
    private static final String PENDING =
            "Invalid Input Error: Attempting to execute an unsuccessful or closed pending query result";

    /** A failure to read the file. */
    RuntimeException ofFile(SQLException failure) {
        String kind = kind(failure);
        if (kind.startsWith("Out of Memory")) {
            return outOfMemory(failure);
        }
        return new UserError(
                origin + " is damaged, was cut off, or is not what its name says (" + kind
                        + "). Copy or download it again, or write format: how to read it.",
                failure);
    }

    /** A failure to answer the user's query. */
    RuntimeException ofQuery(SQLException failure) {
        String kind = kind(failure);
        if (kind.startsWith("Out of Memory")) {
            return outOfMemory(failure);
        }
        if (kind.startsWith("Permission Error")) {
            return new UserError(
                    origin
                            + ": query: only this file can be read, and nothing can be written. Join other tables with join:.",
                    failure);
        }
        if (OF_THE_QUERY.contains(kind)) {
            return new UserError(origin + ": query: " + firstLine(failure) + ".", failure);
        }
        return new UserError(
                origin + ": query: a value does not allow it (" + kind
                        + "). DuckDB's try_cast gives a missing value where cast fails.",
                failure);
    }

    private SurroundingsError outOfMemory(SQLException failure) {
        return new SurroundingsError(
                origin + " needs more memory than the " + memoryMib
                        + " MiB that DuckDB may take. Write format: {duckdb: {memory_mib: …}}, or read less by a query.",
                failure);
    }

    private static String kind(SQLException failure) {
        String message = said(failure);
        int colon = message.indexOf(':');
        return colon > 0 && message.substring(0, colon).endsWith("Error")
                ? message.substring(0, colon)
                : "it cannot be read";
    }

    private static String firstLine(SQLException failure) {
        return said(failure).lines().findFirst().orElse("").strip().replaceFirst("[.!]$", "");
    }

    /** What DuckDB says, without that it would not go on after it had failed. */
    private static String said(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.startsWith(PENDING)
                ? message.substring(PENDING.length()).strip().replaceFirst("^Error: ", "")
                : message;
    }
}
