package org.theriac.biostatistics.estimation.terms;

import java.util.Arrays;
import org.theriac.biostatistics.estimation.sample.Sample;
import org.theriac.core.UserError;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.NumberColumn;

/** Values of expressions in the rows of a table. */
final class Evaluation {
    private Evaluation() {}

    /**
     * An expression's value in each row; NaN where a column has none.
     *
     * @throws UserError if a column holds no numbers, or a value is not finite, such as the logarithm of 0
     */
    static double[] of(Expression expression, Cohort cohort) {
        double[] values = values(expression, cohort);
        int first = -1;
        int count = 0;
        for (int row = 0; row < values.length; row++) {
            if (!Double.isFinite(values[row]) && !missing(expression, cohort, row)) {
                first = first < 0 ? row : first;
                count++;
            }
        }
        if (count > 0) {
            throw new UserError(
                    "'" + expression.text() + "' is not a finite number in " + count + " of " + values.length
                            + " rows, the first of them at " + cohort.place(first)
                            + ". Change the term, such as log(x + 1) for log(x) where x may be 0, or leave these rows out.");
        }
        return values;
    }

    private static boolean missing(Expression expression, Cohort cohort, int row) {
        return expression.columns().stream()
                .anyMatch(name -> cohort.column(name).missing(row));
    }

    private static double[] values(Expression expression, Cohort cohort) {
        if (isLevel(expression, cohort)) {
            Expression.Joined joined = (Expression.Joined) expression;
            String level = NumberColumn.word(((Expression.Constant) joined.right()).value());
            String column = ((Expression.Column) joined.left()).name();
            return values(new Expression.Is(column, level, joined.sign() == Expression.Sign.UNEQUAL), cohort);
        }
        if (expression instanceof Expression.Column column) {
            return numbers(cohort.column(column.name()));
        }
        double[] values = new double[cohort.rows()];
        if (expression instanceof Expression.Constant constant) {
            Arrays.fill(values, constant.value());
        } else if (expression instanceof Expression.Is is) {
            Column<?> column = cohort.column(is.column());
            requireLevel(column, is.value());
            for (int row = 0; row < values.length; row++) {
                boolean equal =
                        !column.missing(row) && Sample.level(column, row).equals(is.value());
                values[row] = column.missing(row) ? Double.NaN : equal != is.negated() ? 1 : 0;
            }
        } else if (expression instanceof Expression.Joined joined) {
            double[] left = values(joined.left(), cohort);
            double[] right = values(joined.right(), cohort);
            Arrays.setAll(values, row -> joined.sign().of(left[row], right[row]));
        } else if (expression instanceof Expression.Applied applied) {
            double[] argument = values(applied.argument(), cohort);
            Arrays.setAll(values, row -> applied.function().value.applyAsDouble(argument[row]));
        }
        return values;
    }

    /** Whether a category is compared with a level that looks like a number: stage == 2. */
    private static boolean isLevel(Expression expression, Cohort cohort) {
        return expression instanceof Expression.Joined joined
                && (joined.sign() == Expression.Sign.EQUAL || joined.sign() == Expression.Sign.UNEQUAL)
                && joined.left() instanceof Expression.Column column
                && joined.right() instanceof Expression.Constant
                && !(cohort.column(column.name()) instanceof NumberColumn);
    }

    private static double[] numbers(Column<?> column) {
        if (column instanceof NumberColumn numbers) {
            return numbers.values();
        }
        throw new UserError(
                "column '" + column.name() + "' does not hold numbers, so that nothing can be computed from it."
                        + (column instanceof CategoryColumn categories
                                        && !categories.levels().isEmpty()
                                ? " Compare it with a level instead: " + Expression.Column.quoted(column.name())
                                        + " == \"" + categories.levels().get(0) + "\"."
                                : ""));
    }

    private static void requireLevel(Column<?> column, String value) {
        if (column instanceof CategoryColumn categories && !categories.levels().contains(value)) {
            throw new UserError("column '" + column.name() + "' is compared with '" + value + "': "
                    + org.theriac.core.study.Words.unknown("level", value, categories.levels()));
        }
    }
}
