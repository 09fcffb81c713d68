package org.theriac.app.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.theriac.app.compare.Comparison;
import org.theriac.app.compare.ComparisonSections;
import org.theriac.app.compare.RunRecord;
import org.theriac.app.report.Report;
import org.theriac.app.report.ReportWriter;
import org.theriac.app.terminal.Terminal;
import org.theriac.app.terminal.TextTable;
import org.theriac.core.UserError;
import org.theriac.core.report.Table;
import org.theriac.core.study.ReportSettings.Language;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets two runs side by side. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description =
                "Sets two prediction runs side by side: settings, data, test rows, metrics and their differences.",
        footer = {
            "",
            "Runs of one seed on the same test rows are compared draw by draw, so that differences have paired intervals.",
            "",
            "Examples:",
            "  theriac compare runs/support2 runs/support2-2",
            "  theriac compare runs/support2 runs/support2-2 --out compare.html"
        })
public final class CompareCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "RUN", description = "The folder of a run.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path first;

    @Parameters(index = "1", paramLabel = "RUN", description = "The folder of another.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path second;

    @Option(names = "--out", paramLabel = "FILE", description = "Also writes a page with figures.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--language", paramLabel = "LANGUAGE", description = "Language of the page: en or zh.")
    private String language = "en";

    @Option(names = "--json", description = "Prints the comparison as JSON, and nothing else.")
    private boolean json;

    public CompareCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Language written = written();
        Comparison comparison = Comparison.of(RunRecord.read(first), RunRecord.read(second));
        ComparisonSections sections = new ComparisonSections(comparison);
        out.ifPresent(file -> page(comparison, sections, written, file));
        if (json) {
            terminal.out().print(Json.text(comparison.json()));
            return 0;
        }
        terminal.out().println(comparison.rows().sentence());
        for (Table table : sections.tables()) {
            terminal.out().println();
            Table bare = new Table(table.caption(), table.columns(), table.rows(), java.util.List.of());
            terminal.out().print(TextTable.of(bare, terminal.width()));
        }
        out.ifPresent(file -> {
            terminal.out().println();
            terminal.out().println("page: " + file);
        });
        return 0;
    }

    private Language written() {
        try {
            return Language.valueOf(language.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new UserError("--language " + language + ": allowed are en, zh.", e);
        }
    }

    private static void page(Comparison comparison, ComparisonSections sections, Language language, Path file) {
        if (Files.isDirectory(file)) {
            throw new UserError("--out " + file + " is a folder; name a file, such as compare.html.");
        }
        ObjectNode provenance = JsonNodeFactory.instance.objectNode();
        provenance.set(
                comparison.first().folder().toString(), comparison.first().provenance());
        provenance.set(
                comparison.second().folder().toString(), comparison.second().provenance());
        Report report = new Report(
                sections.title(), "Two runs side by side.", Map.of(), sections.sections(), provenance, false, language);
        new ReportWriter().write(report, file);
    }
}
