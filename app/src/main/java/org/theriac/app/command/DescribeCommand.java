package org.theriac.app.command;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.theriac.app.terminal.Terminal;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.table.Description;
import org.theriac.core.table.Draft;
import org.theriac.core.table.LoadedTable;
import org.theriac.core.table.TableSettings;
import org.theriac.core.table.Tables;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at a table and drafts a study for it. */
@Command(
        name = "describe",
        mixinStandardHelpOptions = true,
        description = "Prints a table's columns, their types and missing values, and drafts a study for it.",
        footer = {
            "",
            "The columns stand in comments, so that the whole is a study file. Values that may identify a person are not printed.",
            "",
            "Examples:",
            "  theriac describe patients.csv --subject patient_id > study.yaml",
            "  theriac describe dataset:support2"
        })
public final class DescribeCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Supplier<Catalogue> catalogue;

    @Parameters(paramLabel = "TABLE", description = "A delimited text file, or dataset:NAME.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String table;

    @Option(
            names = "--subject",
            paramLabel = "COLUMN",
            description = "The column that names the subject (the patient).")
    private Optional<String> subject = Optional.empty();

    public DescribeCommand(Terminal terminal, Supplier<Catalogue> catalogue) {
        this.terminal = terminal;
        this.catalogue = catalogue;
    }

    @Override
    public Integer call() {
        Catalogue all = catalogue.get();
        TableSettings settings = TableSettings.of(table);
        LoadedTable loaded = Tables.load(subject.map(settings::withSubject).orElse(settings), Path.of(""), all);
        Description description = Description.of(loaded);
        Draft draft = Draft.of(description);
        description.lines().forEach(line -> terminal.out().println("# " + line));
        new ColumnRanking(loaded.cohort(), draft)
                .lines()
                .forEach(line -> terminal.out().println(("# " + line).strip()));
        terminal.out().println();
        terminal.out().print(draft.studyFile());
        loaded.notices().forEach(notice -> terminal.say("note: " + notice.sentence()));
        return 0;
    }
}
