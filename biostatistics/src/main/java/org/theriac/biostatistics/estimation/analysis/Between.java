package org.theriac.biostatistics.estimation.analysis;

import java.util.Optional;
import java.util.stream.IntStream;
import org.theriac.biostatistics.aft.CensoredTimes;
import org.theriac.biostatistics.estimation.sample.Sample;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Required;

/** Times that are only known to lie between two others, such as two visits: the columns that hold them. */
@Meaning("Columns between whose numbers the time of the event lies.")
record Between(
        @Required @Meaning("Column with the last time without the event; missing or 0: from the start (left-censored).")
        String lower,

        @Required
        @Meaning(
                "Column with the first time with the event; missing: not yet (right-censored); equal to lower: seen then.")
        String upper,

        @Meaning("Unit of the times.") String unit) {
    static final Between DEFAULTS = new Between("", "", "days");

    /** The rows of which anything is known. */
    Sample known(Sample sample) {
        Column<?> from = sample.column(lower);
        Column<?> to = sample.column(upper);
        int[] rows = IntStream.range(0, sample.rows())
                .filter(row -> !from.missing(row) || !to.missing(row))
                .toArray();
        if (rows.length == 0) {
            throw new UserError(
                    "none of the " + sample.rows() + " rows has a number in " + lower + " or " + upper + ".");
        }
        return sample.take(rows, lower + " and " + upper + " missing");
    }

    /**
     * The bounds of rows of which something is known.
     *
     * @param weights column with case weights
     * @throws UserError if a row's bounds are exchanged or negative
     */
    CensoredTimes times(Sample known, Optional<String> weights) {
        CensoredTimes times = times(known);
        return weights.map(column -> times.withWeights(known.numbers(column, "weights")))
                .orElse(times);
    }

    private CensoredTimes times(Sample known) {
        double[] from = known.numbers(lower, "between.lower");
        double[] to = known.numbers(upper, "between.upper");
        for (int row = 0; row < from.length; row++) {
            from[row] = Double.isNaN(from[row]) ? 0 : from[row];
            to[row] = Double.isNaN(to[row]) ? Double.POSITIVE_INFINITY : to[row];
            if (from[row] < 0 || to[row] < from[row] || to[row] == 0) {
                throw new UserError(known.cohort().place(row) + ": " + lower + " is " + NumberColumn.word(from[row])
                        + " and " + upper + " is " + NumberColumn.word(to[row])
                        + "; allowed are bounds from 0, the upper one above 0 and not below the lower one.");
            }
        }
        return CensoredTimes.between(from, to);
    }
}
