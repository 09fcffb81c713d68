package org.theriac.core.outcome;

import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.NumberColumn;

/** The value of a cell as a study file would write it. */
final class CellText {
    private CellText() {}

    /** Whole numbers without a fraction: 1, not 1.0. */
    static String of(Column<?> column, int row) {
        return column instanceof NumberColumn numbers
                ? NumberColumn.word(numbers.value(row))
                : String.valueOf(column.get(row));
    }
}
