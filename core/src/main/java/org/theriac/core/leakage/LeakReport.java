package org.theriac.core.leakage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.theriac.core.UserError;
import org.theriac.core.leakage.LeakFinding.Verdict;
import org.theriac.core.report.Block;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.Section;
import org.theriac.core.report.SmallCells;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.task.InputSelection;

/** What the guards of a study looked at, what they found, and what the study keeps. */
public record LeakReport(List<LeakCheck> checks) {
    public LeakReport {
        checks = List.copyOf(checks);
    }

    /** Both reports as one. */
    public LeakReport and(LeakReport other) {
        List<LeakCheck> all = new ArrayList<>(checks);
        all.addAll(other.checks);
        return new LeakReport(all);
    }

    private List<LeakFinding> stops() {
        return checks.stream()
                .flatMap(check -> check.findings().stream())
                .filter(finding -> finding.verdict() == Verdict.STOPS)
                .toList();
    }

    /**
     * Lets the study go on, or stops it.
     *
     * @param inputs the study's own selection, so that the lines to write keep what it says already
     * @throws UserError with all that stops the study, and the lines of the study file that exclude or keep it
     */
    public void stopIfLeaking(InputSelection inputs) {
        List<LeakFinding> stops = stops();
        if (stops.isEmpty()) {
            return;
        }
        StringBuilder message = new StringBuilder();
        Set<String> columns = new LinkedHashSet<>();
        boolean copies = false;
        for (LeakCheck check : checks) {
            for (LeakFinding finding : check.findings()) {
                if (finding.verdict() == Verdict.STOPS) {
                    message.append(message.isEmpty() ? "" : "\n").append(finding.sentence());
                    boolean named = Set.of("determined_outcome", "known_later").contains(check.id());
                    columns.addAll(named ? finding.columns() : List.of());
                    copies |= Set.of("shared_row", "shared_file").contains(check.id());
                }
            }
        }
        if (!columns.isEmpty()) {
            message.append("\n  to exclude:  ").append(excluding(columns, inputs));
            message.append("\n  to keep:     leaks: {keep: {")
                    .append(String.join(
                            ", ",
                            columns.stream()
                                    .map(column -> YamlWord.of(column) + ": \"why\"")
                                    .toList()))
                    .append("}}   # why it is known when the prediction is made");
        }
        if (copies) {
            message.append("\n  to exclude:  leave one of each out of the table, or give copies one subject: ")
                    .append("data: {…: {subject: COLUMN}}");
            message.append("\n  to keep:     leaks: {copies: \"why\"}   # why they are different patients");
        }
        throw new UserError(message.toString());
    }

    private static String excluding(Set<String> columns, InputSelection inputs) {
        if (!inputs.only().isEmpty()) {
            List<String> rest = inputs.only().stream()
                    .filter(column -> !columns.contains(column))
                    .toList();
            return "task: {inputs: {only: " + YamlWord.list(rest) + "}}";
        }
        Set<String> except = new LinkedHashSet<>(inputs.except());
        except.addAll(columns);
        return "task: {inputs: {except: " + YamlWord.list(except) + "}}";
    }

    /** The report's section: what was looked at, what was found, what was kept and why. */
    public Section section() {
        List<Row> rows = new ArrayList<>();
        List<Row> kept = new ArrayList<>();
        for (LeakCheck check : checks) {
            List<String> found =
                    check.findings().stream().map(LeakFinding::sentence).toList();
            rows.add(Row.of(
                    check.title(),
                    check.lookedAt(),
                    found.isEmpty() ? "nothing" : String.join(" ", found),
                    SmallCells.count(check.findings().stream()
                            .mapToLong(LeakFinding::count)
                            .sum())));
            check.findings().stream()
                    .filter(finding -> finding.verdict() == Verdict.KEPT)
                    .forEach(finding -> kept.add(Row.of(
                            finding.columns().isEmpty() ? "equal rows" : String.join(", ", finding.columns()),
                            finding.sentence(),
                            finding.reason())));
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(Paragraph.text(
                "Guards look for inputs, rows and files that tell what only the outcome should. What they find"
                        + " stops a study unless it gives a reason; statistics cannot find every leak."));
        if (!kept.isEmpty()) {
            blocks.add(Paragraph.warning("The study keeps what a guard would have stopped: read the reasons."));
            blocks.add(new Table(
                    "Kept by the study",
                    List.of(
                            Column.text("What"),
                            Column.text("What the guard found"),
                            Column.text("Why the study keeps it")),
                    kept,
                    List.of()));
        }
        blocks.add(new Table(
                "",
                List.of(Column.text("Guard"), Column.text("Looked at"), Column.text("Found"), Column.number("Count")),
                rows,
                List.of()));
        return new Section("leaks", "Leak guards", blocks);
    }

    /** The same for programs. */
    public ArrayNode json() {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (LeakCheck check : checks) {
            ObjectNode json = all.addObject();
            json.put("guard", check.id()).put("looked_at", check.lookedAt());
            ArrayNode findings = json.putArray("findings");
            for (LeakFinding finding : check.findings()) {
                ObjectNode one = findings.addObject();
                finding.columns().forEach(one.putArray("columns")::add);
                one.put("count", finding.count());
                one.put("verdict", finding.verdict().name().toLowerCase(java.util.Locale.ROOT));
                one.put("sentence", finding.sentence());
                if (!finding.reason().isEmpty()) {
                    one.put("reason", finding.reason());
                }
            }
        }
        return all;
    }
}
