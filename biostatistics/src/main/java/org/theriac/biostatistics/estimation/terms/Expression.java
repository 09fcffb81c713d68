package org.theriac.biostatistics.estimation.terms;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.theriac.core.cohort.NumberColumn;

/** Arithmetic on the columns of a table. */
sealed interface Expression {
    /** The expression as its writer would read it again. */
    String text();

    Set<String> columns();

    /** A column's values. */
    record Column(String name) implements Expression {
        @Override
        public String text() {
            return quoted(name);
        }

        @Override
        public Set<String> columns() {
            return Set.of(name);
        }

        /** The name, in backticks where it would not be read as one otherwise. */
        static String quoted(String name) {
            return name.matches("[\\p{L}.][\\p{L}\\p{N}._]*") ? name : "`" + name + "`";
        }
    }

    /** A number. */
    record Constant(double value) implements Expression {
        @Override
        public String text() {
            return NumberColumn.word(value);
        }

        @Override
        public Set<String> columns() {
            return Set.of();
        }
    }

    /** Two expressions joined by a sign. */
    record Joined(Sign sign, Expression left, Expression right) implements Expression {
        @Override
        public String text() {
            return part(left, false) + " " + sign.symbol + " " + part(right, true);
        }

        private String part(Expression side, boolean isRight) {
            boolean enclose = side instanceof Joined joined
                    && (joined.sign.rank < sign.rank || isRight && joined.sign.rank == sign.rank);
            return enclose ? "(" + side.text() + ")" : side.text();
        }

        @Override
        public Set<String> columns() {
            Set<String> columns = new LinkedHashSet<>(left.columns());
            columns.addAll(right.columns());
            return columns;
        }
    }

    /** Whether a column holds a value, written as a text. */
    record Is(String column, String value, boolean negated) implements Expression {
        @Override
        public String text() {
            return Column.quoted(column) + (negated ? " != \"" : " == \"") + value + "\"";
        }

        @Override
        public Set<String> columns() {
            return Set.of(column);
        }
    }

    /** A function of an expression. */
    record Applied(Operation function, Expression argument) implements Expression {
        @Override
        public String text() {
            return function.word() + "(" + argument.text() + ")";
        }

        @Override
        public Set<String> columns() {
            return argument.columns();
        }
    }

    /** Signs, with what binds tighter further down. A comparison is 1 where it holds and 0 elsewhere. */
    enum Sign {
        LESS("<", 0, (a, b) -> a < b ? 1 : 0),
        LESS_OR_EQUAL("<=", 0, (a, b) -> a <= b ? 1 : 0),
        GREATER(">", 0, (a, b) -> a > b ? 1 : 0),
        GREATER_OR_EQUAL(">=", 0, (a, b) -> a >= b ? 1 : 0),
        EQUAL("==", 0, (a, b) -> a == b ? 1 : 0),
        UNEQUAL("!=", 0, (a, b) -> a != b ? 1 : 0),
        PLUS("+", 1, (a, b) -> a + b),
        MINUS("-", 1, (a, b) -> a - b),
        TIMES("*", 2, (a, b) -> a * b),
        OVER("/", 2, (a, b) -> a / b),
        POWER("^", 3, Math::pow);

        final String symbol;
        final int rank;
        final DoubleBinaryOperator value;

        Sign(String symbol, int rank, DoubleBinaryOperator value) {
            this.symbol = symbol;
            this.rank = rank;
            this.value = value;
        }

        double of(double left, double right) {
            return Double.isNaN(left) || Double.isNaN(right) ? Double.NaN : value.applyAsDouble(left, right);
        }
    }

    /** Functions of one number. */
    enum Operation {
        LOG(Math::log),
        LOG2(x -> Math.log(x) / Math.log(2)),
        LOG10(Math::log10),
        SQRT(Math::sqrt),
        EXP(Math::exp),
        ABS(Math::abs);

        final DoubleUnaryOperator value;

        Operation(DoubleUnaryOperator value) {
            this.value = value;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
