package org.theriac.core.table;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.theriac.core.UserError;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.Definition;
import org.theriac.core.cohort.FileColumn;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.cohort.TextColumn;
import org.theriac.core.run.Notice;

/**
 * Gives the columns that a reader delivers the types that the study file, the dictionary or a model's schema asks for. Words are typed as those of
 * delimited text are, whatever format they come from; a column that its format has typed already is read again from its words where another type is
 * asked for.
 */
final class ColumnTyping {
    private final RowPlaces places;
    private final Typing words;

    ColumnTyping(RowPlaces places, Typing words) {
        this.places = places;
        this.words = words;
    }

    List<Notice> notices() {
        return words.notices();
    }

    /**
     * @param levels of a category; they name the codes 0, 1, … of a column of numbers, unless they are numbers themselves
     * @throws UserError if a column cannot be had as this type
     */
    Column<?> typed(Column<?> column, Optional<Definition.Type> type, List<String> levels) {
        if (column instanceof UntypedColumn untyped) {
            return words.column(untyped.words(), type, levels);
        }
        if (type.isEmpty() && levels.isEmpty()) {
            return column;
        }
        Definition.Type asked = type.orElse(Definition.Type.CATEGORY);
        if ((asked == Definition.Type.FILE) != column instanceof FileColumn<?>) {
            throw new UserError(places.origin() + ": column '" + column.name() + "' holds "
                    + column.type().getSimpleName().toLowerCase(Locale.ROOT) + " values and cannot be read as "
                    + asked.name().toLowerCase(Locale.ROOT) + ".");
        }
        return switch (asked) {
            case FILE -> column;
            case NUMBER -> column instanceof NumberColumn ? column : again(column, type, levels);
            case TEXT -> column instanceof TextColumn ? column : again(column, type, levels);
            case CATEGORY -> category(column, levels);
        };
    }

    private Column<?> category(Column<?> column, List<String> levels) {
        Optional<Definition.Type> type = Optional.of(Definition.Type.CATEGORY);
        if (column instanceof CategoryColumn && levels.isEmpty()) {
            return column;
        }
        if (!(column instanceof NumberColumn numbers) || levels.isEmpty()) {
            return again(column, type, levels);
        }
        Map<Double, String> numbered = new HashMap<>();
        levels.forEach(level -> number(level).ifPresent(value -> numbered.putIfAbsent(value, level)));
        if (numbered.size() < levels.size()) {
            return coded(numbers, levels);
        }
        RawColumn written = new RawColumn(column.name());
        for (int row = 0; row < column.rows(); row++) {
            double value = numbers.value(row);
            written.append(numbers.missing(row) ? "" : numbered.getOrDefault(value, NumberColumn.word(value)));
        }
        return words.column(written, type, levels);
    }

    private Column<?> again(Column<?> column, Optional<Definition.Type> type, List<String> levels) {
        return words.column(words(column), type, levels);
    }

    /** The words that a column's values are written with; a missing one is empty. */
    static RawColumn words(Column<?> column) {
        if (column instanceof UntypedColumn untyped) {
            return untyped.words();
        }
        RawColumn words = new RawColumn(column.name());
        for (int row = 0; row < column.rows(); row++) {
            if (column.missing(row)) {
                words.append("");
            } else {
                words.append(
                        column instanceof NumberColumn numbers
                                ? NumberColumn.word(numbers.value(row))
                                : String.valueOf(column.get(row)));
            }
        }
        return words;
    }

    private CategoryColumn coded(NumberColumn column, List<String> levels) {
        int[] codes = IntStream.range(0, column.rows())
                .map(row -> column.missing(row) ? -1 : code(column, row, levels))
                .toArray();
        return new CategoryColumn(column.name(), levels, codes);
    }

    private int code(NumberColumn column, int row, List<String> levels) {
        double value = column.value(row);
        if (value != Math.rint(value) || value < 0 || value >= levels.size()) {
            throw new UserError(
                    places.place(row, column.name()) + ": found " + NumberColumn.word(value) + "; the levels "
                            + String.join(", ", levels) + " name the codes 0 to " + (levels.size() - 1) + ".");
        }
        return (int) value;
    }

    private static Optional<Double> number(String word) {
        byte[] bytes = word.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        double value = Decimals.parse(bytes, 0, bytes.length, (byte) '.');
        return Double.isNaN(value) ? Optional.empty() : Optional.of(value);
    }
}
