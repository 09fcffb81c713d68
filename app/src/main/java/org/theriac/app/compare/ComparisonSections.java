package org.theriac.app.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.theriac.app.compare.Comparison.Score;
import org.theriac.core.evaluation.Estimate;
import org.theriac.core.report.Block;
import org.theriac.core.report.Figure;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.Section;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.report.chart.GroupedIntervals;

/** A comparison as sections of a page, and as tables for a terminal. */
public final class ComparisonSections {
    private final Comparison comparison;
    private final String first;
    private final String second;

    public ComparisonSections(Comparison comparison) {
        this.comparison = comparison;
        String a = comparison.first().folder().getFileName().toString();
        String b = comparison.second().folder().getFileName().toString();
        this.first = a.equals(b) ? comparison.first().folder().toString() : a;
        this.second = a.equals(b) ? comparison.second().folder().toString() : b;
    }

    /** What the runs are called here. */
    public String title() {
        return first + " / " + second;
    }

    /** Everything, for a page. */
    public List<Section> sections() {
        List<Block> results = new ArrayList<>();
        Comparison.Rows rows = comparison.rows();
        results.add(
                rows == Comparison.Rows.PAIRED ? Paragraph.text(rows.sentence()) : Paragraph.warning(rows.sentence()));
        for (String metric : metrics()) {
            results.add(table(metric));
            results.add(figure(metric));
        }
        return List.of(
                new Section("results", "Results", results),
                new Section("settings", "What differs", List.of(data(), settings(), origins())));
    }

    /** For a terminal, in its order. */
    public List<Table> tables() {
        List<Table> tables = new ArrayList<>();
        metrics().forEach(metric -> tables.add(table(metric)));
        tables.add(data());
        tables.add(settings());
        return tables;
    }

    private List<String> metrics() {
        return comparison.scores().stream().map(Score::metric).distinct().toList();
    }

    private String heading(String metric) {
        String direction = comparison.first().direction(metric);
        return comparison.first().title(metric) + (direction.isEmpty() ? "" : ", " + direction);
    }

    private List<Score> of(String metric) {
        return comparison.scores().stream()
                .filter(score -> score.metric().equals(metric))
                .toList();
    }

    private Table table(String metric) {
        List<Row> rows = of(metric).stream()
                .map(score ->
                        Row.of(score.method(), text(score.first()), text(score.second()), text(score.difference())))
                .toList();
        return new Table(
                heading(metric),
                List.of(
                        Column.text("Method"),
                        Column.number(first),
                        Column.number(second),
                        Column.number("Difference")),
                rows,
                List.of("Difference: " + second + " − " + first + "."));
    }

    private static String text(Estimate estimate) {
        return Numbers.interval(estimate.value(), estimate.lower(), estimate.upper());
    }

    private Figure figure(String metric) {
        List<GroupedIntervals.Row> rows = new ArrayList<>();
        for (Score score : of(metric)) {
            for (Map.Entry<String, Estimate> run :
                    List.of(Map.entry(first, score.first()), Map.entry(second, score.second()))) {
                Estimate e = run.getValue();
                if (!Double.isNaN(e.value())) {
                    rows.add(new GroupedIntervals.Row(score.method(), run.getKey(), e.value(), e.lower(), e.upper()));
                }
            }
        }
        return new GroupedIntervals(comparison.first().title(metric), Optional.empty(), List.of(first, second), rows)
                .figure(
                        "comparison-" + metric.replace('_', '-'),
                        heading(metric),
                        "",
                        comparison.first().title(metric) + " of both runs; the table above gives the numbers.");
    }

    private Table data() {
        return new Table(
                "Data",
                List.of(Column.text("Table"), Column.text("Digests")),
                comparison.data().stream()
                        .map(table -> Row.of(table.name(), table.equal() ? "equal" : "different"))
                        .toList(),
                List.of());
    }

    private Table settings() {
        List<Row> rows = comparison.settings().stream()
                .map(setting -> Row.of(setting.path(), setting.first(), setting.second()))
                .toList();
        return new Table(
                rows.isEmpty() ? "No setting differs" : "Settings that differ",
                List.of(Column.text("Setting"), Column.text(first), Column.text(second)),
                rows,
                List.of());
    }

    private Table origins() {
        List<Row> rows = new ArrayList<>();
        for (String what : List.of("program", "started", "finished", "seed")) {
            rows.add(Row.of(
                    what,
                    comparison.first().provenance().path(what).asText(),
                    comparison.second().provenance().path(what).asText()));
        }
        return new Table(
                "Where the runs come from",
                List.of(Column.text(""), Column.text(first), Column.text(second)),
                rows,
                List.of());
    }
}
