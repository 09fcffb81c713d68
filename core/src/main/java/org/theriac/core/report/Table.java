package org.theriac.core.report;

import java.util.List;

/**
 * A table, already formatted for readers.
 *
 * @param caption what it shows; may be empty
 * @param columns headings with alignment
 * @param rows each as long as {@code columns}
 * @param notes footnotes: conventions, abbreviations
 */
public record Table(String caption, List<Column> columns, List<Row> rows, List<String> notes) implements Block {
    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
        for (Row row : rows) {
            if (row.cells().size() != columns.size()) {
                throw new IllegalArgumentException(
                        row.cells().size() + " cells for " + columns.size() + " columns: " + row);
            }
        }
    }

    /** A heading; numbers are aligned to the right. */
    public record Column(String heading, boolean number) {
        public static Column text(String heading) {
            return new Column(heading, false);
        }

        public static Column number(String heading) {
            return new Column(heading, true);
        }
    }

    /**
     * @param indent 0 for a row of its own, 1 for a level beneath the row above
     * @param emphasis whether the row stands out (the reference, a total)
     */
    public record Row(List<String> cells, int indent, boolean emphasis) {
        public Row {
            cells = List.copyOf(cells);
        }

        public static Row of(String... cells) {
            return new Row(List.of(cells), 0, false);
        }

        public static Row of(List<String> cells) {
            return new Row(cells, 0, false);
        }
    }
}
