package org.theriac.biostatistics.estimation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.theriac.biostatistics.estimation.sample.Sample;
import org.theriac.biostatistics.estimation.terms.Condition;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.kind.NoticesSection;
import org.theriac.core.report.Block;
import org.theriac.core.report.Figure;
import org.theriac.core.report.Findings;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.Pictures;
import org.theriac.core.report.Section;
import org.theriac.core.report.SmallCells;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.run.Notice;
import org.theriac.core.run.Run;
import org.theriac.core.study.PartChoice;

/** Tells what an estimation study found. */
final class EstimationFindings {
    /**
     * An analysis that was carried out.
     *
     * @param notices that it gave
     */
    record Done(PartChoice<Analysis> choice, String title, AnalysisResult result, List<Notice> notices) {
        Done {
            notices = List.copyOf(notices);
        }
    }

    private final EstimationSettings settings;
    private final Cohort read;
    private final Sample sample;
    private final List<Done> done;
    private final Run run;

    EstimationFindings(EstimationSettings settings, Cohort read, Sample sample, List<Done> done, Run run) {
        this.settings = settings;
        this.read = read;
        this.sample = sample;
        this.done = List.copyOf(done);
        this.run = run;
    }

    Findings findings() {
        List<Section> sections = new ArrayList<>();
        Map<String, byte[]> files = new TreeMap<>();
        sections.add(new Section("results", "Results at a glance", List.of(headline())));
        sections.add(rows());
        for (int i = 0; i < done.size(); i++) {
            sections.add(section(i));
            files.putAll(files(i));
        }
        sections.add(conventions());
        List<Notice> notices = run.notices();
        sections.add(NoticesSection.of(notices));
        return new Findings(headline(), sections, json(notices), List.of(), files);
    }

    private Table headline() {
        List<Row> rows = new ArrayList<>();
        for (Done one : done) {
            String title = one.title();
            for (AnalysisResult.Line line : one.result().headline()) {
                rows.add(Row.of(title, line.what(), line.estimate(), line.test()));
                title = "";
            }
        }
        return new Table(
                "",
                List.of(
                        Column.text("Analysis"),
                        Column.text("What"),
                        Column.number(sample.confidence().heading("Estimate")),
                        Column.number("Test")),
                rows,
                List.of());
    }

    private Section rows() {
        List<Row> rows = new ArrayList<>();
        boolean fewLeftOut = SmallCells.small(read.rows() - sample.rows());
        rows.add(Row.of("rows in the table", SmallCells.count(read.rows(), fewLeftOut)));
        rows.add(Row.of("rows used", SmallCells.count(sample.rows())));
        rows.add(Row.of(
                "subjects", SmallCells.count(sample.cohort().rowsBySubject().size())));
        sample.outcome()
                .ifPresent(outcome -> outcome.summary(sample.cohort())
                        .forEach((what, value) -> rows.add(Row.of(what, Numbers.value(value)))));
        List<Block> blocks = new ArrayList<>();
        sample.outcome().ifPresent(outcome -> blocks.add(Paragraph.text("Outcome: " + outcome.describe() + ".")));
        blocks.add(new Table("", List.of(Column.text(""), Column.number("")), rows, List.of()));
        if (!settings.rows().isEmpty()) {
            blocks.add(Paragraph.text("Only rows with "
                    + settings.rows().stream().map(Condition::text).collect(Collectors.joining(" and ")) + "."));
        }
        sample.outcome()
                .flatMap(outcome -> EventCoding.of(outcome, sample.cohort()))
                .ifPresent(blocks::add);
        return new Section("cohort", "The rows", blocks);
    }

    private Section section(int index) {
        Done one = done.get(index);
        List<Block> blocks = new ArrayList<>();
        one.notices().forEach(notice -> blocks.add(Paragraph.warning(notice.sentence())));
        one.result().blocks().forEach(block -> blocks.add(renamed(block, index)));
        return new Section("analysis-" + (index + 1), one.title(), blocks);
    }

    /** Ids of figures are unique within an analysis; a report holds several. */
    private static Block renamed(Block block, int index) {
        String prefix = "analysis-" + (index + 1) + "-";
        if (block instanceof Figure figure) {
            return new Figure(
                    prefix + figure.id(),
                    figure.title(),
                    figure.caption(),
                    figure.alternative(),
                    figure.specification());
        }
        if (block instanceof Pictures pictures) {
            return new Pictures(
                    prefix + pictures.id(),
                    pictures.title(),
                    pictures.caption(),
                    pictures.columns(),
                    pictures.pictures());
        }
        return block;
    }

    private Map<String, byte[]> files(int index) {
        Map<String, byte[]> files = new TreeMap<>();
        Done one = done.get(index);
        int number = 0;
        for (Block block : one.result().blocks()) {
            if (block instanceof Table table) {
                number++;
                String word = table.caption()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-|-$", "");
                String name = String.format(
                        Locale.ROOT,
                        "table-%02d-%s-%s.csv",
                        index + 1,
                        one.choice().entry().id(),
                        word.isEmpty() ? "" + number : word);
                if (files.containsKey(name)) {
                    name = name.replace(".csv", "-" + number + ".csv");
                }
                files.put(name, TableCsv.of(table).getBytes(StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private Section conventions() {
        List<Row> rows = done.stream()
                .map(one -> one.choice().entry())
                .distinct()
                .map(entry -> Row.of(entry.id(), entry.purpose()))
                .toList();
        return new Section(
                "methods",
                "Methods",
                List.of(
                        new Table("", List.of(Column.text("Analysis"), Column.text("What it is")), rows, List.of()),
                        Paragraph.note(
                                "Each table says its conventions beneath. All settings, defaults written out, stand in provenance.json; the numbers in"
                                        + " full precision in results.json; each table as a file of its own, table-….csv.")));
    }

    private ObjectNode json(List<Notice> notices) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("confidence", sample.confidence().level());
        ObjectNode about = json.putObject("cohort");
        about.put("rows_read", read.rows())
                .put("rows_used", sample.rows())
                .put("subjects", sample.cohort().rowsBySubject().size());
        sample.outcome().ifPresent(outcome -> {
            outcome.summary(sample.cohort()).forEach(about::put);
            json.put("outcome", outcome.describe());
        });
        ArrayNode analyses = json.putArray("analyses");
        for (Done one : done) {
            ObjectNode entry = analyses.addObject();
            entry.put("analysis", one.choice().entry().id());
            entry.put("title", one.title());
            entry.setAll(one.result().numbers());
        }
        json.set("notices", Notice.json(notices));
        return json;
    }
}
