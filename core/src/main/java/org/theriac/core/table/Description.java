package org.theriac.core.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.Definition;
import org.theriac.core.cohort.FileColumn;
import org.theriac.core.cohort.NumberColumn;

/**
 * What stands in a table, column by column. Columns that may identify a person are described without their values.
 *
 * @param origin the table, as messages name it
 */
public record Description(String origin, int rows, int subjects, List<ColumnSummary> columns) {
    private static final int MOST_LEVELS = 8;

    public Description {
        columns = List.copyOf(columns);
    }

    /**
     * One column.
     *
     * @param distinct number of different values, missing ones aside
     * @param spread of a column of numbers, unless all are missing
     * @param levels of a column of categories: the most frequent first, at most eight
     * @param rowNumber whether it holds the numbers from 1 to the number of rows, each once
     * @param identifying whether the column may identify a person: its values are not shown
     */
    public record ColumnSummary(
            String name,
            Definition definition,
            Definition.Type type,
            int missing,
            int distinct,
            Optional<Spread> spread,
            List<LevelCount> levels,
            boolean rowNumber,
            boolean identifying) {
        public ColumnSummary {
            levels = List.copyOf(levels);
        }
    }

    /** Smallest, middle and largest number. */
    public record Spread(double minimum, double median, double maximum) {}

    /** How many rows have a level. */
    public record LevelCount(String level, int rows) {}

    /** Describes a table that was read. */
    public static Description of(LoadedTable table) {
        Cohort cohort = table.cohort();
        Identifying identifying = new Identifying(Optional.empty());
        List<ColumnSummary> columns = cohort.names().stream()
                .map(name -> summary(cohort.column(name), cohort.definition(name), identifying.column(name)))
                .toList();
        return new Description(
                table.origin(), cohort.rows(), cohort.rowsBySubject().size(), columns);
    }

    private static ColumnSummary summary(Column<?> column, Definition definition, boolean identifying) {
        int missing = column.missingCount();
        if (column instanceof NumberColumn numbers) {
            double[] sorted = Arrays.stream(numbers.values())
                    .filter(v -> !Double.isNaN(v))
                    .sorted()
                    .toArray();
            return new ColumnSummary(
                    column.name(),
                    definition,
                    Definition.Type.NUMBER,
                    missing,
                    (int) Arrays.stream(sorted).distinct().count(),
                    identifying ? Optional.empty() : spread(sorted),
                    List.of(),
                    numbersTheRows(sorted, column.rows()),
                    identifying);
        }
        if (column instanceof CategoryColumn categories) {
            List<LevelCount> counts = counts(categories);
            return new ColumnSummary(
                    column.name(),
                    definition,
                    Definition.Type.CATEGORY,
                    missing,
                    counts.size(),
                    Optional.empty(),
                    identifying ? List.of() : counts.subList(0, Math.min(MOST_LEVELS, counts.size())),
                    false,
                    identifying);
        }
        boolean files = column instanceof FileColumn<?>;
        return new ColumnSummary(
                column.name(),
                definition,
                files ? Definition.Type.FILE : Definition.Type.TEXT,
                missing,
                files ? distinctNames((FileColumn<?>) column) : distinct(column),
                Optional.empty(),
                List.of(),
                false,
                identifying);
    }

    private static boolean numbersTheRows(double[] sorted, int rows) {
        return sorted.length == rows && IntStream.range(0, rows).allMatch(row -> sorted[row] == row + 1);
    }

    private static Optional<Spread> spread(double[] sorted) {
        if (sorted.length == 0) {
            return Optional.empty();
        }
        int half = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return Optional.of(new Spread(sorted[0], median, sorted[sorted.length - 1]));
    }

    private static List<LevelCount> counts(CategoryColumn column) {
        int[] rows = new int[column.levels().size()];
        for (int row = 0; row < column.rows(); row++) {
            if (!column.missing(row)) {
                rows[column.code(row)]++;
            }
        }
        List<LevelCount> counts = new ArrayList<>();
        for (int level = 0; level < rows.length; level++) {
            if (rows[level] > 0) {
                counts.add(new LevelCount(column.levels().get(level), rows[level]));
            }
        }
        counts.sort(Comparator.comparingInt(LevelCount::rows).reversed());
        return counts;
    }

    private static int distinctNames(FileColumn<?> column) {
        return (int) IntStream.range(0, column.rows())
                .filter(row -> !column.missing(row))
                .mapToObj(column::fileName)
                .distinct()
                .count();
    }

    private static int distinct(Column<?> column) {
        HashSet<Object> distinct = new HashSet<>();
        for (int row = 0; row < column.rows(); row++) {
            if (!column.missing(row)) {
                distinct.add(column.get(row));
            }
        }
        return distinct.size();
    }

    /** The description as lines of text, one for each column. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(origin + ": " + rows + " rows, " + subjects + " subjects, " + columns.size() + " columns");
        int widest = columns.stream()
                .mapToInt(column -> column.name().length())
                .max()
                .orElse(0);
        for (ColumnSummary column : columns) {
            lines.add(String.format(
                            java.util.Locale.ROOT,
                            "%-" + Math.max(widest, 1) + "s  %-8s  %d missing  %d distinct  %s",
                            column.name(),
                            column.type().name().toLowerCase(java.util.Locale.ROOT),
                            column.missing(),
                            column.distinct(),
                            told(column))
                    .stripTrailing());
        }
        return lines;
    }

    /** The values, and for a joined column where it comes from. */
    private static String told(ColumnSummary column) {
        return column.definition()
                .from()
                .map(from -> values(column) + "  [" + from + "]")
                .orElseGet(() -> values(column));
    }

    private static String values(ColumnSummary column) {
        if (column.identifying()) {
            return "(values not shown: may identify a person)";
        }
        if (column.spread().isPresent()) {
            Spread spread = column.spread().get();
            return "min " + NumberColumn.word(spread.minimum()) + ", median " + NumberColumn.word(spread.median())
                    + ", max " + NumberColumn.word(spread.maximum());
        }
        String levels = String.join(
                ", ",
                column.levels().stream()
                        .map(level -> level.level() + " " + level.rows())
                        .toList());
        return column.distinct() > column.levels().size() && !column.levels().isEmpty() ? levels + ", …" : levels;
    }
}
