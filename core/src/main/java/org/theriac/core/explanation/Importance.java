package org.theriac.core.explanation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.FileColumn;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.evaluation.Metric;
import org.theriac.core.evaluation.SubjectBootstrap;
import org.theriac.core.method.Model;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.run.Run;
import org.theriac.core.study.ReportSettings;
import org.theriac.core.task.Task;

/**
 * Permutation importance (Breiman, Random forests, Machine Learning 45, 2001; Fisher, Rudin and Dominici, JMLR 20, 2019) of one model on rows that it
 * has not seen: by how much a metric worsens when the values of one source column are dealt to other rows. All that is made of a column (its flag for
 * missing values, its levels) moves with it.
 *
 * @param columns the source columns, in the task's order
 * @param baseline the metric on the rows as they are
 * @param drop by column, then by repeat: how much worse the metric became; positive: the column was of use
 * @param variance of each column's mean drop, over resampled subjects with a permutation drawn anew; NaN where it could not be had
 */
public record Importance(List<String> columns, double baseline, double[][] drop, double[] variance) {
    /** Nothing was asked for, or nothing could be permuted. */
    public static final Importance NONE = new Importance(List.of(), Double.NaN, new double[0][], new double[0]);

    private static final int DRAWS = 100;
    /** Rows of models that decode files: each costs as much as hundreds of a table. */
    private static final int MOST_ROWS_OF_FILES = 64;

    private static final int LEAST_ROWS = 20;

    public Importance {
        columns = List.copyOf(columns);
    }

    /** The mean of a column's drops. */
    public double mean(int column) {
        return Arrays.stream(drop[column]).average().orElse(Double.NaN);
    }

    /**
     * Permutes every input of a model.
     *
     * @param train what the model learned from, for metrics that need it
     * @param test rows that the model has not seen
     */
    public static <O extends Outcome<P>, P extends Predictions> Importance of(
            Model<P> model,
            Task<O> task,
            Metric<O, P> metric,
            Cohort train,
            Cohort test,
            ReportSettings.Importance settings,
            Run run) {
        List<String> inputs = model.inputs().stream().filter(test::has).toList();
        boolean files = inputs.stream().anyMatch(name -> test.column(name) instanceof FileColumn<?>);
        Cohort rows = sample(test, files ? Math.min(settings.rows(), MOST_ROWS_OF_FILES) : settings.rows(), run);
        if (settings.repeats() == 0 || inputs.isEmpty() || files && inputs.size() == 1 || rows.rows() < LEAST_ROWS) {
            return NONE;
        }
        Judged<O, P> asTheyAre = new Judged<>(task, train, rows, model.predict(rows));
        if (metric.inapplicable(asTheyAre).isPresent()) {
            return NONE;
        }
        double[] one = new double[rows.rows()];
        Arrays.fill(one, 1);
        Metric.Prepared prepared = metric.prepare(asTheyAre);
        double baseline = badness(metric, prepared, one);
        List<double[]> weights = weights(rows, run);
        double[] baselines =
                weights.stream().mapToDouble(w -> badness(metric, prepared, w)).toArray();
        double[][] drop = new double[inputs.size()][];
        double[] variance = new double[inputs.size()];
        for (int c = 0; c < drop.length; c++) {
            run.checkStop();
            List<Metric.Prepared> permuted = permuted(model, task, metric, train, rows, inputs.get(c), settings, run);
            drop[c] = permuted.stream()
                    .mapToDouble(p -> badness(metric, p, one) - baseline)
                    .toArray();
            variance[c] = variance(metric, permuted, weights, baselines);
        }
        return new Importance(inputs, metric.combine(List.of(prepared.parts(one))), drop, variance);
    }

    private static Cohort sample(Cohort test, int most, Run run) {
        if (test.rows() <= most) {
            return test;
        }
        int[] order = permutation(test.rows(), run.random("importance rows", 0));
        int[] chosen = Arrays.copyOf(order, most);
        Arrays.sort(chosen);
        return test.take(chosen);
    }

    private static List<double[]> weights(Cohort rows, Run run) {
        SubjectBootstrap bootstrap = new SubjectBootstrap(List.of(rows));
        List<double[]> weights = new ArrayList<>();
        for (int draw = 0; draw < DRAWS; draw++) {
            weights.add(bootstrap.draw(run.random("importance draws", draw))[0]);
        }
        return weights;
    }

    /** The metric's forms for every repeat, predicted in one go. */
    private static <O extends Outcome<P>, P extends Predictions> List<Metric.Prepared> permuted(
            Model<P> model,
            Task<O> task,
            Metric<O, P> metric,
            Cohort train,
            Cohort rows,
            String column,
            ReportSettings.Importance settings,
            Run run) {
        int n = rows.rows();
        int[] same = new int[n * settings.repeats()];
        int[] dealt = new int[same.length];
        for (int repeat = 0; repeat < settings.repeats(); repeat++) {
            int[] order = permutation(n, run.random("importance of " + column, repeat));
            for (int row = 0; row < n; row++) {
                same[repeat * n + row] = row;
                dealt[repeat * n + row] = order[row];
            }
        }
        Cohort mixed = rows.take(same).with(List.of(rows.column(column).take(dealt)));
        P predicted = model.predict(mixed);
        return IntStream.range(0, settings.repeats())
                .mapToObj(repeat -> {
                    int[] block = IntStream.range(repeat * n, (repeat + 1) * n).toArray();
                    return metric.prepare(new Judged<>(task, train, rows, taken(predicted, block)));
                })
                .toList();
    }

    @SuppressWarnings("unchecked") // taking rows of predictions gives predictions of the same form
    private static <P extends Predictions> P taken(P predictions, int[] rows) {
        return (P) predictions.take(rows);
    }

    private static double variance(
            Metric<?, ?> metric, List<Metric.Prepared> permuted, List<double[]> weights, double[] baselines) {
        double[] drawn = new double[weights.size()];
        for (int draw = 0; draw < drawn.length; draw++) {
            Metric.Prepared one = permuted.get(draw % permuted.size());
            drawn[draw] = badness(metric, one, weights.get(draw)) - baselines[draw];
        }
        double[] present = Arrays.stream(drawn).filter(v -> !Double.isNaN(v)).toArray();
        if (present.length < 2) {
            return Double.NaN;
        }
        double mean = Arrays.stream(present).average().orElseThrow();
        return Arrays.stream(present).map(v -> (v - mean) * (v - mean)).sum() / (present.length - 1);
    }

    /** The metric turned so that less is better. */
    private static double badness(Metric<?, ?> metric, Metric.Prepared prepared, double[] weight) {
        double value = metric.combine(List.of(prepared.parts(weight)));
        return switch (metric.direction()) {
            case HIGHER_IS_BETTER -> -value;
            case LOWER_IS_BETTER -> value;
            case NEARER_TO_0_IS_BETTER -> Math.abs(value);
            case NEARER_TO_1_IS_BETTER -> Math.abs(value - 1);
        };
    }

    static int[] permutation(int n, RandomGenerator random) {
        int[] order = IntStream.range(0, n).toArray();
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return order;
    }
}
