package org.theriac.biostatistics.estimation.analysis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.theriac.biostatistics.estimation.sample.Groups;
import org.theriac.biostatistics.estimation.sample.Sample;
import org.theriac.biostatistics.estimation.terms.Design;
import org.theriac.core.UserError;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.study.Words;

/**
 * Patients that a study describes by values of columns, coded as the rows of a fit were.
 *
 * @param names what their curves are called
 * @param matrix of the design, one row each
 * @param strata of each, codes of the fit
 */
record GivenPatients(List<String> names, double[][] matrix, int[] strata) {
    private static final String NAME = "name";

    /**
     * @param given values by column; {@code name} is what the curve is called
     * @throws UserError if a column that the model needs is not given, or another one is, or a value does not fit it
     */
    static GivenPatients of(
            List<Map<String, String>> given, Design design, Sample sample, Groups strata, List<String> by) {
        Set<String> needed = new LinkedHashSet<>(design.reads());
        needed.addAll(by);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            names.add(name(given.get(i), needed, i));
        }
        if (given.isEmpty()) {
            return new GivenPatients(List.of(), new double[0][0], new int[0]);
        }
        List<Column<?>> columns = new ArrayList<>();
        for (String name : needed) {
            List<String> values =
                    given.stream().map(one -> one.getOrDefault(name, "")).toList();
            columns.add(column(sample.column(name), values));
        }
        Cohort rows = new Cohort(
                columns,
                List.of(),
                IntStream.range(0, given.size()).mapToObj(String::valueOf).toList());
        int[] codes = IntStream.range(0, given.size())
                .map(i -> stratum(rows, i, sample, strata, by))
                .toArray();
        return new GivenPatients(List.copyOf(names), design.matrix(rows), codes);
    }

    private static String name(Map<String, String> one, Set<String> needed, int index) {
        String at = "curves[" + index + "]: ";
        for (String key : one.keySet()) {
            if (!key.equals(NAME) && !needed.contains(key)) {
                throw new UserError(at + "gives '" + key + "', which the model does not use" + Words.meant(key, needed)
                        + ". It needs: " + String.join(", ", needed) + ".");
            }
        }
        for (String column : needed) {
            if (!one.containsKey(column)) {
                throw new UserError(at + "says nothing of '" + column + "', which the model uses. It needs: "
                        + String.join(", ", needed) + ".");
            }
        }
        String given = one.get(NAME);
        return given != null
                ? given
                : String.join(
                        ", ",
                        needed.stream()
                                .map(column -> column + ": " + one.getOrDefault(column, ""))
                                .toList());
    }

    private static Column<?> column(Column<?> like, List<String> values) {
        if (like instanceof NumberColumn) {
            return new NumberColumn(
                    like.name(),
                    values.stream()
                            .mapToDouble(value -> number(like.name(), value))
                            .toArray());
        }
        CategoryColumn categories = (CategoryColumn) like;
        int[] codes = values.stream()
                .mapToInt(value -> {
                    int code = categories.levels().indexOf(value);
                    if (code < 0) {
                        throw new UserError("curves: gives " + like.name() + ": " + value + "; "
                                + Words.unknown("level", value, categories.levels()));
                    }
                    return code;
                })
                .toArray();
        return new CategoryColumn(like.name(), categories.levels(), codes);
    }

    private static double number(String column, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new UserError("curves: gives " + column + ": " + value + "; the column holds numbers.", e);
        }
    }

    private static int stratum(Cohort rows, int index, Sample sample, Groups strata, List<String> by) {
        for (int row = 0; row < sample.rows(); row++) {
            int at = row;
            if (by.stream()
                    .allMatch(column ->
                            Sample.level(sample.column(column), at).equals(Sample.level(rows.column(column), index)))) {
                return strata.codes()[row];
            }
        }
        throw new UserError("curves[" + index + "]: no row is of this stratum (" + String.join(", ", by) + ").");
    }
}
