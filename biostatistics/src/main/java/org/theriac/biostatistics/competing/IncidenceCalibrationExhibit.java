package org.theriac.biostatistics.competing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.theriac.biostatistics.calibration.IncidenceCalibration;
import org.theriac.biostatistics.exhibits.Times;
import org.theriac.biostatistics.survival.AalenJohansen;
import org.theriac.biostatistics.survival.CompetingTimes;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Evaluation.Candidate;
import org.theriac.core.evaluation.Exhibit;
import org.theriac.core.outcome.CompetingRisks;
import org.theriac.core.outcome.CumulativeIncidences;
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

/** Whether predicted incidences of each cause are those observed: on average at horizons, and in groups of predicted incidence. */
public final class IncidenceCalibrationExhibit implements Exhibit<CompetingRisks, CumulativeIncidences> {
    private static final int MOST_GROUPS = 10;
    private static final int LEAST_ROWS = 50;

    @Override
    public String id() {
        return "incidence-calibration";
    }

    @Override
    public Class<CompetingRisks> outcome() {
        return CompetingRisks.class;
    }

    @Override
    public List<Section> show(Evaluation<CompetingRisks, CumulativeIncidences> evaluation, Run run) {
        if (evaluation.task().outcome().entry().isPresent()) {
            return List.of(); // the horizons of rows that enter late are not those of a row observed from 0
        }
        List<CompetingFold> folds = CompetingFold.of(evaluation);
        CompetingTimes pooled = CompetingFold.pooled(folds);
        String unit = evaluation.task().outcome().unit();
        double[] horizons = Times.horizons(pooled.times(), unit);
        if (pooled.size() < LEAST_ROWS || horizons.length == 0) {
            return List.of();
        }
        List<Block> blocks = new ArrayList<>();
        for (int cause = 1; cause <= pooled.causes(); cause++) {
            run.checkStop();
            if (pooled.events(cause) >= 2 * SmallCells.LEAST) {
                String name = evaluation.task().outcome().causeNames().get(cause - 1);
                blocks.add(inTheLarge(evaluation, folds, pooled, cause, name, horizons));
                blocks.add(plot(evaluation, folds, pooled, cause, name, horizons[horizons.length / 2]));
            }
        }
        return blocks.isEmpty() ? List.of() : List.of(new Section(id(), "Calibration", blocks));
    }

    private static Table inTheLarge(
            Evaluation<CompetingRisks, CumulativeIncidences> evaluation,
            List<CompetingFold> folds,
            CompetingTimes pooled,
            int cause,
            String name,
            double[] horizons) {
        String unit = evaluation.task().outcome().unit();
        AalenJohansen observed = AalenJohansen.fit(pooled);
        List<Column> columns = new ArrayList<>(List.of(Column.text("")));
        List<String> first = new ArrayList<>(List.of("Observed (95 % interval)"));
        for (double horizon : horizons) {
            AalenJohansen.Estimate at = observed.at(cause, horizon);
            columns.add(Column.number(Times.by(horizon, unit)));
            first.add(Numbers.percent(at.incidence()) + " (" + Numbers.percent(at.lower()) + " to "
                    + Numbers.percent(at.upper()) + ")");
        }
        List<Row> rows = new ArrayList<>(List.of(new Row(first, 0, true)));
        for (Candidate<CompetingRisks, CumulativeIncidences> candidate : evaluation.candidates()) {
            List<String> cells = new ArrayList<>(List.of(candidate.name()));
            for (double horizon : horizons) {
                double mean = Arrays.stream(CompetingFold.incidences(candidate, folds, cause, horizon))
                        .average()
                        .orElse(Double.NaN);
                cells.add(Numbers.percent(mean));
            }
            rows.add(Row.of(cells));
        }
        return new Table(
                "Incidence of " + name + ": observed, and mean of the predictions",
                columns,
                rows,
                List.of(
                        "Observed: Aalen–Johansen of all test rows. The horizons are customary times near the quartiles of the event times."));
    }

    private Figure plot(
            Evaluation<CompetingRisks, CumulativeIncidences> evaluation,
            List<CompetingFold> folds,
            CompetingTimes pooled,
            int cause,
            String name,
            double horizon) {
        int groups = Math.max(1, Math.min(MOST_GROUPS, pooled.size() / LEAST_ROWS));
        List<Series> series = new ArrayList<>();
        List<String> said = new ArrayList<>();
        for (Candidate<CompetingRisks, CumulativeIncidences> candidate : evaluation.candidates()) {
            double[] predicted = CompetingFold.incidences(candidate, folds, cause, horizon);
            // predictions that hardly differ, such as those without covariates, make one group
            boolean varied =
                    Arrays.stream(predicted).distinct().limit(folds.size() + 1L).count() > folds.size();
            List<Point> points = new ArrayList<>();
            double largest = 0;
            for (IncidenceCalibration.Group group :
                    IncidenceCalibration.of(pooled, cause, predicted, horizon, varied ? groups : 1)) {
                points.add(new Point(group.predicted(), group.observed(), group.lower(), group.upper(), group.rows()));
                double difference = Math.abs(group.predicted() - group.observed());
                largest = Double.isNaN(difference) ? largest : Math.max(largest, difference);
            }
            series.add(new Series(candidate.name(), points));
            said.add(candidate.name() + " " + Numbers.percent(largest));
        }
        String when = Times.by(horizon, evaluation.task().outcome().unit());
        return new CalibrationPlot("Predicted incidence of " + name, "Observed (Aalen–Johansen)", series)
                .figure(
                        id() + "-" + cause,
                        name + ": " + when,
                        "Test rows" + (folds.size() > 1 ? " of all folds" : "") + " in " + groups
                                + " groups of equal size by predicted incidence, with 95 % intervals (complementary log–log). On the dashed line"
                                + " predictions equal observations; below it the risk was overestimated.",
                        "Calibration of the incidence of " + name + ". " + when
                                + ", the largest difference between observed and predicted incidence in a group: "
                                + String.join(", ", said) + ".");
    }
}
