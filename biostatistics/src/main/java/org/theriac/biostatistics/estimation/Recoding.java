package org.theriac.biostatistics.estimation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.theriac.biostatistics.estimation.sample.Sample;
import org.theriac.biostatistics.estimation.terms.Condition;
import org.theriac.core.UserError;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.study.Words;

/** What a study does to its table before anything is estimated: it keeps some rows, and names the values of columns. */
final class Recoding {
    private Recoding() {}

    /**
     * The rows for which all conditions hold.
     *
     * @throws UserError if a column does not exist, or none of the rows is left
     */
    static Cohort only(Cohort cohort, List<Condition> conditions) {
        Cohort left = cohort;
        for (Condition condition : conditions) {
            condition.columns().forEach(name -> require(cohort, name, "rows"));
            boolean[] holds = holds(condition, left);
            left = left.take(
                    IntStream.range(0, holds.length).filter(row -> holds[row]).toArray());
        }
        if (left.rows() == 0) {
            throw new UserError("rows: "
                    + conditions.stream().map(Condition::text).collect(java.util.stream.Collectors.joining(", "))
                    + " leaves none of the " + cohort.rows() + " rows.");
        }
        return left;
    }

    private static boolean[] holds(Condition condition, Cohort cohort) {
        try {
            return condition.holds(cohort);
        } catch (UserError e) {
            throw new UserError("rows: " + e.getMessage(), e);
        }
    }

    /**
     * The same rows with columns whose values have names.
     *
     * @param levels for each column, its values with their names, in the order of tables
     * @throws UserError if a column does not exist, or holds a value without a name
     */
    static Cohort named(Cohort cohort, Map<String, Map<String, String>> levels) {
        List<Column<?>> named = new ArrayList<>();
        levels.forEach((name, names) -> {
            require(cohort, name, "levels");
            named.add(named(cohort.column(name), names));
        });
        return named.isEmpty() ? cohort : cohort.with(named);
    }

    private static CategoryColumn named(Column<?> column, Map<String, String> names) {
        List<String> values = List.copyOf(names.keySet());
        int[] codes = new int[column.rows()];
        TreeSet<String> unnamed = new TreeSet<>();
        for (int row = 0; row < codes.length; row++) {
            String value = column.missing(row) ? "" : Sample.level(column, row);
            codes[row] = column.missing(row) ? -1 : values.indexOf(value);
            if (codes[row] < 0 && !column.missing(row) && unnamed.size() < 5) {
                unnamed.add(value);
            }
        }
        if (!unnamed.isEmpty()) {
            throw new UserError("levels." + column.name() + " gives no name to the value " + String.join(", ", unnamed)
                    + " of the column. Name all of its values.");
        }
        return new CategoryColumn(column.name(), List.copyOf(names.values()), codes);
    }

    private static void require(Cohort cohort, String name, String key) {
        if (!cohort.has(name)) {
            throw new UserError(key + ": the table has no column '" + name + "'" + Words.meant(name, cohort.names())
                    + ". Its columns are: " + String.join(", ", cohort.names()) + ".");
        }
    }
}
