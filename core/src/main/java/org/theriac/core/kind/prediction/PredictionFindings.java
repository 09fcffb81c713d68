package org.theriac.core.kind.prediction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Definition;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Exhibit;
import org.theriac.core.evaluation.Scores;
import org.theriac.core.kind.NoticesSection;
import org.theriac.core.leakage.LeakReport;
import org.theriac.core.method.FittedModel;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.report.Block;
import org.theriac.core.report.Findings;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.Section;
import org.theriac.core.report.SmallCells;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.report.TableOne;
import org.theriac.core.run.Notice;
import org.theriac.core.run.Run;
import org.theriac.core.task.InputSelection;

/** Tells what a prediction study found. */
final class PredictionFindings<O extends Outcome<P>, P extends Predictions> {
    private final PredictionSettings settings;
    private final Cohort read;
    private final InputSelection.Chosen chosen;
    private final LeakReport leaks;
    private final Evaluation<O, P> evaluation;
    private final Scores<O, P> scores;
    private final Asked<O, P> asked;
    private final Run run;

    PredictionFindings(
            PredictionSettings settings,
            Cohort read,
            InputSelection.Chosen chosen,
            LeakReport leaks,
            Evaluation<O, P> evaluation,
            Scores<O, P> scores,
            Asked<O, P> asked,
            Run run) {
        this.settings = settings;
        this.read = read;
        this.chosen = chosen;
        this.leaks = leaks;
        this.evaluation = evaluation;
        this.scores = scores;
        this.asked = asked;
        this.run = run;
    }

    Findings findings(List<Exhibit<?, ?>> exhibits, List<FittedModel> models) {
        ScoreTables<O, P> scoreTables = new ScoreTables<>(evaluation, scores);
        ImportanceSection<O, P> importance = new ImportanceSection<>(evaluation, asked);
        List<Section> sections = new ArrayList<>();
        sections.add(question());
        sections.add(new Section("results", "Results", scoreTables.blocks()));
        sections.add(cohort());
        sections.add(exclusions());
        sections.add(leaks.section());
        sections.addAll(exhibited(exhibits));
        new SubgroupSection<>(evaluation, scores, asked.groups()).section().ifPresent(sections::add);
        importance.section().ifPresent(sections::add);
        new EffectSection<>(evaluation, asked, run.child("effects"))
                .section(importance.ranked())
                .ifPresent(sections::add);
        sections.add(methods());
        List<Notice> notices = run.notices();
        sections.add(NoticesSection.of(notices));
        sections.add(new Checklist(sections).section());
        sections.addAll(new IndividualSection<>(evaluation, asked).sections());
        ComparableDraws<O, P> draws = new ComparableDraws<>(evaluation, scores, settings.protocol());
        return new Findings(
                scoreTables.headline(),
                sections,
                new PredictionResults<>(settings, read, chosen, leaks, evaluation, scores)
                        .json(notices, asked.groups(), importance, draws),
                models,
                draws.files());
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
        boolean fewLeftOut = SmallCells.small(read.rows() - cohort.rows());
        rows.add(Row.of("rows in the table", SmallCells.count(read.rows(), fewLeftOut)));
        rows.add(Row.of("rows used", SmallCells.count(cohort.rows())));
        rows.add(Row.of("subjects", SmallCells.count(cohort.rowsBySubject().size())));
        evaluation
                .task()
                .outcome()
                .summary(cohort)
                .forEach((what, value) -> rows.add(Row.of(what, Numbers.value(value))));
        Outcome<?> outcome = evaluation.task().outcome();
        TableOne.Strata strata = new TableOne.Strata(outcome.strataNames(), outcome.strata(cohort));
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Table("", List.of(Column.text(""), Column.number("")), rows, List.of()));
        blocks.add(TableOne.of(cohort, chosen.inputs(), Optional.of(strata)));
        lineage(cohort).ifPresent(blocks::add);
        return new Section("cohort", "The cohort", blocks);
    }

    /** Which of several joined tables each input comes from; empty for a table that stands alone. */
    private Optional<Table> lineage(Cohort cohort) {
        List<Row> rows = chosen.inputs().stream()
                .map(cohort::definition)
                .flatMap(definition -> definition.from().map(from -> Row.of(definition.label(), from)).stream())
                .toList();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Table(
                        "Where the inputs come from",
                        List.of(Column.text("input"), Column.text("table")),
                        rows,
                        List.of()));
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
                                        : SmallCells.small(left)
                                                ? "Fewer than " + SmallCells.LEAST + " rows were left out: no outcome."
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
}
