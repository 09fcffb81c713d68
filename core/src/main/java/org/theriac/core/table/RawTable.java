package org.theriac.core.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.theriac.core.SurroundingsError;
import org.theriac.core.UserError;
import org.theriac.core.run.Notice;

/**
 * A table whose values have no type yet.
 *
 * @param origin how messages name it
 * @param sha256 digest of the file as it is stored
 * @param columns all of the same length
 * @param lines the line of the file on which each row begins
 * @param notices what was repaired or found out while reading
 */
record RawTable(
        String origin, String sha256, Delimiter delimiter, List<RawColumn> columns, int[] lines, List<Notice> notices)
        implements RowPlaces {
    RawTable {
        columns = List.copyOf(columns);
        notices = List.copyOf(notices);
    }

    int rows() {
        return lines.length;
    }

    List<String> names() {
        return columns.stream().map(RawColumn::name).toList();
    }

    /** The column of a name that is known to be there. */
    RawColumn column(String name) {
        return columns.get(names().indexOf(name));
    }

    /** "patients.csv, line 17, column 'age'". */
    @Override
    public String place(int row, String column) {
        return origin + ", line " + lines[row] + ", column '" + column + "'";
    }

    /** Takes rows one after the other. */
    static final class Builder {
        private static final int ROWS_BETWEEN_CHECKS = 4096;

        private final String origin;
        private final Limits limits;
        private final List<RawColumn> columns = new ArrayList<>();
        private final List<Notice> notices = new ArrayList<>();
        private int[] lines = new int[256];
        private int rows;
        private int nameless;

        Builder(String origin, Limits limits) {
            this.origin = origin;
            this.limits = limits;
        }

        /** @throws UserError if two columns have the same name */
        void header(CsvRecord record) {
            Map<String, Integer> places = new HashMap<>();
            for (int i = 0; i < record.count(); i++) {
                String name = record.field(i).strip();
                if (name.isEmpty()) {
                    nameless++;
                    name = "column_" + (i + 1);
                }
                Integer earlier = places.put(name, i + 1);
                if (earlier != null) {
                    throw new UserError(origin + ", line " + record.line() + ": columns " + earlier + " and " + (i + 1)
                            + " are both named '" + name + "'. Give each column a name of its own.");
                }
                columns.add(new RawColumn(name));
            }
        }

        /** @throws UserError if the row has more or fewer fields than the header */
        void row(CsvRecord record) {
            int width = columns.size();
            if (record.count() != width) {
                throw new UserError(origin + ", line " + record.line() + ": found " + record.count()
                        + (record.count() == 1 ? " field" : " fields")
                        + ", expected " + width
                        + " as in the header. Look for a delimiter or a line end inside a value that is not in quotation"
                        + " marks.");
            }
            char[] text = record.text();
            for (int i = 0; i < width; i++) {
                columns.get(i).append(text, record.start(i), record.end(i));
            }
            if (rows == lines.length) {
                lines = Arrays.copyOf(lines, rows + (rows >> 1));
            }
            lines[rows++] = record.line();
            if (rows % ROWS_BETWEEN_CHECKS == 0) {
                checkMemory();
            }
        }

        private void checkMemory() {
            long memory = 4L * lines.length;
            for (RawColumn column : columns) {
                memory += column.memory();
            }
            if (memory > limits.memoryBytes()) {
                throw new SurroundingsError(origin + " does not fit into memory: after " + rows + " rows it takes "
                        + (memory >> 20) + " MiB. Give Java more heap (-Xmx), or leave out rows or columns.");
            }
        }

        RawTable build(String sha256, Delimiter delimiter, List<Notice> earlier) {
            List<Notice> all = new ArrayList<>(earlier);
            columns.forEach(RawColumn::trim);
            if (nameless > 0) {
                dropEmptyNameless();
                all.addAll(notices);
            }
            return new RawTable(origin, sha256, delimiter, columns, Arrays.copyOf(lines, rows), all);
        }

        /** A delimiter at the end of each line makes a nameless column of nothing; others keep the name that was made for them. */
        private void dropEmptyNameless() {
            RawColumn last = columns.get(columns.size() - 1);
            if (last.name().equals("column_" + columns.size()) && last.bytes().length == 0) {
                columns.remove(columns.size() - 1);
                nameless--;
                notices.add(new Notice(
                        "",
                        "empty-column",
                        origin + ": the last column has neither a name nor a value and was left out.",
                        1));
            }
            if (nameless > 0) {
                notices.add(new Notice(
                        "",
                        "nameless-column",
                        origin + ": columns without a name were named by their position, such as column_1.",
                        nameless));
            }
        }
    }
}
