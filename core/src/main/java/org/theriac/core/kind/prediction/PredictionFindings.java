package org.theriac.core.kind.prediction;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Definition;
import org.theriac.core.evaluation.Estimate;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Exhibit;
import org.theriac.core.evaluation.Metric;
import org.theriac.core.evaluation.Scores;
import org.theriac.core.evaluation.Scores.Score;
import org.theriac.core.method.FittedModel;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.report.Block;
import org.theriac.core.report.Figure;
import org.theriac.core.report.Findings;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.Section;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.report.TableOne;
import org.theriac.core.report.chart.IntervalPlot;
import org.theriac.core.run.Notice;
import org.theriac.core.run.Run;
import org.theriac.core.task.InputSelection;

/** Tells what a prediction study found. */
final class PredictionFindings<O extends Outcome<P>, P extends Predictions> {
    private final PredictionSettings settings;
    private final Cohort read;
    private final InputSelection.Chosen chosen;
    private final Evaluation<O, P> evaluation;
    private final Scores<O, P> scores;
    private final Run run;

    PredictionFindings(
            PredictionSettings settings,
            Cohort read,
            InputSelection.Chosen chosen,
            Evaluation<O, P> evaluation,
            Scores<O, P> scores,
            Run run) {
        this.settings = settings;
        this.read = read;
        this.chosen = chosen;
        this.evaluation = evaluation;
        this.scores = scores;
        this.run = run;
    }

    Findings findings(List<Exhibit<?, ?>> exhibits, List<FittedModel> models) {
        List<Section> sections = new ArrayList<>();
        sections.add(question());
        sections.add(new Section("results", "Results", resultBlocks()));
        sections.add(cohort());
        sections.add(exclusions());
        sections.addAll(exhibited(exhibits));
        sections.add(methods());
        List<Notice> notices = run.notices();
        sections.add(notices(notices));
        return new Findings(results(directions()), sections, json(notices), models);
    }

