package org.theriac.biostatistics.estimation.terms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.theriac.biostatistics.estimation.sample.Sample;
import org.theriac.core.UserError;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;

/** A factor with what the rows of a fit decide about it: its levels, or its knots. */
sealed interface CodedFactor {
    Factor factor();

    /** Labels, names and whether they stand alone, of its columns. */
    List<DesignColumn> columns();

    /** Values, columns × rows. */
    double[][] code(Cohort cohort);

    /** @throws UserError if a column does not fit the factor */
    static CodedFactor fit(Factor factor, Sample sample) {
        if (factor instanceof Factor.Spline spline) {
            double[] values = Evaluation.of(spline.expression(), sample.cohort());
            try {
                return new Splined(spline, NaturalSpline.of(values, spline.degreesOfFreedom()));
            } catch (IllegalArgumentException e) {
                throw new UserError("'" + factor.text() + "': " + e.getMessage() + ".", e);
            }
        }
        if (factor instanceof Factor.Levels levels) {
            return Contrasts.of(factor, levels.column(), sample);
        }
        Expression expression = ((Factor.Plain) factor).expression();
        if (expression instanceof Expression.Column column && sample.column(column.name()) instanceof CategoryColumn) {
            return Contrasts.of(factor, column.name(), sample);
        }
        String label = expression instanceof Expression.Column column
                ? sample.cohort().definition(column.name()).heading()
                : expression.text();
        Evaluation.of(expression, sample.cohort());
        return new Measured((Factor.Plain) factor, label);
    }

    /** One column of numbers. */
    record Measured(Factor.Plain factor, String label) implements CodedFactor {
        @Override
        public List<DesignColumn> columns() {
            return List.of(new DesignColumn(factor.text(), label, factor.text(), true));
        }

        @Override
        public double[][] code(Cohort cohort) {
            return new double[][] {Evaluation.of(factor.expression(), cohort)};
        }
    }

    /**
     * Treatment contrasts: an indicator of each level but the first.
     *
     * @param levels the one to compare with first
     */
    record Contrasts(Factor factor, String column, String label, List<String> levels) implements CodedFactor {
        static Contrasts of(Factor factor, String column, Sample sample) {
            List<String> levels = sample.categories(column).levels();
            if (levels.size() < 2) {
                throw new UserError("column '" + column + "' has the same value in all " + sample.rows()
                        + " rows used, so that it explains nothing. Leave the term out.");
            }
            return new Contrasts(
                    factor, column, sample.cohort().definition(column).label(), levels);
        }

        @Override
        public List<DesignColumn> columns() {
            List<DesignColumn> columns = new ArrayList<>();
            for (String level : levels.subList(1, levels.size())) {
                columns.add(new DesignColumn(
                        factor.text(),
                        label + ": " + level + " vs " + levels.get(0),
                        factor.text() + ": " + level,
                        true));
            }
            return columns;
        }

        @Override
        public double[][] code(Cohort cohort) {
            Column<?> values = cohort.column(column);
            double[][] coded = new double[levels.size() - 1][cohort.rows()];
            for (int row = 0; row < cohort.rows(); row++) {
                int level = values.missing(row) ? -1 : levels.indexOf(Sample.level(values, row));
                if (level < 0) {
                    throw new UserError(
                            "column '" + column + "' holds a level that the fit has not seen; its levels are: "
                                    + String.join(", ", levels) + ".");
                }
                if (level > 0) {
                    coded[level - 1][row] = 1;
                }
            }
            return coded;
        }
    }

    /** A natural cubic spline. */
    record Splined(Factor.Spline factor, NaturalSpline spline) implements CodedFactor {
        @Override
        public List<DesignColumn> columns() {
            List<DesignColumn> columns = new ArrayList<>();
            for (int j = 1; j <= spline.columns(); j++) {
                String name = factor.text() + " [" + j + "]";
                columns.add(new DesignColumn(factor.text(), name, name, false));
            }
            return columns;
        }

        @Override
        public double[][] code(Cohort cohort) {
            double[] values = Evaluation.of(factor.expression(), cohort);
            double[][] coded = new double[spline.columns()][];
            for (int j = 0; j < coded.length; j++) {
                int column = j;
                coded[j] =
                        Arrays.stream(values).map(x -> spline.column(column, x)).toArray();
            }
            return coded;
        }
    }
}
