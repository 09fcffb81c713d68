package org.theriac.app.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.theriac.app.AppVersion;
import org.theriac.app.terminal.BarDisplay;
import org.theriac.app.terminal.LineDisplay;
import org.theriac.app.terminal.Terminal;
import org.theriac.app.terminal.TextTable;
import org.theriac.core.UserError;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.report.Findings;
import org.theriac.core.report.Table;
import org.theriac.core.run.Display;
import org.theriac.core.run.Execution;
import org.theriac.core.run.Notice;
import org.theriac.core.run.Run;
import org.theriac.core.run.StopSignal;
import org.theriac.core.run.StoppedException;
import org.theriac.core.run.StoredRun;
import org.theriac.core.run.WorkFolder;
import org.theriac.core.study.Study;
import org.theriac.core.study.StudyFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Carries a study out. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Carries a study out and writes its results, report and models into a folder.",
        footer = {
            "",
            "The folder (runs/STUDY unless --out names one) holds report.html, results.json, provenance.json, study.yaml and models/.",
            "Ctrl-C stops at the next checkpoint; --resume goes on from there to the same results.",
            "",
            "Examples:",
            "  theriac run studies/support2.yaml",
            "  theriac run studies/support2.yaml --set protocol.folds=10 --out runs/ten-folds",
            "  theriac run studies/support2.yaml --resume"
        })
public final class RunCommand implements Callable<Integer> {
    private static final int STOPPED = 130;
    private static final int NOTICES_TOLD = 8;
    private final Terminal terminal;
    private final Supplier<Catalogue> catalogue;
    private final StopSignal stop;
    private final Runnable arm;

    @Parameters(paramLabel = "STUDY", description = "The study file.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path study;

    @Option(names = "--resume", description = "Goes on with an unfinished run of the same study.")
    private boolean resume;

    @Option(names = "--out", paramLabel = "FOLDER", description = "Where to write; must not hold another run.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "Replaces a value of the study, such as protocol.folds=10.")
    private List<String> overrides = List.of();

    @Option(names = "--json", description = "Prints results.json, and nothing else, on standard output.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Shows no progress.")
    private boolean quiet;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Pieces of work side by side; the number of cores unless given.")
    private int workers = Runtime.getRuntime().availableProcessors();

    /** @param arm called before work begins that is worth waiting for */
    public RunCommand(Terminal terminal, Supplier<Catalogue> catalogue, StopSignal stop, Runnable arm) {
        this.terminal = terminal;
        this.catalogue = catalogue;
        this.stop = stop;
        this.arm = arm;
    }

    @Override
    public Integer call() {
        if (workers < 1 || workers > 1024) {
            throw new UserError("--workers " + workers + ": allowed are 1 to 1024.");
        }
        Catalogue all = catalogue.get();
        Study read = StudyFile.read(study, overrides, all);
        RunFolder folder = out.map(RunFolder::given).orElseGet(() -> RunFolder.standard(read.name(), resume));
        if (folder.isComplete()) {
            return alreadyComplete(folder);
        }
        if (folder.isUnfinished() && !resume && !folder.isBusy()) {
            throw new UserError("there is an unfinished run in " + folder.path() + "; go on with it:\n  "
                    + resumeCommand() + "\nor choose another folder with --out, or delete that one.");
        }
        StudyData data = StudyData.load(read, study, all);
        Provenance provenance = new Provenance(read, StudyFile.write(read, all), overrides, data, workers);
        arm.run();
        return run(read, all, data, folder, provenance);
    }

    private int run(Study read, Catalogue all, StudyData data, RunFolder folder, Provenance provenance) {
        boolean fresh = !Files.exists(folder.path());
        WorkFolder work = WorkFolder.open(folder.work(), provenance.madeFrom());
        boolean keep = true;
        try {
            Instant began = Instant.now();
            Run run = new StoredRun(
                    new Execution(read.seed(), work::store, display(), stop, workers, Duration.ofSeconds(10)));
            data.tables().values().forEach(table -> table.tell(run));
            Findings findings = read.run(all, data.cohorts(), run);
            ObjectNode record = provenance.record(began, Instant.now(), run.notices());
            new ResultFiles(folder, study, overrides).write(read, findings, record);
            work.delete();
            tell(findings, run.notices(), folder);
            return 0;
        } catch (StoppedException e) {
            terminal.say("stopped; what is done is kept in " + folder.path() + ". Go on with:\n  " + resumeCommand());
            return STOPPED;
        } catch (UserError e) {
            keep = false;
            throw e;
        } finally {
            if (keep) {
                work.close();
            } else {
                // The study must change before it can run, and then nothing of this run can be used.
                work.delete();
                if (fresh) {
                    folder.removeIfEmpty();
                }
            }
        }
    }

    private Display display() {
        if (quiet) {
            return Display.SILENT;
        }
        return terminal.live()
                ? new BarDisplay(terminal, System::nanoTime)
                : new LineDisplay(terminal, Duration.ofSeconds(10), System::nanoTime);
    }

    private int alreadyComplete(RunFolder folder) {
        if (!resume) {
            throw new UserError(folder.path() + " holds a complete run; choose another folder with --out.");
        }
        folder.removeWork();
        terminal.say("nothing is left to do: " + folder.path() + " holds the complete run.");
        if (json) {
            terminal.out().print(folder.results());
        }
        return 0;
    }

    private void tell(Findings findings, List<Notice> notices, RunFolder folder) {
        if (json) {
            terminal.out().print(folder.results());
            return;
        }
        terminal.out().println();
        Table headline = findings.headline();
        // The conventions in the notes fill a page: they stand in the report.
        Table bare = new Table(headline.caption(), headline.columns(), headline.rows(), List.of());
        terminal.out().print(TextTable.of(bare, terminal.width()));
        Map<String, Long> sentences = new LinkedHashMap<>();
        notices.forEach(notice -> sentences.merge(notice.sentence(), notice.count(), Long::sum));
        if (!sentences.isEmpty()) {
            terminal.out().println();
            sentences.entrySet().stream()
                    .limit(NOTICES_TOLD)
                    .forEach(told -> terminal.out().println("note: " + told.getKey() + " (" + told.getValue() + ")"));
            if (sentences.size() > NOTICES_TOLD) {
                terminal.out().println("and " + (sentences.size() - NOTICES_TOLD) + " more notes in the report");
            }
        }
        terminal.out().println();
        terminal.out().println("report: " + folder.report());
    }

    /** The command that goes on with this run. */
    private String resumeCommand() {
        StringBuilder command = new StringBuilder("theriac run ").append(quoted(study.toString()));
        overrides.forEach(override -> command.append(" --set ").append(quoted(override)));
        out.ifPresent(folder -> command.append(" --out ").append(quoted(folder.toString())));
        return command.append(" --resume").toString();
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=,+@%-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** Version and settings that provenance and fingerprints share. */
    static String program() {
        return "theriac " + AppVersion.current();
    }
}
