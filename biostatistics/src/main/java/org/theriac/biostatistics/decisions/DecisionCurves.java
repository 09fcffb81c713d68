package org.theriac.biostatistics.decisions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.evaluation.Estimate;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.SubjectBootstrap;
import org.theriac.core.report.Block;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.SmallCells;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.report.chart.DecisionPlot;
import org.theriac.core.run.Run;

/** Decision curves of several methods on the same pooled test rows, with intervals from resampled subjects, as a figure and a table. */
public final class DecisionCurves {
    private static final int DRAWS = 100;
    private static final int POINTS = 50;
    private static final double[] NAMED = {0.05, 0.1, 0.2, 0.3, 0.5};
    private static final double LEVEL = 0.95;

    private final List<String> names;
    private final List<NetBenefit> methods;
    private final Evaluation<?, ?> evaluation;
    private final Run run;

    /** @param methods by method, over the test rows of all parts, one part after the other */
    public DecisionCurves(List<String> names, List<NetBenefit> methods, Evaluation<?, ?> evaluation, Run run) {
        this.names = List.copyOf(names);
        this.methods = List.copyOf(methods);
        this.evaluation = evaluation;
        this.run = run;
    }

    /** Values by strategy and threshold with the ends of their 95 % intervals; strategy 0 acts on all, then come the methods. */
    private record Curves(double[] threshold, double[][] value, double[][] lower, double[][] upper) {}

    /**
     * The figure and the table.
     *
     * @param id a word unique within the report
     * @param title what is predicted: "Probability of the event by 365 days"
     * @param highest largest probability that more than a few rows reach, see {@link #reached}
     * @param about " of the event by 365 days", for captions
     */
    public List<Block> blocks(String id, String title, double highest, String about) {
        double end = Math.min(0.99, Math.ceil(highest * 10) / 10);
        double[] grid = IntStream.rangeClosed(1, POINTS)
                .mapToDouble(k -> k * end / POINTS)
                .filter(p -> p < 1)
                .toArray();
        double[] named = Arrays.stream(NAMED).filter(p -> p <= end).toArray();
        Curves curves = curves(IntStream.range(0, grid.length + named.length)
                .mapToDouble(k -> k < grid.length ? grid[k] : named[k - grid.length])
                .toArray());
        List<DecisionPlot.Line> lines = new ArrayList<>();
        for (int s = 1; s < curves.value().length; s++) {
            lines.add(line(names.get(s - 1), curves, s, grid.length));
        }
        lines.add(line("Treat all", curves, 0, grid.length));
        List<Block> blocks = new ArrayList<>();
        blocks.add(new DecisionPlot(lines)
                .figure(
                        id,
                        title,
                        "Net benefit" + about + " on the test rows"
                                + (evaluation.parts().size() > 1 ? " of all folds" : "")
                                + ", with 95 % intervals from resampled subjects. Treating nobody is the line at 0. A threshold says how many"
                                + " are worth treating to reach one who has the outcome: 10 % means nine in vain for one. A curve ends where"
                                + " fewer than " + SmallCells.LEAST + " rows are left to treat.",
                        "Decision curves of " + String.join(", ", names) + "; the table beneath gives the numbers."));
        if (named.length > 0) {
            blocks.add(table(title, curves, grid.length, named));
        }
        return blocks;
    }

    /** The probability that a hundredth of the rows, but not fewer than are shown, reach. */
    public static double reached(double[] probability) {
        double[] sorted = probability.clone();
        Arrays.sort(sorted);
        int from = sorted.length - Math.max(SmallCells.LEAST, sorted.length / 100);
        return sorted.length == 0 ? 0 : sorted[Math.max(0, from)];
    }

    private static DecisionPlot.Line line(String name, Curves curves, int s, int points) {
        return new DecisionPlot.Line(
                name,
                Arrays.copyOf(curves.threshold(), points),
                Arrays.copyOf(curves.value()[s], points),
                Arrays.copyOf(curves.lower()[s], points),
                Arrays.copyOf(curves.upper()[s], points));
    }

    private Curves curves(double[] threshold) {
        int rows =
                evaluation.parts().stream().mapToInt(part -> part.test().length).sum();
        double[] one = new double[rows];
        Arrays.fill(one, 1);
        double[][] value = values(threshold, one);
        double[][][] drawn = new double[value.length][threshold.length][DRAWS];
        List<Cohort> tests = evaluation.parts().stream()
                .map(part -> evaluation.cohort().take(part.test()))
                .toList();
        SubjectBootstrap bootstrap = new SubjectBootstrap(tests);
        for (int draw = 0; draw < DRAWS; draw++) {
            run.checkStop();
            double[] weight = Arrays.stream(bootstrap.draw(run.random("decision curves", draw)))
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
            double[][] own = values(threshold, weight);
            for (int s = 0; s < own.length; s++) {
                for (int k = 0; k < threshold.length; k++) {
                    drawn[s][k][draw] = own[s][k];
                }
            }
        }
        double[][] lower = new double[value.length][threshold.length];
        double[][] upper = new double[value.length][threshold.length];
        for (int s = 0; s < value.length; s++) {
            int[] acted = s == 0 ? new int[0] : methods.get(s - 1).actedOn(threshold);
            for (int k = 0; k < threshold.length; k++) {
                boolean few = s > 0 && acted[k] < SmallCells.LEAST;
                Estimate estimate = Estimate.of(few ? Double.NaN : value[s][k], drawn[s][k], LEVEL);
                value[s][k] = estimate.value();
                lower[s][k] = estimate.lower();
                upper[s][k] = estimate.upper();
            }
        }
        return new Curves(threshold, value, lower, upper);
    }

    private double[][] values(double[] threshold, double[] weight) {
        double[][] values = new double[methods.size() + 1][];
        values[0] = methods.get(0).ofAll(threshold, weight);
        for (int c = 0; c < methods.size(); c++) {
            values[c + 1] = methods.get(c).at(threshold, weight);
        }
        return values;
    }

    private Table table(String title, Curves curves, int from, double[] named) {
        List<Column> columns = new ArrayList<>(List.of(Column.text("Strategy")));
        for (double p : named) {
            columns.add(Column.number("Threshold " + Numbers.level(p)));
        }
        List<Row> rows = new ArrayList<>();
        for (int s = 0; s < curves.value().length; s++) {
            List<String> cells = new ArrayList<>(List.of(s == 0 ? "Treat all" : names.get(s - 1)));
            for (int k = 0; k < named.length; k++) {
                int at = from + k;
                cells.add(Numbers.interval(curves.value()[s][at], curves.lower()[s][at], curves.upper()[s][at]));
            }
            rows.add(new Row(cells, 0, s == 0));
        }
        return new Table(
                "Net benefit, " + title,
                columns,
                rows,
                List.of(
                        "A net benefit of 0.05 is worth as much as finding 5 of 100 patients who have the outcome and treating nobody in vain."
                                + " Treating nobody has 0. A method is of use at a threshold where it beats both."));
    }
}
