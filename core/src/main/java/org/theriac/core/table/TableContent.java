package org.theriac.core.table;

import java.util.List;
import java.util.Optional;
import org.theriac.core.cohort.Column;
import org.theriac.core.run.Notice;

/**
 * What a reader found in a table, before the columns have the types that are asked for.
 *
 * @param columns of the same length, with distinct names; those of delimited text are all {@linkplain UntypedColumn untyped}
 * @param places where values stand, for messages
 * @param sha256 digest of what was read
 * @param text delimited text, where the table is that
 */
record TableContent(
        List<Column<?>> columns, RowPlaces places, String sha256, Optional<RawTable> text, List<Notice> notices) {
    TableContent {
        columns = List.copyOf(columns);
        notices = List.copyOf(notices);
    }

    static TableContent of(RawTable raw) {
        return new TableContent(
                raw.columns().stream().<Column<?>>map(UntypedColumn::new).toList(),
                raw,
                raw.sha256(),
                Optional.of(raw),
                raw.notices());
    }

    /** The columns of a format that names no lines: a value stands in a row. */
    static TableContent of(String origin, List<Column<?>> columns, String sha256) {
        return new TableContent(columns, new Rows(origin), sha256, Optional.empty(), List.of());
    }

    /** Columns that were typed when they were joined. */
    static TableContent of(LoadedTable joined) {
        List<Column<?>> columns = joined.cohort().names().stream()
                .<Column<?>>map(joined.cohort()::column)
                .toList();
        return of(joined.origin(), columns, joined.sha256());
    }

    int rows() {
        return columns.isEmpty() ? 0 : columns.get(0).rows();
    }

    List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /** The column of a name that is known to be there. */
    Column<?> column(String name) {
        return columns.get(names().indexOf(name));
    }

    private record Rows(String origin) implements RowPlaces {
        @Override
        public String place(int row, String column) {
            return origin + ", row " + (row + 1) + ", column '" + column + "'";
        }
    }
}
