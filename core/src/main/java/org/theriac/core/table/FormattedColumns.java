package org.theriac.core.table;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.theriac.core.SurroundingsError;
import org.theriac.core.UserError;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.Definition;
import org.theriac.core.cohort.NumberColumn;

/**
 * The columns of a {@linkplain TableFormat format} that types its own values. What the study file or the dictionary says of a column's type is applied
 * to what was read: numbers become categories where they are codes.
 */
final class FormattedColumns {
    private final String origin;
    private final List<Column<?>> columns;

    private FormattedColumns(String origin, List<Column<?>> columns) {
        this.origin = origin;
        this.columns = columns;
    }

    static FormattedColumns read(TableFormat format, TableSource source) {
        try {
            return new FormattedColumns(source.origin(), format.read(source.stored()));
        } catch (IOException e) {
            throw new SurroundingsError(source.origin() + " could not be read: " + e.getMessage() + ".", e);
        }
    }

    List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /** All columns, typed as asked. */
    List<Column<?>> typed(Map<String, Definition> definitions, Map<String, Definition.Type> types) {
        return columns.stream()
                .<Column<?>>map(column -> {
                    Optional<Definition> definition = Optional.ofNullable(definitions.get(column.name()));
                    Optional<Definition.Type> type = Optional.ofNullable(types.get(column.name()))
                            .or(() -> definition.flatMap(Definition::type));
                    return typed(
                            column, type, definition.map(Definition::levels).orElse(List.of()));
                })
                .toList();
    }

    /** One column that is known to be there. */
    Column<?> column(String name) {
        return columns.get(names().indexOf(name));
    }

    /**
     * @param levels of a category; they name the codes 0, 1, … of a column of numbers, unless they are numbers themselves
     * @throws UserError if a column cannot be had as this type
     */
    Column<?> typed(Column<?> column, Optional<Definition.Type> type, List<String> levels) {
        boolean category = type.map(Definition.Type.CATEGORY::equals).orElse(!levels.isEmpty());
        if (category && column instanceof NumberColumn numbers) {
            return coded(numbers, levels);
        }
        boolean fits = type.isEmpty()
                || switch (type.get()) {
                    case NUMBER -> column instanceof NumberColumn;
                    case CATEGORY -> column instanceof CategoryColumn;
                    case TEXT -> true;
                    case FILE -> column instanceof org.theriac.core.cohort.FileColumn<?>;
                };
        if (!fits) {
            throw new UserError(origin + ": column '" + column.name() + "' holds "
                    + column.type().getSimpleName().toLowerCase(java.util.Locale.ROOT)
                    + " values and cannot be read as "
                    + type.get().name().toLowerCase(java.util.Locale.ROOT) + ".");
        }
        return column;
    }

    private CategoryColumn coded(NumberColumn column, List<String> levels) {
        TreeSet<Double> found = new TreeSet<>();
        Arrays.stream(column.values()).filter(v -> !Double.isNaN(v)).forEach(found::add);
        List<String> words = found.stream().map(FormattedColumns::word).toList();
        boolean numbered = levels.isEmpty() || levels.containsAll(words);
        List<String> known = levels.isEmpty() ? words : levels;
        int[] codes = IntStream.range(0, column.rows())
                .map(row -> column.missing(row)
                        ? -1
                        : numbered ? known.indexOf(word(column.value(row))) : code(column, row, known))
                .toArray();
        return new CategoryColumn(column.name(), known, codes);
    }

    private int code(NumberColumn column, int row, List<String> levels) {
        double value = column.value(row);
        if (value != Math.rint(value) || value < 0 || value >= levels.size()) {
            throw new UserError(origin + ", row " + (row + 1) + ", column '" + column.name() + "': found " + word(value)
                    + "; the levels " + String.join(", ", levels) + " name the codes 0 to " + (levels.size() - 1)
                    + ".");
        }
        return (int) value;
    }

    private static String word(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
