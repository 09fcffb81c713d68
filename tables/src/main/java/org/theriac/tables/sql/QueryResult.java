package org.theriac.tables.sql;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.theriac.core.SurroundingsError;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.table.Limits;
import org.theriac.tables.ValueColumn;

/** Reads the result of a query into columns. */
final class QueryResult {
    private static final int ROWS_BETWEEN_CHECKS = 4096;

    private final String origin;
    private final Limits limits;

    /** @param origin how messages name the table */
    QueryResult(String origin, Limits limits) {
        this.origin = origin;
        this.limits = limits;
    }

    /** @throws UserError if the result has no rows, two columns of one name, or values that are no values of a table */
    List<Column<?>> read(ResultSet result) throws SQLException {
        ResultSetMetaData meta = result.getMetaData();
        int width = meta.getColumnCount();
        if (width > limits.columns()) {
            throw new UserError(origin + " has " + width + " columns; at most " + limits.columns() + " are read.");
        }
        int[] types = new int[width];
        ValueColumn[] columns = new ValueColumn[width];
        Set<String> names = new HashSet<>();
        for (int i = 0; i < width; i++) {
            String name = meta.getColumnLabel(i + 1);
            if (!names.add(name)) {
                throw new UserError(origin + ": two columns are named '" + name
                        + "'. Give each a name of its own in the query: select … as ….");
            }
            types[i] = type(meta, i + 1, name);
            columns[i] = new ValueColumn(name, origin);
        }
        int rows = 0;
        while (result.next()) {
            for (int i = 0; i < width; i++) {
                add(result, i + 1, types[i], columns[i]);
            }
            if (++rows % ROWS_BETWEEN_CHECKS == 0) {
                checkMemory(columns, rows);
            }
        }
        if (rows == 0) {
            throw new UserError(origin + " has no rows.");
        }
        List<Column<?>> built = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            built.add(columns[i].build());
            columns[i] = new ValueColumn("", "");
        }
        return built;
    }

    /** The type by which values are asked for; nested values are refused before any is read. */
    private int type(ResultSetMetaData meta, int place, String name) throws SQLException {
        int type = meta.getColumnType(place);
        String word = String.valueOf(meta.getColumnTypeName(place));
        if (type == Types.ARRAY || type == Types.STRUCT || word.startsWith("MAP") || word.endsWith("[]")) {
            throw new UserError(
                    origin + ": column '" + name
                            + "' holds lists or records. Pick their fields by a query, such as select id, visit.day as day from data.");
        }
        if (type == Types.BLOB) {
            throw new UserError(origin + ": column '" + name
                    + "' holds bytes, which are no values of a table. Leave it out by a query.");
        }
        return type;
    }

    private static void add(ResultSet result, int place, int type, ValueColumn column) throws SQLException {
        switch (type) {
            case Types.DOUBLE -> {
                double value = result.getDouble(place);
                if (result.wasNull()) {
                    column.addMissing();
                } else {
                    column.addDouble(value);
                }
            }
            case Types.VARCHAR, Types.DATE, Types.TIMESTAMP, Types.TIME, Types.BOOLEAN -> {
                String word = result.getString(place);
                if (word == null) {
                    column.addMissing();
                } else {
                    column.addWord(word);
                }
            }
            default -> {
                Object value = result.getObject(place);
                if (value == null) {
                    column.addMissing();
                } else {
                    column.add(value, result.getString(place));
                }
            }
        }
    }

    private void checkMemory(ValueColumn[] columns, int rows) {
        long memory = 0;
        for (ValueColumn column : columns) {
            memory += column.memory();
        }
        if (memory > limits.memoryBytes()) {
            throw new SurroundingsError(origin + " does not fit into memory: after " + rows + " rows it takes "
                    + (memory >> 20) + " MiB. Give Java more heap (-Xmx), or leave out rows or columns by a query.");
        }
    }

    /**
     * Rows sorted by their values from the first column on. A query that names no order gives its rows in any, which may differ from one run to the next;
     * what is learned from them may not.
     */
    static List<Column<?>> sorted(List<Column<?>> columns) {
        int rows = columns.get(0).rows();
        Comparator<Integer> order = columns.stream()
                .map(QueryResult::order)
                .reduce(Comparator::thenComparing)
                .orElseThrow();
        int[] sorted = IntStream.range(0, rows)
                .boxed()
                .sorted(order)
                .mapToInt(Integer::intValue)
                .toArray();
        return columns.stream().<Column<?>>map(column -> column.take(sorted)).toList();
    }

    private static Comparator<Integer> order(Column<?> column) {
        return column instanceof NumberColumn numbers
                ? Comparator.comparingDouble(numbers::value)
                : Comparator.comparing(row -> column.missing(row) ? "" : String.valueOf(column.get(row)));
    }
}
