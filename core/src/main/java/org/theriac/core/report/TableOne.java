package org.theriac.core.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;

/**
 * The first table of a clinical paper: who the patients are. Numbers as median with quartiles, categories as counts with their share of the rows that
 * have a value, and what is missing. Counts under {@value SmallCells#LEAST} are withheld, with whatever would give them away.
 */
public final class TableOne {
    /**
     * Groups beside the whole: rows with and without the event.
     *
     * @param names headings, one for each code
     * @param codes group of each row, from 0
     */
    public record Strata(List<String> names, int[] codes) {
        public Strata {
            names = List.copyOf(names);
        }
    }

    private final Cohort cohort;
    /** Row numbers of the whole cohort, then of each group. */
    private final List<int[]> groups;

    private final List<Row> rows = new ArrayList<>();
    private boolean withheld;

    private TableOne(Cohort cohort, List<int[]> groups) {
        this.cohort = cohort;
        this.groups = groups;
    }

    /**
     * The table.
     *
     * @param columns numbers and categories in the order of the table; columns of other types are left out
     * @param strata groups to be shown beside the whole cohort
     */
    public static Table of(Cohort cohort, List<String> columns, Optional<Strata> strata) {
        List<int[]> groups = new ArrayList<>(List.of(cohort.allRows()));
        strata.ifPresent(s -> IntStream.range(0, s.names().size())
                .mapToObj(code -> rowsWith(s.codes(), code))
                .forEach(groups::add));
        TableOne table = new TableOne(cohort, groups);
        table.add("Rows", table.sizes());
        for (String name : columns) {
            if (cohort.column(name) instanceof NumberColumn numbers) {
                table.numbers(numbers);
            } else if (cohort.column(name) instanceof CategoryColumn categories) {
                table.categories(categories);
            }
        }
        List<Column> headings = new ArrayList<>(List.of(Column.text(""), Column.number("All")));
        strata.ifPresent(s -> s.names().forEach(heading -> headings.add(Column.number(heading))));
        return new Table("Characteristics of the cohort", headings, table.rows, table.notes());
    }

    /** Of the whole, then of each group; a small group's size must not follow from the others'. */
    private List<String> sizes() {
        int[] sizes = groups.stream().skip(1).mapToInt(group -> group.length).toArray();
        boolean[] hidden = SmallCells.withheld(new int[][] {sizes})[0];
        List<String> cells = new ArrayList<>(List.of(SmallCells.count(groups.get(0).length)));
        for (int g = 0; g < sizes.length; g++) {
            cells.add(SmallCells.count(sizes[g], hidden[g]));
            withheld |= hidden[g];
        }
        return cells;
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        notes.add(
                "Numbers: median [lower–upper quartile] of the rows that have a value. Categories: rows (% of those that have a value).");
        if (withheld) {
            notes.add(SmallCells.note());
        }
        return notes;
    }

    private static int[] rowsWith(int[] codes, int code) {
        return IntStream.range(0, codes.length)
                .filter(row -> codes[row] == code)
                .toArray();
    }

    private List<String> cells(Function<int[], String> ofGroup) {
        return groups.stream().map(ofGroup).toList();
    }

    private void add(String name, List<String> cells) {
        List<String> row = new ArrayList<>(List.of(name));
        row.addAll(cells);
        rows.add(Row.of(row));
    }

    private void numbers(NumberColumn column) {
        if (Arrays.stream(column.values()).allMatch(v -> v == 0 || v == 1 || Double.isNaN(v))) {
            indicator(column);
            return;
        }
        add(cohort.definition(column.name()).heading(), cells(group -> quartiles(column, group)));
        if (column.missingCount() > 0) {
            LevelCounts counts = levels(2, row -> column.missing(row) ? 1 : 0);
            rows.add(level("missing", counts, 1));
        }
    }

    /** A number that is 0 or 1 is a category in disguise: the rows that have a 1. */
    private void indicator(NumberColumn column) {
        LevelCounts counts = levels(3, row -> column.missing(row) ? 2 : (int) column.value(row));
        Row ones = level(cohort.definition(column.name()).heading() + " = 1", counts, 1);
        rows.add(Row.of(ones.cells()));
        if (column.missingCount() > 0) {
            rows.add(level("missing", counts, 2));
        }
    }

    private void categories(CategoryColumn column) {
        add(cohort.definition(column.name()).heading(), cells(group -> ""));
        int missing = column.levels().size();
        LevelCounts counts = levels(missing + 1, row -> column.missing(row) ? missing : column.code(row));
        for (int level = 0; level <= missing; level++) {
            if (counts.any(level)) {
                rows.add(level(level == missing ? "missing" : column.levels().get(level), counts, level));
            }
        }
    }

    private LevelCounts levels(int levels, IntUnaryOperator levelOfRow) {
        int[][] counts = new int[levels][groups.size()];
        for (int g = 0; g < groups.size(); g++) {
            for (int row : groups.get(g)) {
                counts[levelOfRow.applyAsInt(row)][g]++;
            }
        }
        LevelCounts table = new LevelCounts(counts);
        withheld |= table.withholds();
        return table;
    }

    private Row level(String name, LevelCounts counts, int level) {
        List<String> cells = new ArrayList<>(List.of(name));
        for (int g = 0; g < groups.size(); g++) {
            cells.add(counts.of(level, g));
        }
        return new Row(cells, 1, false);
    }

    private String quartiles(NumberColumn column, int[] group) {
        double[] present = Arrays.stream(group)
                .mapToDouble(column::value)
                .filter(v -> !Double.isNaN(v))
                .sorted()
                .toArray();
        if (present.length < SmallCells.LEAST) {
            withheld |= present.length > 0;
            return "–";
        }
        int decimals = decimals(column);
        double lower = quantile(present, 0.25);
        return fixed(quantile(present, 0.5), decimals) + " [" + fixed(lower, decimals) + Numbers.to(lower)
                + fixed(quantile(present, 0.75), decimals) + "]";
    }

    /** Linear interpolation between order statistics (R's type 7). */
    private static double quantile(double[] sorted, double level) {
        double position = level * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /** As many decimals as leave three digits of a typical value, none for whole numbers. */
    private static int decimals(NumberColumn column) {
        double[] present = Arrays.stream(column.values())
                .filter(v -> !Double.isNaN(v))
                .map(Math::abs)
                .sorted()
                .toArray();
        if (present.length == 0 || Arrays.stream(present).allMatch(v -> v == Math.rint(v))) {
            return 0;
        }
        double typical = quantile(present, 0.75);
        return typical >= 100 ? 0 : typical >= 10 ? 1 : typical >= 1 ? 2 : 3;
    }

    private static String fixed(double value, int decimals) {
        return Numbers.signed(String.format(Locale.ROOT, "%,." + decimals + "f", value));
    }
}
