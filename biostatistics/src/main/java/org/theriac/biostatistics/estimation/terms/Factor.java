package org.theriac.biostatistics.estimation.terms;

import java.util.Set;

/** What stands between the signs {@code *} and {@code :} of a term. */
sealed interface Factor {
    /** The factor as its writer would read it again. */
    String text();

    Set<String> columns();

    /** A column, or arithmetic on columns. */
    record Plain(Expression expression) implements Factor {
        @Override
        public String text() {
            return expression.text();
        }

        @Override
        public Set<String> columns() {
            return expression.columns();
        }
    }

    /** A column whose values are levels, whatever its type. */
    record Levels(String column) implements Factor {
        @Override
        public String text() {
            return "factor(" + Expression.Column.quoted(column) + ")";
        }

        @Override
        public Set<String> columns() {
            return Set.of(column);
        }
    }

    /**
     * A natural cubic spline.
     *
     * @param degreesOfFreedom columns that it is coded by
     */
    record Spline(Expression expression, int degreesOfFreedom) implements Factor {
        @Override
        public String text() {
            return "ns(" + expression.text() + ", " + degreesOfFreedom + ")";
        }

        @Override
        public Set<String> columns() {
            return expression.columns();
        }
    }
}