    private Section question() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Paragraph.text("Predict " + evaluation.task().outcome().describe() + " from "
                + Numbers.count(chosen.inputs().size()) + " inputs: " + headings(chosen.inputs()) + "."));
        blocks.add(Paragraph.text(protocol()));
        return new Section("question", "What was asked", blocks);
    }

    private String headings(List<String> names) {
        return String.join(
                ", ",
                names.stream()
                        .map(name -> evaluation.cohort().definition(name).label())
                        .toList());
    }

    private String protocol() {
        Protocol protocol = settings.protocol();
        String parts = protocol.test().isPresent()
                ? "Test rows are those that the table marks ("
                        + protocol.test().get().column() + " = "
                        + protocol.test().get().value() + ")."
                : protocol.holdout().isPresent()
                        ? Numbers.level(protocol.holdout().get()) + " of the subjects are held out as test set."
                        : protocol.folds()
                                + "-fold cross-validation; within each test fold every metric is computed, then averaged.";
        String intervals = protocol.draws() == 0
                ? " No intervals were asked for."
                : " Intervals at " + Numbers.level(protocol.level())
                        + ": percentile bootstrap over subjects within test folds, " + Numbers.count(protocol.draws())
                        + " draws, models held fixed.";
        return parts + " No " + protocol.by() + " stands on both sides of a split"
                + (protocol.stratify() ? "; the outcome is balanced over the parts." : ".") + intervals;
    }

    private Section cohort() {
        Cohort cohort = evaluation.cohort();
        List<Row> rows = new ArrayList<>();
        rows.add(Row.of("rows in the table", Numbers.count(read.rows())));
        rows.add(Row.of("rows used", Numbers.count(cohort.rows())));
        rows.add(Row.of("subjects", Numbers.count(cohort.rowsBySubject().size())));
        evaluation
                .task()
                .outcome()
                .summary(cohort)
                .forEach((what, value) -> rows.add(Row.of(
                        what, value == Math.rint(value) ? Numbers.count(value.longValue()) : Numbers.measure(value))));
        Outcome<?> outcome = evaluation.task().outcome();
        TableOne.Strata strata = new TableOne.Strata(outcome.strataNames(), outcome.strata(cohort));
        return new Section(
                "cohort",
                "The cohort",
                List.of(
                        new Table("", List.of(Column.text(""), Column.number("")), rows, List.of()),
                        TableOne.of(cohort, chosen.inputs(), Optional.of(strata))));
    }

    private List<Block> resultBlocks() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(results(conventions()));
        if (evaluation.candidates().size() > 1) {
            blocks.add(differences());
            for (int m = 0; m < scores.metrics().size(); m++) {
                int metric = m;
                // a test is read by its p value, not by its statistic
                if (scores.scores().stream()
                        .noneMatch(ofMethod -> ofMethod.get(metric).pValue().isPresent())) {
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
        return new Table("Every method on the same test rows", columns, rows, notes);
    }

    /** How each metric is defined, and why one is missing. */
    private List<String> conventions() {
        List<String> notes = new ArrayList<>();
        for (Metric<O, P> metric : scores.metrics()) {
            notes.add(metric.title() + " (" + better(metric) + "): " + metric.convention());
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
        return metric.direction() == Metric.Direction.HIGHER_IS_BETTER ? "higher is better" : "lower is better";
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
        return new Table(
                "Difference from " + reference + ", paired on the same draws",
                columns(),
                rows,
                List.of(
                        "An interval that does not contain 0 is a difference that resampling the test subjects does not explain away."));
    }

    @SuppressWarnings("unchecked") // an exhibit's outcome() says what its type parameters are
    private List<Section> exhibited(List<Exhibit<?, ?>> exhibits) {
        List<Section> sections = new ArrayList<>();
        // what this outcome calls for comes before what any outcome can show
        List<Exhibit<?, ?>> ordered = exhibits.stream()
                .sorted(Comparator.comparing(exhibit -> exhibit.outcome().equals(Outcome.class)))
                .toList();
        for (Exhibit<?, ?> exhibit : ordered) {
            if (exhibit.outcome().isInstance(evaluation.task().outcome())) {
                run.checkStop();
                sections.addAll(((Exhibit<O, P>) exhibit).show(evaluation, run.child(exhibit.id())));
            }
        }
        return sections;
    }

    private Section methods() {
        List<Row> rows = new ArrayList<>();
        for (MethodChoice choice : settings.methods()) {
            rows.add(Row.of(
                    choice.name(),
                    choice.entry().id(),
                    choice.entry().purpose(),
                    choice.entry().paper()));
        }
        Table table = new Table(
                "",
                List.of(Column.text("Method"), Column.text("Id"), Column.text("What it is"), Column.text("Source")),
                rows,
                List.of(
                        "All settings, defaults written out, stand in provenance.json and in each model's model.json."));
        return new Section("methods", "Methods", List.of(table));
    }

    private Section exclusions() {
        Cohort cohort = evaluation.cohort();
        List<Row> rows = new ArrayList<>();
        for (InputSelection.Exclusion exclusion : chosen.exclusions()) {
            Definition definition = cohort.definition(exclusion.column());
            rows.add(Row.of(
                    exclusion.column(),
                    definition.label(),
                    exclusion.reason(),
                    definition.note().orElse("")));
        }
        int left = read.rows() - cohort.rows();
        return new Section(
                "exclusions",
                "Exclusions",
                List.of(
                        Paragraph.text(
                                left == 0
                                        ? "No row was left out."
                                        : Numbers.count(left) + " of " + Numbers.count(read.rows())
                                                + " rows were left out: no outcome."),
                        new Table(
                                "Columns that are not inputs",
                                List.of(
                                        Column.text("Column"),
                                        Column.text("What it is"),
                                        Column.text("Why"),
                                        Column.text("Note")),
                                rows,
                                List.of())));
    }

    private static Section notices(List<Notice> notices) {
        List<Row> rows = notices.stream()
                .map(notice -> Row.of(notice.where(), notice.sentence(), Numbers.count(notice.count())))
                .toList();
        List<Block> blocks = notices.isEmpty()
                ? List.of(Paragraph.text("Nothing was repaired and nothing needs a warning."))
                : List.of(new Table(
                        "",
                        List.of(Column.text("Where"), Column.text("What"), Column.number("Count")),
                        rows,
                        List.of()));
        return new Section("notices", "Notices", blocks);
    }

    private ObjectNode json(List<Notice> notices) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        Cohort cohort = evaluation.cohort();
        ObjectNode about = json.putObject("cohort");
        about.put("rows_read", read.rows())
                .put("rows_used", cohort.rows())
                .put("subjects", cohort.rowsBySubject().size());
        evaluation.task().outcome().summary(cohort).forEach(about::put);
        ObjectNode task = json.putObject("task");
        task.put("outcome", evaluation.task().outcome().describe());
        chosen.inputs().forEach(task.putArray("inputs")::add);
        ObjectNode excluded = task.putObject("excluded");
        chosen.exclusions().forEach(exclusion -> excluded.put(exclusion.column(), exclusion.reason()));
        ObjectNode conventions = json.putObject("metrics");
        scores.metrics().forEach(metric -> conventions.put(metric.id(), metric.convention()));
        json.put(
                "reference", evaluation.candidates().get(evaluation.reference()).name());
        var methods = json.putArray("methods");
        for (int c = 0; c < evaluation.candidates().size(); c++) {
            ObjectNode method = methods.addObject();
            method.put("name", evaluation.candidates().get(c).name());
            method.put("id", settings.methods().get(c).entry().id());
            ObjectNode values = method.putObject("scores");
            for (int m = 0; m < scores.metrics().size(); m++) {
                write(
                        scores.scores().get(c).get(m),
                        values.putObject(scores.metrics().get(m).id()));
            }
        }
        var said = json.putArray("notices");
        notices.forEach(notice -> said.addObject()
                .put("where", notice.where())
                .put("code", notice.code())
                .put("sentence", notice.sentence())
                .put("count", notice.count()));
        return json;
    }

    private static void write(Score score, ObjectNode json) {
        score.inapplicable().ifPresent(why -> json.put("inapplicable", why));
        write(score.value(), json);
        score.pValue().ifPresent(p -> json.put("p", p));
        score.folds().forEach(json.putArray("folds")::add);
        score.difference().ifPresent(difference -> write(difference, json.putObject("difference")));
    }

    /** JSON has no NaN: what could not be computed is null. */
    private static void write(Estimate estimate, ObjectNode json) {
        put(json, "value", estimate.value());
        put(json, "lower", estimate.lower());
        put(json, "upper", estimate.upper());
        json.put("draws", estimate.draws());
    }

    private static void put(ObjectNode json, String key, double value) {
        if (Double.isNaN(value)) {
            json.putNull(key);
        } else {
            json.put(key, value);
        }
    }
}
