package org.theriac.core.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.theriac.core.evaluation.Evaluation.Candidate;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.run.Progress;
import org.theriac.core.run.Run;
import org.theriac.core.run.SideBySide;

/**
 * Computes metrics with bootstrap intervals and paired differences. All candidates see the same draws, so that a difference is one of models and not
 * of samples.
 */
public final class Scoring {
    private final int draws;
    private final double level;

    /**
     * @param draws bootstrap draws; 0 for none
     * @param level of the intervals, such as 0.95
     */
    public Scoring(int draws, double level) {
        this.draws = draws;
        this.level = level;
    }

    public <O extends Outcome<P>, P extends Predictions> Scores<O, P> score(
            Evaluation<O, P> evaluation, List<Metric<O, P>> metrics, Run run) {
        List<List<Cell<O, P>>> cells = prepare(evaluation, metrics, run);
        SubjectBootstrap bootstrap = new SubjectBootstrap(evaluation.parts().stream()
                .map(part -> evaluation.cohort().take(part.test()))
                .toList());
        double[][][] drawn = new double[evaluation.candidates().size()][metrics.size()][draws];
        try (Progress progress = run.progress("bootstrap", draws)) {
            SideBySide.each(
                    run,
                    draws,
                    16,
                    draw -> {
                        double[][] weights = bootstrap.draw(run.random("bootstrap", draw));
                        for (int c = 0; c < drawn.length; c++) {
                            for (int m = 0; m < metrics.size(); m++) {
                                drawn[c][m][draw] = cells.get(c).get(m).value(weights);
                            }
                        }
                    },
                    progress);
        }
        return new Scores<>(metrics, assemble(evaluation, metrics, cells, drawn), drawn);
    }

    /** A metric of a candidate: its prepared form on each test set, or the reason why there is none. */
    record Cell<O extends Outcome<P>, P extends Predictions>(
            Metric<O, P> metric, List<Metric.Prepared> prepared, Optional<String> inapplicable, int rows) {

        List<double[]> parts(double[][] weights) {
            return IntStream.range(0, prepared.size())
                    .mapToObj(part -> prepared.get(part).parts(weights[part]))
                    .toList();
        }

        double value(double[][] weights) {
            return inapplicable.isPresent() ? Double.NaN : metric.combine(parts(weights));
        }
    }

    static <O extends Outcome<P>, P extends Predictions> List<List<Cell<O, P>>> prepare(
            Evaluation<O, P> evaluation, List<Metric<O, P>> metrics, Run run) {
        List<List<Cell<O, P>>> cells = new ArrayList<>();
        for (Candidate<O, P> candidate : evaluation.candidates()) {
            List<Judged<O, P>> judged = IntStream.range(0, evaluation.parts().size())
                    .mapToObj(part -> evaluation.judged(candidate, part))
                    .toList();
            List<Cell<O, P>> row = new ArrayList<>();
            for (Metric<O, P> metric : metrics) {
                run.checkStop();
                Optional<String> inapplicable = judged.stream()
                        .flatMap(j -> metric.inapplicable(j).stream())
                        .findFirst();
                List<Metric.Prepared> prepared = inapplicable.isPresent()
                        ? List.of()
                        : judged.stream().map(metric::prepare).toList();
                int rows = inapplicable.isPresent()
                        ? 0
                        : judged.stream().mapToInt(metric::rowsUsed).sum();
                row.add(new Cell<>(metric, prepared, inapplicable, rows));
            }
            cells.add(row);
        }
        return cells;
    }

    private <O extends Outcome<P>, P extends Predictions> List<List<Scores.Score>> assemble(
            Evaluation<O, P> evaluation, List<Metric<O, P>> metrics, List<List<Cell<O, P>>> cells, double[][][] drawn) {
        double[][] ones = evaluation.parts().stream()
                .map(part -> {
                    double[] one = new double[part.test().length];
                    Arrays.fill(one, 1);
                    return one;
                })
                .toArray(double[][]::new);
        int reference = evaluation.reference();
        List<List<Scores.Score>> scores = new ArrayList<>();
        for (int c = 0; c < cells.size(); c++) {
            List<Scores.Score> row = new ArrayList<>();
            for (int m = 0; m < metrics.size(); m++) {
                Cell<O, P> cell = cells.get(c).get(m);
                if (cell.inapplicable().isPresent()) {
                    row.add(new Scores.Score(
                            new Estimate(Double.NaN, Double.NaN, Double.NaN, 0),
                            List.of(),
                            Optional.empty(),
                            Optional.empty(),
                            cell.inapplicable(),
                            cell.rows()));
                    continue;
                }
                List<double[]> parts = cell.parts(ones);
                double value = cell.metric().combine(parts);
                double against = cells.get(reference).get(m).value(ones);
                double[] differences = new double[draws];
                for (int draw = 0; draw < draws; draw++) {
                    differences[draw] = drawn[c][m][draw] - drawn[reference][m][draw];
                }
                row.add(new Scores.Score(
                        interval(cell.metric(), value, drawn[c][m]),
                        parts.stream()
                                .map(part -> cell.metric().combine(List.of(part)))
                                .toList(),
                        c == reference
                                ? Optional.empty()
                                : Optional.of(Estimate.of(value - against, differences, level)),
                        cell.metric().pValue(parts),
                        Optional.empty(),
                        cell.rows()));
            }
            scores.add(row);
        }
        return scores;
    }

    private Estimate interval(Metric<?, ?> metric, double value, double[] drawn) {
        return metric.growsUnderResampling()
                ? Estimate.ofExcess(value, drawn, level)
                : Estimate.of(value, drawn, level);
    }
}
