package org.theriac.app.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.theriac.app.terminal.Terminal;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.table.Description;
import org.theriac.core.table.Draft;
import org.theriac.core.table.LoadedTable;
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
            "  theriac describe dataset:support2",
            "  theriac describe study.yaml                 the tables of a study, read and joined as it says"
        })
public final class DescribeCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Supplier<Catalogue> catalogue;

    @Parameters(paramLabel = "TABLE", description = "A table file, dataset:NAME, or a study file.")
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
        TableArgument argument = new TableArgument(table, subject);
        if (argument.isStudy()) {
            argument.load(all).values().forEach(loaded -> {
                describe(Description.of(loaded));
                tell(loaded);
            });
            return 0;
        }
        LoadedTable loaded = argument.load(all).values().iterator().next();
        Description description = Description.of(loaded);
        describe(description);
        Draft draft = Draft.of(description);
        new ColumnRanking(loaded.cohort(), draft, all.metrics())
                .lines()
                .forEach(line -> terminal.out().println(("# " + line).strip()));
        terminal.out().println();
        all.kind("prediction")
                .flatMap(kind -> kind.studyFile("draft", description.origin(), draft))
                .ifPresent(terminal.out()::print);
        tell(loaded);
        return 0;
    }

    private void describe(Description description) {
        description.lines().forEach(line -> terminal.print("# " + line.replace("\n", "\\n")));
    }

    private void tell(LoadedTable loaded) {
        loaded.notices().forEach(notice -> terminal.say("note: " + notice.sentence()));
    }
}
