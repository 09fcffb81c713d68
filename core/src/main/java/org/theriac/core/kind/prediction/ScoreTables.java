package org.theriac.core.kind.prediction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.theriac.core.evaluation.Estimate;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Metric;
import org.theriac.core.evaluation.Scores;
import org.theriac.core.evaluation.Scores.Score;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.report.Block;
import org.theriac.core.report.Figure;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.SmallCells;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.report.chart.IntervalPlot;

/** The scores of a study as tables and pictures: every method, and its difference from the reference. */
final class ScoreTables<O extends Outcome<P>, P extends Predictions> {
    /** With more metrics than these a line for each metric is easier to read than a column. */
    private static final int MOST_COLUMNS = 6;

    private final Evaluation<O, P> evaluation;
    private final Scores<O, P> scores;

    ScoreTables(Evaluation<O, P> evaluation, Scores<O, P> scores) {
        this.evaluation = evaluation;
        this.scores = scores;
    }

    /** The table for a terminal. */
    Table headline() {
        return results(directions());
    }

    /** Everything that the report shows of the scores. */
    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(results(conventions()));
        if (evaluation.candidates().size() > 1) {
            blocks.add(differences());
            boolean few = scores.metrics().size() <= MOST_COLUMNS;
            for (int m = 0; m < scores.metrics().size(); m++) {
                int metric = m;
                // of many metrics the usual ones are drawn; all stand in the table
                if (!few && !scores.metrics().get(m).standard()) {
                    continue;
                }
                // a test is read by its p value, not by its statistic
                if (scores.scores().stream()
                                .noneMatch(ofMethod ->
                                        ofMethod.get(metric).pValue().isPresent())
                        && scores.scores().stream()
                                .anyMatch(ofMethod -> !Double.isNaN(
                                        ofMethod.get(metric).value().value()))) {
                    blocks.add(comparison(m));
                }
            }
        }
        return blocks;
    }

    private Figure comparison(int m) {
        Metric<O, P> metric = scores.metrics().get(m);
        List<IntervalPlot.Row> rows = new ArrayList<>();
        List<String> said = new ArrayList<>();
        for (int c = 0; c < evaluation.candidates().size(); c++) {
            Estimate estimate = scores.scores().get(c).get(m).value();
            if (!Double.isNaN(estimate.value())) {
                String name = evaluation.candidates().get(c).name();
                rows.add(new IntervalPlot.Row(name, estimate.value(), estimate.lower(), estimate.upper()));
                said.add(name + " " + Numbers.interval(estimate.value(), estimate.lower(), estimate.upper()));
            }
        }
        return new Figure(
                "comparison-" + metric.id().replace('_', '-'),
                metric.title() + ", " + better(metric),
                "",
                metric.title() + ": " + String.join("; ", said) + ".",
                new IntervalPlot(metric.title(), Optional.empty(), rows).specification());
    }

    private Table results(List<String> notes) {
        List<Column> columns = columns();
        List<Row> rows = new ArrayList<>();
        for (int c = 0; c < evaluation.candidates().size(); c++) {
            List<String> cells =
                    new ArrayList<>(List.of(evaluation.candidates().get(c).name()));
            scores.scores().get(c).forEach(score -> cells.add(cell(score)));
            rows.add(new Row(cells, 0, c == evaluation.reference()));
        }
        return turned(new Table("Every method on the same test rows", columns, rows, notes));
    }

    /** How each metric is defined, and why one is missing. */
    private List<String> conventions() {
        List<String> notes = new ArrayList<>();
        for (Metric<O, P> metric : scores.metrics()) {
            notes.add(metric.title() + " (" + better(metric) + "): " + metric.convention());
        }
        int tested =
                evaluation.parts().stream().mapToInt(part -> part.test().length).sum();
        for (int m = 0; m < scores.metrics().size(); m++) {
            Score first = scores.scores().get(0).get(m);
            int left = tested - first.rows();
            if (first.inapplicable().isEmpty()
                    && left > 0
                    && !SmallCells.small(left)
                    && !SmallCells.small(first.rows())) {
                notes.add(scores.metrics().get(m).title() + " looks at " + Numbers.count(first.rows()) + " of "
                        + Numbers.count(tested) + " test rows.");
            }
        }
        for (int c = 0; c < evaluation.candidates().size(); c++) {
            for (int m = 0; m < scores.metrics().size(); m++) {
                String name = evaluation.candidates().get(c).name();
                String title = scores.metrics().get(m).title();
                scores.scores()
                        .get(c)
                        .get(m)
                        .inapplicable()
                        .ifPresent(why -> notes.add(name + ", " + title + ": " + why));
            }
        }
        return notes;
    }

    /** Which way is better, for a terminal: the conventions stand in the report. */
    private List<String> directions() {
        Map<String, List<String>> titles = new LinkedHashMap<>();
        scores.metrics()
                .forEach(metric -> titles.computeIfAbsent(better(metric), way -> new ArrayList<>())
                        .add(metric.title()));
        return titles.entrySet().stream()
                .map(entry -> String.join(", ", entry.getValue()) + ": " + entry.getKey() + ".")
                .toList();
    }

    private List<Column> columns() {
        return Stream.concat(
                        Stream.of(Column.text("Method")),
                        scores.metrics().stream().map(metric -> Column.number(metric.title())))
                .toList();
    }

    private static String better(Metric<?, ?> metric) {
        return metric.direction().words();
    }

    private static String cell(Score score) {
        Estimate value = score.value();
        return Numbers.interval(value.value(), value.lower(), value.upper())
                + score.pValue().map(p -> "; " + Numbers.pValue(p)).orElse("");
    }

    private Table differences() {
        List<Row> rows = new ArrayList<>();
        for (int c = 0; c < evaluation.candidates().size(); c++) {
            if (c != evaluation.reference()) {
                List<String> cells =
                        new ArrayList<>(List.of(evaluation.candidates().get(c).name()));
                scores.scores()
                        .get(c)
                        .forEach(score -> cells.add(score.difference()
                                .map(d -> Numbers.interval(d.value(), d.lower(), d.upper()))
                                .orElse("–")));
                rows.add(Row.of(cells));
            }
        }
        String reference = evaluation.candidates().get(evaluation.reference()).name();
        return turned(
                new Table(
                        "Difference from " + reference + ", paired on the same draws",
                        columns(),
                        rows,
                        List.of(
                                "An interval that does not contain 0 is a difference that resampling the test subjects does not explain away.")));
    }

    /** Methods beside each other and metrics beneath each other, where the metrics are many. */
    private Table turned(Table table) {
        if (scores.metrics().size() <= MOST_COLUMNS) {
            return table;
        }
        List<Column> columns = new ArrayList<>(List.of(Column.text("Metric")));
        table.rows().forEach(row -> columns.add(Column.number(row.cells().get(0))));
        List<Row> rows = new ArrayList<>();
        for (int m = 1; m < table.columns().size(); m++) {
            List<String> cells = new ArrayList<>(List.of(table.columns().get(m).heading()));
            for (Row row : table.rows()) {
                cells.add(row.cells().get(m));
            }
            rows.add(Row.of(cells));
        }
        return new Table(table.caption(), columns, rows, table.notes());
    }
}
