package org.theriac.core.explanation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.method.Model;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.SmallCells;
import org.theriac.core.run.Run;

/**
 * Partial dependence (Friedman, Greedy function approximation, Annals of Statistics 29, 2001): the mean prediction if every row had the same value of
 * one column and kept all others, as that value moves.
 *
 * @param column the source column
 * @param grid values of a number, or indices of levels
 * @param levels names of the levels; empty for a number
 * @param support share of the rows at or next to each value of the grid
 * @param mean prediction at each value
 * @param lower quartile of the rows' predictions at each value
 * @param upper quartile of the rows' predictions at each value
 */
public record EffectCurve(
        String column,
        double[] grid,
        List<String> levels,
        double[] support,
        double[] mean,
        double[] lower,
        double[] upper) {
    private static final int POINTS = 13;
    private static final int MOST_LEVELS = 12;
    /** A number with so few values is drawn like a category. */
    private static final int FEW_VALUES = 4;
    /** The grid of a number ends where so few rows are left on either side. */
    private static final double TAIL = 0.025;

    /**
     * The curve of one column; empty for a column of files or texts, one with a single value, and one with more levels than can be told apart.
     *
     * @param response turns predictions into the number that is drawn
     * @param rows whose other values are kept
     */
    public static <P extends Predictions> Optional<EffectCurve> of(
            Model<P> model, Response response, Cohort rows, String name, Run run) {
        Column<?> column = rows.column(name);
        Grid grid = column instanceof NumberColumn numbers
                ? grid(numbers)
                : column instanceof CategoryColumn categories ? grid(categories) : Grid.NONE;
        if (grid.values.length < 2) {
            return Optional.empty();
        }
        int points = grid.values.length;
        double[] mean = new double[points];
        double[] lower = new double[points];
        double[] upper = new double[points];
        for (int k = 0; k < points; k++) {
            run.checkStop();
            Cohort same = rows.with(List.of(constant(column, grid.values[k])));
            double[] predicted = response.of().apply(model.predict(same));
            Arrays.sort(predicted);
            mean[k] = Arrays.stream(predicted).average().orElse(Double.NaN);
            lower[k] = predicted[(predicted.length - 1) / 4];
            upper[k] = predicted[3 * (predicted.length - 1) / 4];
        }
        return Optional.of(new EffectCurve(name, grid.values, grid.levels, grid.support, mean, lower, upper));
    }

    private static Column<?> constant(Column<?> column, double value) {
        if (column instanceof CategoryColumn categories) {
            int[] codes = new int[column.rows()];
            Arrays.fill(codes, (int) value);
            return new CategoryColumn(column.name(), categories.levels(), codes);
        }
        double[] values = new double[column.rows()];
        Arrays.fill(values, value);
        return new NumberColumn(column.name(), values);
    }

    private record Grid(double[] values, List<String> levels, double[] support) {
        static final Grid NONE = new Grid(new double[0], List.of(), new double[0]);
    }

    private static Grid grid(NumberColumn column) {
        double[] sorted = Arrays.stream(column.values())
                .filter(v -> !Double.isNaN(v))
                .sorted()
                .toArray();
        if (sorted.length < 2 * SmallCells.LEAST) {
            return Grid.NONE;
        }
        double[] distinct = Arrays.stream(sorted).distinct().toArray();
        double[] values = distinct.length <= POINTS
                ? Arrays.stream(distinct).filter(v -> held(sorted, v)).toArray()
                : spread(sorted);
        List<String> levels = values.length <= FEW_VALUES
                ? Arrays.stream(values).mapToObj(EffectCurve::written).toList()
                : List.of();
        return new Grid(values, levels, support(sorted, values));
    }

    private static String written(double value) {
        return Numbers.value(value);
    }

    private static boolean held(double[] sorted, double value) {
        return Arrays.stream(sorted).filter(v -> v == value).count() >= SmallCells.LEAST;
    }

    /** Evenly from one tail to the other: the horizontal axis is that of the values, not of their ranks. */
    private static double[] spread(double[] sorted) {
        int tail = Math.max(SmallCells.LEAST, (int) (TAIL * sorted.length));
        double from = sorted[Math.min(tail, sorted.length - 1)];
        double to = sorted[Math.max(sorted.length - 1 - tail, 0)];
        return IntStream.range(0, POINTS)
                .mapToDouble(k -> from + (to - from) * k / (POINTS - 1))
                .distinct()
                .toArray();
    }

    /** Share of the values nearest to each point of the grid; NaN where so few values are near that they could point to persons. */
    private static double[] support(double[] sorted, double[] values) {
        int[] count = new int[values.length];
        for (double v : sorted) {
            int nearest = 0;
            for (int k = 1; k < values.length; k++) {
                if (Math.abs(values[k] - v) < Math.abs(values[nearest] - v)) {
                    nearest = k;
                }
            }
            if (values.length > 0) {
                count[nearest]++;
            }
        }
        boolean[] withheld = SmallCells.withheld(new int[][] {count})[0];
        return IntStream.range(0, count.length)
                .mapToDouble(k -> withheld[k] ? Double.NaN : count[k] / (double) sorted.length)
                .toArray();
    }

    private static Grid grid(CategoryColumn column) {
        int[] count = new int[column.levels().size()];
        int present = 0;
        for (int row = 0; row < column.rows(); row++) {
            if (!column.missing(row)) {
                count[column.code(row)]++;
                present++;
            }
        }
        List<Integer> kept = new ArrayList<>();
        for (int level = 0; level < count.length; level++) {
            if (count[level] >= SmallCells.LEAST) {
                kept.add(level);
            }
        }
        if (kept.size() > MOST_LEVELS) {
            return Grid.NONE;
        }
        int all = present;
        return new Grid(
                kept.stream().mapToDouble(Integer::doubleValue).toArray(),
                kept.stream().map(column.levels()::get).toList(),
                kept.stream().mapToDouble(level -> count[level] / (double) all).toArray());
    }
}
