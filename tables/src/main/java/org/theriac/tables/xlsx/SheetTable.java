package org.theriac.tables.xlsx;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.Row;
import org.theriac.core.SurroundingsError;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Column;
import org.theriac.core.table.Limits;
import org.theriac.tables.ValueColumn;

/** Collects the rows of a sheet: the first that is not empty names the columns. */
final class SheetTable {
    private static final int ROWS_BETWEEN_CHECKS = 4096;
    /** Quoted words, colours and conditions, escaped characters: what a number format prints rather than means. */
    private static final Pattern PRINTED = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*]|\\\\.|_.|\\*.");

    private static final Pattern ELAPSED = Pattern.compile("(?i)\\[(h+|m+|s+)]");
    private static final Pattern OF_A_DATE = Pattern.compile("(?i)[ymdhs]");

    private final String origin;
    private final Limits limits;
    private final List<ValueColumn> columns = new ArrayList<>();
    private int firstPlace;
    private int rows;

    SheetTable(String origin, Limits limits) {
        this.origin = origin;
        this.limits = limits;
    }

    void add(Row row) {
        if (row.stream().allMatch(cell -> word(cell, row).isEmpty())) {
            return;
        }
        if (columns.isEmpty()) {
            header(row);
            return;
        }
        for (Cell cell : row) {
            if (cell != null
                    && (cell.getColumnIndex() < firstPlace || cell.getColumnIndex() >= firstPlace + columns.size())
                    && !word(cell, row).isEmpty()) {
                throw new UserError(origin + ", row " + row.getRowNum() + ": a value stands in column "
                        + cell.getAddress().toString().replaceAll("\\d", "") + ", which the first row does not name.");
            }
        }
        for (int i = 0; i < columns.size(); i++) {
            Optional<String> word = row.getOptionalCell(firstPlace + i).map(cell -> word(cell, row));
            columns.get(i).addWord(word.orElse(""));
        }
        if (++rows % ROWS_BETWEEN_CHECKS == 0) {
            checkMemory();
        }
    }

    private void header(Row row) {
        Map<String, String> places = new HashMap<>();
        int last = -1;
        firstPlace = Integer.MAX_VALUE;
        for (Cell cell : row) {
            if (cell != null && !word(cell, row).isEmpty()) {
                firstPlace = Math.min(firstPlace, cell.getColumnIndex());
                last = cell.getColumnIndex();
            }
        }
        for (int place = firstPlace; place <= last; place++) {
            String written = row.getOptionalCell(place)
                    .map(cell -> word(cell, row).strip())
                    .orElse("");
            String name = written.isEmpty() ? "column_" + (place - firstPlace + 1) : written;
            if (places.put(name, name) != null) {
                throw new UserError(origin + ", row " + row.getRowNum() + ": two columns are named '" + name
                        + "'. Give each column a name of its own.");
            }
            columns.add(new ValueColumn(name, origin));
        }
    }

    /** What a cell holds, as delimited text would write it; empty for nothing. */
    private String word(Cell cell, Row row) {
        if (cell == null || cell.getType() == CellType.EMPTY) {
            return "";
        }
        if (cell.getType() == CellType.ERROR) {
            if ("#N/A".equals(cell.getRawValue())) {
                return "";
            }
            throw new UserError(origin + ", row " + row.getRowNum() + ", cell " + cell.getAddress()
                    + ": its formula failed. Correct it, or make it a missing value.");
        }
        Object value = cell.getValue();
        if (value == null) {
            return "";
        }
        if (value instanceof Boolean truth) {
            return truth.toString();
        }
        if (value instanceof java.math.BigDecimal && date(cell)) {
            return day(cell.asDate());
        }
        return value instanceof java.math.BigDecimal number ? number.toPlainString() : cell.getText();
    }

    private static String day(LocalDateTime moment) {
        return moment.toLocalTime().toSecondOfDay() == 0 ? moment.toLocalDate().toString() : moment.toString();
    }

    /** Whether a number is shown as a date or a time of day; elapsed hours are numbers. */
    private static boolean date(Cell cell) {
        String format = cell.getDataFormatString();
        if (format == null || format.equalsIgnoreCase("general")) {
            return false;
        }
        return !ELAPSED.matcher(format).find()
                && OF_A_DATE.matcher(PRINTED.matcher(format).replaceAll("")).find();
    }

    private void checkMemory() {
        long memory = columns.stream().mapToLong(ValueColumn::memory).sum();
        if (memory > limits.memoryBytes()) {
            throw new SurroundingsError(origin + " does not fit into memory: after " + rows + " rows it takes "
                    + (memory >> 20) + " MiB. Give Java more heap (-Xmx), or save the table as CSV.");
        }
    }

    /** @throws UserError if there are no rows below the first */
    List<Column<?>> columns() {
        if (rows == 0) {
            throw new UserError(
                    origin + (columns.isEmpty() ? " is empty." : " has no rows below the names of its columns."));
        }
        return columns.stream().<Column<?>>map(ValueColumn::build).toList();
    }
}
