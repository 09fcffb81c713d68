package org.theriac.core.table;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;

/**
 * How the columns of one table are joined to the rows of another.
 *
 * @param onto the table whose rows stay, by its name in the study; empty where only one is not joined itself
 * @param summary by column; empty: the last value of every column
 */
@Meaning("How a table's columns are joined to the rows of another one, by subject.")
public record JoinSettings(
        @Meaning("Name of the table whose rows stay; needed only where several tables are not joined themselves.")
        Optional<String> onto,

        @Meaning(
                "Column that tells when a row was known (a number or an ISO date, as the index time); rows later than the index time are left out.")
        Optional<String> time,

        @Meaning(
                "How far before the index time a row may lie, in the unit of the times (days for dates); any length when absent.")
        @Range(min = 0)
        Optional<Double> window,

        @Meaning(
                "Which columns are summarised, and how, where a subject has several rows: last, first, mean, min, max, count. With time, the last value of every column unless given.")
        Map<String, List<Summary>> summary,

        @Meaning("Put before the names of the columns, where two tables use the same ones.")
        String prefix) {

    public static final JoinSettings DEFAULTS =
            new JoinSettings(Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), "");

    /** What becomes of the values that a subject's rows have in one column, missing ones aside. */
    public enum Summary {
        /** The value of the latest row. */
        LAST,
        /** The value of the earliest row. */
        FIRST,
        /** Of numbers. */
        MEAN,
        MIN,
        MAX,
        /** How many rows have a value; 0 where none has. */
        COUNT;

        /** As it stands in study files and in the names of joined columns. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean needsNumbers() {
            return this == MEAN || this == MIN || this == MAX;
        }

        /**
         * The summary of a column.
         *
         * @param known for each row of the result the rows of the column that count, earliest first
         * @param name of the result
         */
        Column<?> of(Column<?> column, int[][] known, String name) {
            return switch (this) {
                case LAST ->
                    column.take(places(column, known, rows -> rows.reduce((a, b) -> b)))
                            .named(name);
                case FIRST ->
                    column.take(places(column, known, IntStream::findFirst)).named(name);
                case COUNT ->
                    new NumberColumn(
                            name,
                            Arrays.stream(known)
                                    .mapToDouble(rows -> present(column, rows).count())
                                    .toArray());
                case MEAN -> numbers(column, known, name, DoubleStream::average);
                case MIN -> numbers(column, known, name, DoubleStream::min);
                case MAX -> numbers(column, known, name, DoubleStream::max);
            };
        }

        private static IntStream present(Column<?> column, int[] rows) {
            return Arrays.stream(rows).filter(row -> !column.missing(row));
        }

        private static int[] places(Column<?> column, int[][] known, Function<IntStream, OptionalInt> choice) {
            return Arrays.stream(known)
                    .mapToInt(rows -> choice.apply(present(column, rows)).orElse(-1))
                    .toArray();
        }

        private static NumberColumn numbers(
                Column<?> column, int[][] known, String name, Function<DoubleStream, OptionalDouble> summary) {
            NumberColumn values = (NumberColumn) column;
            return new NumberColumn(
                    name,
                    Arrays.stream(known)
                            .mapToDouble(
                                    rows -> summary.apply(present(column, rows).mapToDouble(values::value))
                                            .orElse(Double.NaN))
                            .toArray());
        }
    }

    public JoinSettings {
        summary = Collections.unmodifiableMap(new LinkedHashMap<>(summary));
        if (window.isPresent() && time.isEmpty()) {
            throw new IllegalArgumentException("window: needs time:, the column that tells when each row was known.");
        }
        summary.forEach((column, ways) -> {
            if (ways.isEmpty()) {
                throw new IllegalArgumentException("summary: column '" + column
                        + "' names no summary; allowed: last, first, mean, min, max, count.");
            }
        });
        boolean ordered =
                summary.values().stream().anyMatch(ways -> ways.contains(Summary.LAST) || ways.contains(Summary.FIRST));
        if (ordered && time.isEmpty()) {
            throw new IllegalArgumentException("summary: last and first need time:, the column that orders the rows.");
        }
    }

    /** Whether a subject may have several rows. */
    boolean summarises() {
        return time.isPresent() || !summary.isEmpty();
    }
}
