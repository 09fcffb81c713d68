package org.theriac.biostatistics.diagnostics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.theriac.core.classification.ReliabilityBins;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Evaluation.Candidate;
import org.theriac.core.evaluation.Exhibit;
import org.theriac.core.evaluation.category.Confidence;
import org.theriac.core.outcome.Category;
import org.theriac.core.outcome.ClassProbabilities;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Section;
import org.theriac.core.report.SmallCells;
import org.theriac.core.report.chart.CalibrationPlot;
import org.theriac.core.report.chart.CalibrationPlot.Point;
import org.theriac.core.report.chart.CalibrationPlot.Series;
import org.theriac.core.run.Run;

/** Whether predicted probabilities are those observed: reliability curves of all methods. */
public final class ReliabilityExhibit implements Exhibit<Category, ClassProbabilities> {
    private static final int MOST_GROUPS = 10;
    private static final int LEAST_ROWS = 50;
    private static final double LEVEL = 0.95;

    @Override
    public String id() {
        return "reliability";
    }

    @Override
    public Class<Category> outcome() {
        return Category.class;
    }

    @Override
    public List<Section> show(Evaluation<Category, ClassProbabilities> evaluation, Run run) {
        TestRows rows = TestRows.of(evaluation);
        if (rows.rows() < LEAST_ROWS) {
            return List.of();
        }
        int groups = Math.min(MOST_GROUPS, rows.rows() / LEAST_ROWS);
        List<Series> series = new ArrayList<>();
        List<String> said = new ArrayList<>();
        for (Candidate<Category, ClassProbabilities> candidate : rows.candidates()) {
            run.checkStop();
            List<Point> points = points(rows, candidate, groups);
            series.add(new Series(candidate.name(), points));
            double largest = points.stream()
                    .mapToDouble(point -> Math.abs(point.observed() - point.predicted()))
                    .max()
                    .orElse(Double.NaN);
            said.add(candidate.name() + " " + Numbers.percent(largest));
        }
        Category outcome = rows.outcome();
        boolean binary = outcome.binary();
        String predicted = binary
                ? "Predicted probability of " + rows.label(outcome.positiveClass())
                : "Probability of the most likely class";
        String observed = binary ? "Observed share" : "Share of rows that were of that class";
        return List.of(new Section(
                id(),
                "Calibration",
                List.of(new CalibrationPlot(predicted, observed, series)
                        .figure(
                                id(),
                                "Reliability",
                                "Test rows" + rows.ofAllFolds() + " in up to " + groups
                                        + " groups of about equal size by predicted probability, with exact 95 % intervals. Rows of equal"
                                        + " prediction stay together. On the dashed line predictions equal observations; below it"
                                        + " probabilities were overestimated.",
                                "Reliability. Largest difference between observed share and mean prediction in a group: "
                                        + String.join(", ", said) + "."))));
    }

    private static List<Point> points(TestRows rows, Candidate<Category, ClassProbabilities> candidate, int groups) {
        List<Confidence> parts = IntStream.range(0, rows.parts())
                .mapToObj(part -> Confidence.of(
                        rows.outcome(),
                        candidate.predictions().get(part),
                        rows.truth().get(part)))
                .toList();
        double[] probability = parts.stream()
                .flatMapToDouble(part -> Arrays.stream(part.probability()))
                .toArray();
        boolean[] hit = new boolean[probability.length];
        int at = 0;
        for (Confidence part : parts) {
            System.arraycopy(part.hit(), 0, hit, at, part.hit().length);
            at += part.hit().length;
        }
        double[] one = new double[hit.length];
        Arrays.fill(one, 1);
        double[] sums = ReliabilityBins.of(probability, groups).sums(hit, one);
        List<Point> points = new ArrayList<>();
        for (int g = 0; g < groups; g++) {
            int size = (int) sums[3 * g];
            if (size >= SmallCells.LEAST) {
                Share share = new Share((int) sums[3 * g + 2], size);
                points.add(
                        new Point(sums[3 * g + 1] / size, share.value(), share.lower(LEVEL), share.upper(LEVEL), size));
            }
        }
        return points;
    }
}
