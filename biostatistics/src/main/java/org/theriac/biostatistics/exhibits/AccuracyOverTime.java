package org.theriac.biostatistics.exhibits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.theriac.biostatistics.calibration.BrierScore;
import org.theriac.biostatistics.concordance.DynamicAuc;
import org.theriac.biostatistics.metrics.ObservedRows;
import org.theriac.biostatistics.metrics.StudyTimes;
import org.theriac.biostatistics.survival.CurveSet;
import org.theriac.core.report.Block;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.SmallCells;
import org.theriac.core.report.chart.LinesOverTime;
import org.theriac.core.report.chart.LinesOverTime.Line;
import org.theriac.core.run.Run;

/**
 * The Brier score and the area under the ROC curve as the horizon moves, method beside method: of one event, or of one of several causes.
 *
 * @param folds what is known of the test rows
 * @param methods each with a prediction for each fold
 * @param unit of time
 */
public record AccuracyOverTime(List<Fold> folds, List<Predicted> methods, String unit) {
    private static final int POINTS = 60;

    /** Events behind the first time and rows before the last one, in each fold. */
    private static final int LEAST_EVENTS = 2 * SmallCells.LEAST;

    public AccuracyOverTime {
        folds = List.copyOf(folds);
        methods = List.copyOf(methods);
    }

    /**
     * A fold's test rows.
     *
     * @param cause of each of these rows: 1: the event that is predicted; 2: another; 0: censored
     */
    public record Fold(ObservedRows rows, int[] cause) {
        private boolean[] ofInterest() {
            boolean[] is = new boolean[cause.length];
            for (int i = 0; i < is.length; i++) {
                is[i] = cause[i] == 1;
            }
            return is;
        }
    }

    /**
     * What a method predicts.
     *
     * @param free for each fold the probability of no such event by t, of the rows that are looked at
     */
    public record Predicted(String name, List<CurveSet> free) {}

    /**
     * How one of the scores is told.
     *
     * @param id of the figure
     * @param title above it
     * @param note beneath it
     * @param subject of the sentence for those who cannot see it
     */
    public record Words(String id, String title, String note, String subject) {}

    /** Both figures; none where no time will do: every fold has events behind it, enough rows before it, and not hardly anyone is censored. */
    public List<Block> figures(Words brierWords, Words aucWords, Run run) {
        double[] grid = grid();
        if (grid.length == 0) {
            return List.of();
        }
        List<Line> brier = new ArrayList<>();
        List<Line> auc = new ArrayList<>();
        for (Predicted method : methods) {
            double[] errors = new double[grid.length];
            double[] areas = new double[grid.length];
            for (int f = 0; f < folds.size(); f++) {
                run.checkStop();
                add(errors, brier(folds.get(f), method.free().get(f), grid));
                add(areas, auc(folds.get(f), method.free().get(f), grid));
            }
            brier.add(line(method.name(), grid, errors));
            auc.add(line(method.name(), grid, areas));
        }
        String within = (folds.size() > 1 ? " Computed within each test fold, then averaged." : "")
                + (folds.get(0).rows().start() > Double.NEGATIVE_INFINITY ? ObservedRows.WITH_ENTRY_TIMES : "");
        String time = "Time (" + unit + ")";
        return List.of(
                new LinesOverTime(time, "Brier score", true, Optional.empty(), brier)
                        .figure(
                                brierWords.id(),
                                brierWords.title(),
                                brierWords.note() + within,
                                alternative(brierWords, brier)),
                new LinesOverTime(time, "Area under the ROC curve", false, Optional.of(0.5), auc)
                        .figure(aucWords.id(), aucWords.title(), aucWords.note() + within, alternative(aucWords, auc)));
    }

    private double[] grid() {
        double start = 0;
        double end = Double.POSITIVE_INFINITY;
        for (Fold fold : folds) {
            double[] sorted = fold.rows().test().times();
            Arrays.sort(sorted);
            double[] events = StudyTimes.events(fold.rows().test().withEvents(fold.ofInterest()));
            start = Math.max(start, events.length < LEAST_EVENTS ? Double.POSITIVE_INFINITY : events[LEAST_EVENTS - 1]);
            end = Math.min(end, sorted[Math.max(0, sorted.length - LEAST_EVENTS)]);
            end = Math.min(end, Math.nextDown(fold.rows().end()));
        }
        return start < end && end < Double.POSITIVE_INFINITY ? BrierScore.evenGrid(start, end, POINTS) : new double[0];
    }

    private static double[] brier(Fold fold, CurveSet free, double[] grid) {
        return BrierScore.ofCause(
                        free,
                        fold.rows().test(),
                        fold.ofInterest(),
                        fold.rows().censoring(),
                        grid,
                        BrierScore.Normaliser.ROWS)
                .overTime(fold.rows().test().weights());
    }

    private static double[] auc(Fold fold, CurveSet free, double[] grid) {
        double[] area = new double[grid.length];
        for (int k = 0; k < grid.length; k++) {
            double[] marker =
                    Arrays.stream(free.survivalAt(grid[k])).map(s -> 1 - s).toArray();
            area[k] = DynamicAuc.prepareOfCause(
                            grid[k],
                            fold.rows().test(),
                            fold.cause(),
                            marker,
                            fold.rows().censoring())
                    .applyAsDouble(fold.rows().test().weights());
        }
        return area;
    }

    private void add(double[] sum, double[] ofFold) {
        for (int k = 0; k < sum.length; k++) {
            sum[k] += ofFold[k] / folds.size();
        }
    }

    private static Line line(String name, double[] grid, double[] score) {
        double[] none = new double[grid.length];
        Arrays.fill(none, Double.NaN);
        return new Line(name, grid, score, none, none);
    }

    /** What a reader who cannot see the figure should know: the scores half-way. */
    private static String alternative(Words words, List<Line> lines) {
        int middle = POINTS / 2;
        List<String> said = new ArrayList<>();
        lines.forEach(line -> said.add(line.name() + " " + Numbers.measure(line.value()[middle])));
        return words.subject() + " over time. At "
                + Numbers.measure(lines.get(0).time()[middle]) + ": " + String.join(", ", said) + ".";
    }
}
