package org.theriac.core.explanation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.FileColumn;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.method.Model;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.report.Numbers;

/**
 * What moved the predictions of single rows: by how much a probability is higher than it would be if one input had the value of a typical training row
 * (its median, its most frequent level), all others kept. Inputs are replaced one at a time, so the parts need not add up to the prediction.
 *
 * @param rows places among the part's test rows
 * @param columns the source columns that were replaced
 * @param typical the value that stood in, as readers see it
 * @param change by response, then by row, then by column
 */
public record Contributions(int[] rows, List<String> columns, List<String> typical, double[][][] change) {
    public static final Contributions NONE = new Contributions(new int[0], List.of(), List.of(), new double[0][][]);

    public Contributions {
        columns = List.copyOf(columns);
        typical = List.copyOf(typical);
    }

    /**
     * Replaces each input of the model in turn.
     *
     * @param train rows that say what is typical
     * @param test the part's test rows
     * @param chosen places of the rows among them
     */
    public static <P extends Predictions> Contributions of(
            Model<P> model, List<Response> responses, Cohort train, Cohort test, int[] chosen) {
        if (chosen.length == 0 || responses.isEmpty()) {
            return NONE;
        }
        List<String> columns = model.inputs().stream()
                .filter(test::has)
                .filter(name -> !(test.column(name) instanceof FileColumn<?>))
                .toList();
        Cohort rows = test.take(chosen);
        P base = model.predict(rows);
        double[][][] change = new double[responses.size()][chosen.length][columns.size()];
        List<String> typical = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            Column<?> stand = typical(train.column(columns.get(c)), rows.column(columns.get(c)));
            typical.add(seen(stand));
            P without = model.predict(rows.with(List.of(stand)));
            for (int r = 0; r < change.length; r++) {
                double[] with = responses.get(r).of().apply(base);
                double[] instead = responses.get(r).of().apply(without);
                for (int row = 0; row < chosen.length; row++) {
                    change[r][row][c] = with[row] - instead[row];
                }
            }
        }
        return new Contributions(chosen, columns, typical, change);
    }

    private static String seen(Column<?> stand) {
        if (stand.missing(0)) {
            return "–";
        }
        return stand instanceof NumberColumn numbers ? Numbers.value(numbers.value(0)) : String.valueOf(stand.get(0));
    }

    /** A column as long as {@code like} that holds the training rows' median or most frequent level in every row. */
    private static Column<?> typical(Column<?> train, Column<?> like) {
        if (train instanceof NumberColumn numbers) {
            double[] present = Arrays.stream(numbers.values())
                    .filter(v -> !Double.isNaN(v))
                    .sorted()
                    .toArray();
            double[] values = new double[like.rows()];
            Arrays.fill(values, present.length == 0 ? Double.NaN : present[(present.length - 1) / 2]);
            return new NumberColumn(train.name(), values);
        }
        if (train instanceof CategoryColumn categories) {
            int[] count = new int[categories.levels().size()];
            IntStream.range(0, train.rows())
                    .filter(row -> !train.missing(row))
                    .forEach(row -> count[categories.code(row)]++);
            int most = IntStream.range(0, count.length).reduce(-1, (a, b) -> a < 0 || count[b] > count[a] ? b : a);
            int[] codes = new int[like.rows()];
            Arrays.fill(codes, most);
            return new CategoryColumn(train.name(), categories.levels(), codes);
        }
        return like;
    }
}
