package org.theriac.biostatistics.exhibits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.theriac.biostatistics.calibration.HorizonCalibration;
import org.theriac.biostatistics.survival.IntervalType;
import org.theriac.biostatistics.survival.KaplanMeier;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Evaluation.Candidate;
import org.theriac.core.evaluation.Exhibit;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.report.Block;
import org.theriac.core.report.Figure;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Section;
import org.theriac.core.report.SmallCells;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.report.chart.CalibrationPlot;
import org.theriac.core.report.chart.CalibrationPlot.Point;
import org.theriac.core.report.chart.CalibrationPlot.Series;
import org.theriac.core.run.Run;

/** Whether predicted probabilities are those observed: at horizons, on average and in groups of predicted risk. */
public final class CalibrationExhibit implements Exhibit<TimeToEvent, SurvivalCurves> {
    private static final int MOST_GROUPS = 10;
    private static final int LEAST_ROWS = 50;

    @Override
    public String id() {
        return "calibration";
    }

    @Override
    public Class<TimeToEvent> outcome() {
        return TimeToEvent.class;
    }

    @Override
    public List<Section> show(Evaluation<TimeToEvent, SurvivalCurves> evaluation, Run run) {
        if (evaluation.task().outcome().entry().isPresent()) {
            return List.of(); // the horizons of rows that enter late are not those of a row observed from 0
        }
        List<TestFold> folds = TestFold.of(evaluation);
        SurvivalTimes pooled = TestFold.pooled(folds);
        if (pooled.size() < LEAST_ROWS || pooled.events() < SmallCells.LEAST) {
            return List.of();
        }
        String unit = evaluation.task().outcome().unit();
        double[] horizons = Times.horizons(pooled, unit);
        List<Block> blocks = new ArrayList<>();
        if (horizons.length > 0) {
            blocks.add(inTheLarge(evaluation, folds, pooled, horizons, unit));
        }
        for (double horizon : horizons) {
            run.checkStop();
            blocks.add(plot(evaluation, folds, pooled, horizon, unit));
        }
        return blocks.isEmpty() ? List.of() : List.of(new Section(id(), "Calibration", blocks));
    }

    private static Table inTheLarge(
            Evaluation<TimeToEvent, SurvivalCurves> evaluation,
            List<TestFold> folds,
            SurvivalTimes pooled,
            double[] horizons,
            String unit) {
        KaplanMeier km = KaplanMeier.fit(pooled).withInterval(IntervalType.LOG_LOG, 0.95);
        List<Column> columns = new ArrayList<>(List.of(Column.text("")));
        List<String> observed = new ArrayList<>(List.of("Observed (95 % interval)"));
        for (double horizon : horizons) {
            KaplanMeier.Estimate at = km.at(horizon);
            columns.add(Column.number(Times.by(horizon, unit)));
            observed.add(Numbers.percent(1 - at.survival()) + " (" + Numbers.percent(1 - at.upper()) + " to "
                    + Numbers.percent(1 - at.lower()) + ")");
        }
        List<Row> rows = new ArrayList<>(List.of(new Row(observed, 0, true)));
        for (Candidate<TimeToEvent, SurvivalCurves> candidate : evaluation.candidates()) {
            List<String> cells = new ArrayList<>(List.of(candidate.name()));
            for (double horizon : horizons) {
                double mean = Arrays.stream(probabilities(candidate, folds, horizon))
                        .average()
                        .orElse(Double.NaN);
                cells.add(Numbers.percent(mean));
            }
            rows.add(Row.of(cells));
        }
        return new Table(
                "Probability of the event: observed, and mean of the predictions",
                columns,
                rows,
                List.of(
                        "Observed: 1 − Kaplan–Meier of all test rows. The horizons are customary times near the quartiles of the event times."));
    }

    private static double[] probabilities(
            Candidate<TimeToEvent, SurvivalCurves> candidate, List<TestFold> folds, double horizon) {
        return folds.stream()
                .flatMapToDouble(fold -> Arrays.stream(fold.eventProbability(candidate, horizon)))
                .toArray();
    }

    private Figure plot(
            Evaluation<TimeToEvent, SurvivalCurves> evaluation,
            List<TestFold> folds,
            SurvivalTimes pooled,
            double horizon,
            String unit) {
        int groups = Math.min(MOST_GROUPS, pooled.size() / LEAST_ROWS);
        List<Series> series = new ArrayList<>();
        List<String> said = new ArrayList<>();
        for (Candidate<TimeToEvent, SurvivalCurves> candidate : evaluation.candidates()) {
            double[] probability = probabilities(candidate, folds, horizon);
            // predictions that hardly differ, such as those without covariates, make one group
            boolean varied = Arrays.stream(probability)
                            .distinct()
                            .limit(folds.size() + 1L)
                            .count()
                    > folds.size();
            HorizonCalibration calibration = HorizonCalibration.of(pooled, probability, horizon, varied ? groups : 1);
            series.add(new Series(candidate.name(), points(calibration)));
            said.add(candidate.name() + " "
                    + Numbers.percent(calibration.largestDifference().orElse(Double.NaN)));
        }
        return new CalibrationPlot("Predicted probability of the event", "Observed (1 − Kaplan–Meier)", series)
                .figure(
                        id() + "-" + Numbers.measure(horizon).replaceAll("[^0-9]", "-"),
                        Times.by(horizon, unit),
                        "Test rows" + (folds.size() > 1 ? " of all folds" : "") + " in " + groups
                                + " groups of equal size by predicted probability, with 95 % intervals (log–log). On the dashed line predictions"
                                + " equal observations; below it the risk was overestimated.",
                        "Calibration " + Times.by(horizon, unit).toLowerCase(java.util.Locale.ROOT)
                                + ". Largest difference between observed and predicted probability in a group: "
                                + String.join(", ", said) + ".");
    }

    private static List<Point> points(HorizonCalibration calibration) {
        List<Point> points = new ArrayList<>();
        for (HorizonCalibration.Group group : calibration.groups()) {
            points.add(new Point(group.predicted(), group.observed(), group.lower(), group.upper(), group.rows()));
        }
        Collections.reverse(points);
        return points;
    }
}
