package org.theriac.core.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.theriac.core.UserError;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.Definition;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.report.Numbers;
import org.theriac.core.study.ReportSettings;

/**
 * Groups of rows by age, sex, race or any other column, for scores of their own.
 *
 * @param variables in the order of the report
 */
public record Subgroups(List<Variable> variables) {
    private static final Pattern AGE = Pattern.compile("\\bage\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern SEX = Pattern.compile("\\b(sex|gender)\\b|^(fe)?male$", Pattern.CASE_INSENSITIVE);
    private static final Pattern RACE =
            Pattern.compile("\\b(race|ethnicity|ethnic group|ethnic)\\b", Pattern.CASE_INSENSITIVE);
    private static final double[] AGES = {50, 65, 80};
    private static final int MOST_LEVELS = 12;

    public Subgroups {
        variables = List.copyOf(variables);
    }

    /**
     * A column by which rows are parted.
     *
     * @param column its name
     * @param label for readers
     */
    public record Variable(String column, String label, List<Group> groups) {
        public Variable {
            groups = List.copyOf(groups);
        }
    }

    /**
     * One group.
     *
     * @param label "65 to under 80", "female"
     * @param member whether each row of the cohort belongs to it
     */
    public record Group(String label, boolean[] member) {
        /** How many of the given rows belong to it. */
        public int count(int[] rows) {
            return (int) Arrays.stream(rows).filter(row -> member[row]).count();
        }
    }

    /**
     * The subgroups that a study wishes.
     *
     * @param wanted columns; empty: what is recognised; {@value ReportSettings#NONE} alone: none
     * @throws UserError if a wanted column is absent or cannot part rows
     */
    public static Subgroups of(Cohort cohort, List<String> wanted) {
        if (wanted.equals(List.of(ReportSettings.NONE))) {
            return new Subgroups(List.of());
        }
        List<Variable> variables = new ArrayList<>();
        for (String name : wanted.isEmpty() ? recognised(cohort) : wanted) {
            if (!cohort.has(name)) {
                throw new UserError(
                        "report.subgroups names '" + name + "', which the table does not have; its columns are: "
                                + String.join(", ", cohort.names()) + ".");
            }
            List<Group> groups = groups(cohort, name);
            if (groups.size() < 2 && !wanted.isEmpty()) {
                throw new UserError("report.subgroups names '" + name
                        + "', which does not part the rows into two to " + MOST_LEVELS
                        + " groups; name a category, a number or leave it out.");
            }
            if (groups.size() > 1) {
                variables.add(new Variable(name, cohort.definition(name).label(), groups));
            }
        }
        return new Subgroups(variables);
    }

    /** Columns that hold age, sex or race by their names or by what the dictionary calls them; the first of each. */
    private static List<String> recognised(Cohort cohort) {
        List<String> found = new ArrayList<>();
        for (Pattern pattern : List.of(AGE, SEX, RACE)) {
            cohort.names().stream()
                    .filter(name -> cohort.column(name) instanceof NumberColumn
                            || cohort.column(name) instanceof CategoryColumn)
                    .filter(name -> cohort.definition(name).known() != Definition.Known.AFTER)
                    .filter(name -> fits(pattern, name, cohort.definition(name).label()))
                    .filter(name -> !groups(cohort, name).isEmpty())
                    .findFirst()
                    .ifPresent(found::add);
        }
        return found.stream().distinct().toList();
    }

    /** A label may be a sentence that mentions the word; it counts only where it is short. */
    private static boolean fits(Pattern pattern, String name, String label) {
        return pattern.matcher(name.replace('_', ' ').replace('.', ' ')).find()
                || label.split(" ").length <= 3 && pattern.matcher(label).find();
    }

    private static List<Group> groups(Cohort cohort, String name) {
        Column<?> column = cohort.column(name);
        if (column instanceof CategoryColumn categories) {
            return levels(categories);
        }
        if (column instanceof NumberColumn numbers) {
            return numbers(numbers, cohort.definition(name));
        }
        return List.of();
    }

    private static List<Group> levels(CategoryColumn column) {
        List<Group> groups = new ArrayList<>();
        for (int level = 0; level < column.levels().size(); level++) {
            int code = level;
            group(column.levels().get(level), column.rows(), row -> column.code(row) == code, groups);
        }
        if (groups.size() > 1) {
            group("missing", column.rows(), column::missing, groups);
        }
        return groups.size() > MOST_LEVELS ? List.of() : groups;
    }

    private static List<Group> numbers(NumberColumn column, Definition definition) {
        double[] distinct = Arrays.stream(column.values())
                .filter(v -> !Double.isNaN(v))
                .sorted()
                .distinct()
                .toArray();
        List<Group> groups = new ArrayList<>();
        if (distinct.length <= 4) {
            for (double value : distinct) {
                group("= " + whole(value), column.rows(), row -> column.value(row) == value, groups);
            }
        } else {
            boolean age = fits(AGE, column.name(), definition.label()) && distinct[distinct.length - 1] > AGES[0];
            cut(column, age ? AGES : thirds(column), groups);
        }
        if (groups.size() > 1) {
            group("missing", column.rows(), column::missing, groups);
        }
        return groups;
    }

    private static void cut(NumberColumn column, double[] cuts, List<Group> groups) {
        for (int k = 0; k <= cuts.length; k++) {
            double from = k == 0 ? Double.NEGATIVE_INFINITY : cuts[k - 1];
            double to = k == cuts.length ? Double.POSITIVE_INFINITY : cuts[k];
            String label = k == 0
                    ? "under " + whole(to)
                    : k == cuts.length ? whole(from) + " and over" : whole(from) + " to under " + whole(to);
            group(label, column.rows(), row -> column.value(row) >= from && column.value(row) < to, groups);
        }
    }

    private static double[] thirds(NumberColumn column) {
        double[] sorted = Arrays.stream(column.values())
                .filter(v -> !Double.isNaN(v))
                .sorted()
                .toArray();
        return IntStream.of(1, 2)
                .mapToDouble(third -> sorted[third * sorted.length / 3])
                .distinct()
                .toArray();
    }

    private static String whole(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : Numbers.measure(value);
    }

    private static void group(String label, int rows, IntPredicate member, List<Group> groups) {
        boolean[] members = new boolean[rows];
        boolean any = false;
        for (int row = 0; row < rows; row++) {
            members[row] = member.test(row);
            any |= members[row];
        }
        if (any) {
            groups.add(new Group(label, members));
        }
    }
}
