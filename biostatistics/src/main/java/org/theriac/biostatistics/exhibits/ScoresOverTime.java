package org.theriac.biostatistics.exhibits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.theriac.biostatistics.calibration.BrierScore;
import org.theriac.biostatistics.calibration.CensoringCurve;
import org.theriac.biostatistics.metrics.TimeGrid;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.SmallCells;
import org.theriac.core.report.chart.LinesOverTime.Line;

/**
 * The times at which scores over time are drawn: every fold has events behind it and enough rows before it, and not hardly anyone is censored.
 *
 * @param grid evenly spaced
 */
public record ScoresOverTime(double[] grid) {
    private static final int POINTS = 60;

    /** Events behind the first time and rows before the last one, in each fold. */
    private static final int LEAST_EVENTS = 2 * SmallCells.LEAST;

    /**
     * A fold's test rows.
     *
     * @param times of all rows, in any order
     * @param events of those with the event, ascending
     * @param censoring of the training rows
     */
    public record Followed(double[] times, double[] events, CensoringCurve censoring) {}

    /** Empty where no time will do. */
    public static Optional<ScoresOverTime> of(List<Followed> folds) {
        double start = 0;
        double end = Double.POSITIVE_INFINITY;
        for (Followed fold : folds) {
            double[] sorted = fold.times().clone();
            Arrays.sort(sorted);
            double[] events = fold.events();
            start = Math.max(start, events.length < LEAST_EVENTS ? Double.POSITIVE_INFINITY : events[LEAST_EVENTS - 1]);
            end = Math.min(end, sorted[Math.max(0, sorted.length - LEAST_EVENTS)]);
            end = Math.min(end, Math.nextDown(fold.censoring().firstTimeBelow(TimeGrid.LEAST_UNCENSORED)));
        }
        return start < end && end < Double.POSITIVE_INFINITY
                ? Optional.of(new ScoresOverTime(BrierScore.evenGrid(start, end, POINTS)))
                : Optional.empty();
    }

    /** A line without a band. */
    public Line line(String name, double[] score) {
        double[] none = new double[grid.length];
        Arrays.fill(none, Double.NaN);
        return new Line(name, grid, score, none, none);
    }

    /** What a reader who cannot see the figure should know: the scores half-way. */
    public String alternative(String score, List<Line> lines) {
        int middle = grid.length / 2;
        List<String> said = new ArrayList<>();
        lines.forEach(line -> said.add(line.name() + " " + Numbers.measure(line.value()[middle])));
        return score + " over time. At " + Numbers.measure(grid[middle]) + ": " + String.join(", ", said) + ".";
    }
}
