package org.theriac.core.method;

import java.util.List;
import java.util.stream.Stream;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.NumberColumn;

/**
 * An ability: beside its prediction the model has other things to say of each row. A study asks for them when it asks for the predictions, of the
 * same model and for the same test rows, and hands them to exhibits; {@code theriac predict} prints them as further columns.
 */
public interface AuxiliaryOutputs {
    /** What the model says of each row, in the order of the rows; the names of the columns do not depend on the rows. */
    Columns auxiliary(Cohort rows);

    /** The auxiliary outputs of a model; {@link Columns#NONE} when it has none. */
    static Columns of(Model<?> model, Cohort rows) {
        return model.as(AuxiliaryOutputs.class)
                .map(more -> more.auxiliary(rows))
                .orElse(Columns.NONE);
    }

    /**
     * Named columns, one value for each row. Immutable.
     *
     * @param numbers such as risks under other circumstances; NaN where there is none
     * @param labels such as a choice among named possibilities
     */
    record Columns(List<NumberColumn> numbers, List<CategoryColumn> labels) {
        /** Of a model that says nothing beyond its predictions. */
        public static final Columns NONE = new Columns(List.of(), List.of());

        /** @throws IllegalArgumentException if columns differ in length or two have one name */
        public Columns {
            numbers = List.copyOf(numbers);
            labels = List.copyOf(labels);
            List<Column<?>> all = joined(numbers, labels);
            if (all.stream().map(Column::rows).distinct().count() > 1
                    || all.stream().map(Column::name).distinct().count() < all.size()) {
                throw new IllegalArgumentException("columns of different lengths or of one name: "
                        + all.stream()
                                .map(column -> column.name() + " (" + column.rows() + ")")
                                .toList());
            }
        }

        public boolean isEmpty() {
            return numbers.isEmpty() && labels.isEmpty();
        }

        /** Numbers first, then labels. */
        public List<Column<?>> all() {
            return joined(numbers, labels);
        }

        private static List<Column<?>> joined(List<NumberColumn> numbers, List<CategoryColumn> labels) {
            return Stream.<Column<?>>concat(numbers.stream(), labels.stream()).toList();
        }
    }
}
