package org.theriac.app.terminal;

import java.util.ArrayList;
import java.util.List;
import org.theriac.core.report.Table;

/** A table in letters of equal width: texts to the left, numbers to the right; long words are broken when the terminal is narrow. */
public final class TextTable {
    private static final String GAP = "  ";
    private final int[] widths;
    private final List<Table.Column> columns;
    private final StringBuilder text = new StringBuilder();

    private TextTable(List<Table.Column> columns, int[] widths) {
        this.columns = columns;
        this.widths = widths;
    }

    /** The table with its caption and notes, no wider than {@code width} where its numbers allow. */
    public static String of(Table table, int width) {
        TextTable letters = new TextTable(table.columns(), widths(table, width));
        if (!table.caption().isEmpty()) {
            wrap(table.caption(), width)
                    .forEach(line -> letters.text.append(line).append('\n'));
            letters.text.append('\n');
        }
        letters.row(table.columns().stream().map(Table.Column::heading).toList());
        letters.rule();
        table.rows().forEach(row -> letters.row(indented(row)));
        table.notes()
                .forEach(note -> wrap(note, width)
                        .forEach(line -> letters.text.append(line).append('\n')));
        return letters.text.toString();
    }

    private static List<String> indented(Table.Row row) {
        List<String> cells = new ArrayList<>(row.cells());
        cells.set(0, GAP.repeat(row.indent()) + cells.get(0));
        return cells;
    }

    /** Columns as wide as their widest cell; when that is too wide, the widest columns shrink to where words can be broken. */
    private static int[] widths(Table table, int width) {
        int count = table.columns().size();
        int[] widths = new int[count];
        for (int c = 0; c < count; c++) {
            widths[c] = Letters.width(table.columns().get(c).heading());
        }
        for (Table.Row row : table.rows()) {
            List<String> cells = indented(row);
            for (int c = 0; c < count; c++) {
                widths[c] = Math.max(widths[c], Letters.width(cells.get(c)));
            }
        }
        int room = width - GAP.length() * (count - 1);
        while (sum(widths) > room) {
            int widest = 0;
            for (int c = 1; c < count; c++) {
                widest = widths[c] > widths[widest] ? c : widest;
            }
            if (widths[widest] <= 8) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    private static int sum(int[] widths) {
        int sum = 0;
        for (int width : widths) {
            sum += width;
        }
        return sum;
    }

    private void rule() {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            line.append(c == 0 ? "" : GAP).append("─".repeat(widths[c]));
        }
        text.append(line).append('\n');
    }

    private void row(List<String> cells) {
        List<List<String>> wrapped = new ArrayList<>();
        int height = 1;
        for (int c = 0; c < widths.length; c++) {
            wrapped.add(wrap(cells.get(c), widths[c]));
            height = Math.max(height, wrapped.get(c).size());
        }
        for (int line = 0; line < height; line++) {
            StringBuilder letters = new StringBuilder();
            for (int c = 0; c < widths.length; c++) {
                String cell = line < wrapped.get(c).size() ? wrapped.get(c).get(line) : "";
                letters.append(c == 0 ? "" : GAP)
                        .append(padded(cell, widths[c], columns.get(c).number()));
            }
            text.append(letters.toString().stripTrailing()).append('\n');
        }
    }

    private static String padded(String cell, int width, boolean right) {
        String space = " ".repeat(Math.max(0, width - Letters.width(cell)));
        return right ? space + cell : cell + space;
    }

    /** Lines of at most {@code width} columns, broken at spaces; a longer word is broken where it must. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        String indent = text.substring(0, text.length() - text.stripLeading().length());
        line.append(indent);
        boolean empty = true;
        for (String word : text.strip().split(" ", -1)) {
            if (!empty && Letters.width(line) + 1 + Letters.width(word) > width) {
                lines.add(line.toString());
                line = new StringBuilder(indent);
                empty = true;
            }
            line.append(empty ? "" : " ");
            for (int letter : word.codePoints().toArray()) {
                if (Letters.width(line) + Letters.width(letter) > width && !line.isEmpty()) {
                    lines.add(line.toString());
                    line = new StringBuilder();
                }
                line.appendCodePoint(letter);
            }
            empty = false;
        }
        lines.add(line.toString());
        return lines;
    }
}
