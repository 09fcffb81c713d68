package org.theriac.app.command;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.theriac.app.terminal.Terminal;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.run.Execution;
import org.theriac.core.run.Run;
import org.theriac.core.run.StoredRun;
import org.theriac.core.study.Study;
import org.theriac.core.study.StudyFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks a study file, its tables, and whether they fit each other, without fitting anything. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = "Checks a study file, its tables, and whether they fit each other, without fitting anything.",
        footer = {"", "Example:", "  theriac validate studies/support2.yaml"})
public final class ValidateCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Supplier<Catalogue> catalogue;

    @Parameters(paramLabel = "STUDY", description = "The study file.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path study;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "Replaces a value of the study, such as protocol.folds=10.")
    private List<String> overrides = List.of();

    public ValidateCommand(Terminal terminal, Supplier<Catalogue> catalogue) {
        this.terminal = terminal;
        this.catalogue = catalogue;
    }

    @Override
    public Integer call() {
        Catalogue all = catalogue.get();
        Study read = StudyFile.read(study, overrides, all);
        StudyData data = StudyData.load(read, study, all);
        data.tables().forEach((name, table) -> {
            terminal.out()
                    .println(
                            name + ": " + table.origin() + ", " + table.cohort().rows() + " rows, "
                                    + table.cohort().names().size() + " columns");
            table.notices().forEach(notice -> terminal.print("  note: " + notice.sentence()));
        });
        Run run = new StoredRun(Execution.inMemory(read.seed()));
        read.check(all, data.cohorts(), run);
        run.notices().forEach(notice -> terminal.print("note: " + notice.sentence() + " (" + notice.count() + ")"));
        terminal.out()
                .println(study + " is a valid study of the kind '" + read.kind().id() + "'.");
        return 0;
    }
}
