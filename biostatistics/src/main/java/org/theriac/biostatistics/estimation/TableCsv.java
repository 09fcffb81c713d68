package org.theriac.biostatistics.estimation;

import java.util.List;
import java.util.stream.Collectors;
import org.theriac.core.report.Table;

/** A table of the report as delimited text (RFC 4180), to be copied into a paper. */
final class TableCsv {
    private TableCsv() {}

    static String of(Table table) {
        StringBuilder text = new StringBuilder(
                line(table.columns().stream().map(Table.Column::heading).toList()));
        table.rows().forEach(row -> text.append(line(row.cells())));
        return text.toString();
    }

    private static String line(List<String> cells) {
        return cells.stream().map(TableCsv::cell).collect(Collectors.joining(",", "", "\n"));
    }

    private static String cell(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
