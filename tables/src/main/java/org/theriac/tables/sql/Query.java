package org.theriac.tables.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Column;
import org.theriac.core.table.Limits;

/**
 * A question to a database that changes nothing there.
 *
 * @param ordered whether it says itself in which order the rows come
 */
record Query(String sql, boolean ordered) {
    private static final Pattern READS = Pattern.compile("(?is)\\s*(select|with|from|values|\\().*");
    private static final Pattern ORDERED = Pattern.compile("(?is).*\\border\\s+by\\b.*");
    private static final Pattern QUOTED = Pattern.compile("(?s)'(?:[^']|'')*'|\"[^\"]*\"|--[^\\n]*|/\\*.*?\\*/");
    private static final Pattern INNER = Pattern.compile("\\([^()]*\\)");
    private static final int FETCHED_AT_ONCE = 2048;

    /** @throws UserError if it is not a SELECT */
    static Query of(String sql) {
        String stripped = sql.strip().replaceFirst(";\\s*$", "");
        if (!READS.matcher(stripped).matches()) {
            throw new UserError("query: found something else than a SELECT. A query only reads: select … from ….");
        }
        return new Query(stripped, ORDERED.matcher(outer(stripped)).matches());
    }

    /** The query without what stands in quotation marks, comments and parentheses: an order in a subquery or a window is not that of the rows. */
    private static String outer(String sql) {
        String outer = QUOTED.matcher(sql).replaceAll(" ");
        String left = INNER.matcher(outer).replaceAll(" ");
        while (!left.equals(outer)) {
            outer = left;
            left = INNER.matcher(outer).replaceAll(" ");
        }
        return outer;
    }

    /** All rows of a table, in its own order. */
    static Query all(String quotedTable) {
        return new Query("select * from " + quotedTable, true);
    }

    /**
     * All rows of a query if there is one; else of the only table.
     *
     * @param origin how messages name the database
     * @param format the word in study files that a query stands under
     */
    static Query of(Optional<String> query, List<String> tables, String origin, String format) {
        if (query.isPresent()) {
            return of(query.get());
        }
        if (tables.size() == 1) {
            return all(quoted(tables.get(0)));
        }
        throw new UserError(origin
                + (tables.isEmpty()
                        ? " holds no table."
                        : " holds " + tables.size() + " tables: "
                                + String.join(", ", tables.subList(0, Math.min(30, tables.size())))
                                + ". Say what to read: format: {" + format + ": {query: select * from "
                                + quoted(tables.get(0)).replace("\"", "") + "}}."));
    }

    /** As a name that may hold anything. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    List<Column<?>> run(Connection connection, String origin) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCHED_AT_ONCE);
            try (ResultSet result = statement.executeQuery(sql)) {
                List<Column<?>> columns = new QueryResult(origin, Limits.standard()).read(result);
                return ordered ? columns : QueryResult.sorted(columns);
            }
        }
    }
}
