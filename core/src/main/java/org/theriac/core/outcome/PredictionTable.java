package org.theriac.core.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Predictions as columns of a table, for files and terminals.
 *
 * @param columns their names
 * @param rows one for each prediction, as long as {@code columns}; an empty cell is a value that does not exist
 */
public record PredictionTable(List<String> columns, List<List<String>> rows) {
    public PredictionTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * Risk, median survival time and the probability of survival at some times.
     *
     * @param horizons times at which survival is wanted; when empty, the quartiles of the model's grid
     */
    public static PredictionTable of(Predictions predictions, List<Double> horizons) {
        if (predictions instanceof SurvivalCurves curves) {
            return of(curves, horizons.isEmpty() ? quartiles(curves.times()) : horizons);
        }
        throw new IllegalArgumentException(
                "no table for " + predictions.getClass().getSimpleName());
    }

    private static PredictionTable of(SurvivalCurves curves, List<Double> horizons) {
        List<String> columns = new ArrayList<>(List.of("risk", "median_time"));
        horizons.forEach(time -> columns.add("survival_at_" + number(time)));
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < curves.rows(); row++) {
            List<String> cells = new ArrayList<>();
            cells.add(number(curves.risk(row)));
            double median = curves.quantile(row, 0.5);
            cells.add(Double.isInfinite(median) ? "" : number(median));
            for (double time : horizons) {
                // beyond the last time of the training data nothing is known
                boolean beyond = curves.times().length == 0 || time > curves.times()[curves.times().length - 1];
                cells.add(beyond ? "" : number(curves.survivalAt(row, time)));
            }
            rows.add(cells);
        }
        return new PredictionTable(columns, rows);
    }

    private static List<Double> quartiles(double[] times) {
        return times.length == 0
                ? List.of()
                : List.of(times[times.length / 4], times[times.length / 2], times[3 * times.length / 4]);
    }

    /** Six significant digits: more would pretend. */
    private static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return Long.toString((long) value);
        }
        return new java.math.BigDecimal(value)
                .round(new java.math.MathContext(6))
                .stripTrailingZeros()
                .toPlainString()
                .toLowerCase(Locale.ROOT);
    }
}
