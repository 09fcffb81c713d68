package org.theriac.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.theriac.app.terminal.Questions;
import org.theriac.app.terminal.Terminal;
import org.theriac.core.SurroundingsError;
import org.theriac.core.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes what interrupted runs left behind. */
@Command(
        name = "clean",
        mixinStandardHelpOptions = true,
        description =
                "Removes what interrupted runs left behind: their checkpoints, after which they cannot be resumed.",
        footer = {
            "",
            "Complete runs, and runs that are at work, are never touched.",
            "",
            "Examples:",
            "  theriac clean --dry-run",
            "  theriac clean --older-than 7 --yes",
            "  theriac clean studies/runs"
        })
public final class CleanCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "FOLDER",
            arity = "0..1",
            description = "A folder of runs, or one run; 'runs' unless given.")
    private Path folder = RunFolder.RUNS;

    @Option(
            names = "--older-than",
            paramLabel = "DAYS",
            description = "Only runs that nothing was written to for so long.")
    private int olderThan;

    @Option(
            names = {"-n", "--dry-run"},
            description = "Lists them and removes nothing.")
    private boolean dryRun;

    @Option(
            names = {"-y", "--yes"},
            description = "Removes without asking.")
    private boolean yes;

    /**
     * What one run left.
     *
     * @param bytes all files of its checkpoints together
     * @param written when the last of them was written
     */
    private record Remains(RunFolder run, long bytes, Instant written) {}

    public CleanCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (olderThan < 0) {
            throw new UserError("--older-than " + olderThan + ": give a number of days, 0 or more.");
        }
        Instant now = Instant.now();
        List<Remains> remains = found().stream()
                .filter(one -> Duration.between(one.written(), now).toDays() >= olderThan)
                .toList();
        if (remains.isEmpty()) {
            terminal.out().println("nothing to remove in " + folder + ".");
            return 0;
        }
        remains.forEach(one -> terminal.out().println(told(one, now)));
        if (dryRun) {
            return 0;
        }
        if (!yes && !confirmed(remains.size())) {
            terminal.out().println("nothing was removed.");
            return 0;
        }
        remains.forEach(this::remove);
        terminal.out()
                .println("removed: "
                        + size(remains.stream().mapToLong(Remains::bytes).sum()) + ".");
        return 0;
    }

    private boolean confirmed(int count) {
        return terminal.keyboard()
                .map(keyboard -> new Questions(terminal, keyboard)
                        .ask(
                                "Remove " + (count == 1 ? "it" : "these " + count) + "? (y/n)",
                                Optional.of("n"),
                                answer -> answer.equals("y") || answer.equals("n")
                                        ? Optional.empty()
                                        : Optional.of("answer y or n"))
                        .equals("y"))
                .orElseThrow(() -> new UserError("there is nobody to ask here; say --yes to remove them."));
    }

    /** A run that began meanwhile keeps its folder. */
    private void remove(Remains one) {
        if (!one.run().isBusy()) {
            one.run().removeWork();
            one.run().removeIfEmpty();
        }
    }

    private List<Remains> found() {
        if (!Files.isDirectory(folder)) {
            if (folder.equals(RunFolder.RUNS)) {
                return List.of();
            }
            throw new UserError(folder + " is not a folder; name a folder of runs, or one run.");
        }
        List<Path> candidates = new ArrayList<>(List.of(folder));
        try (Stream<Path> inside = Files.list(folder)) {
            inside.filter(Files::isDirectory).sorted().forEach(candidates::add);
        } catch (IOException e) {
            throw new SurroundingsError(folder + " cannot be read: " + e.getMessage() + ".", e);
        }
        return candidates.stream()
                .map(RunFolder::new)
                .filter(run -> run.hasCheckpoints() && !run.isBusy())
                .map(CleanCommand::remains)
                .toList();
    }

    private static Remains remains(RunFolder run) {
        long bytes = 0;
        Instant written = Instant.EPOCH;
        try (Stream<Path> files = Files.walk(run.work())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
                Instant last = Files.getLastModifiedTime(file).toInstant();
                written = last.isAfter(written) ? last : written;
            }
        } catch (IOException e) {
            throw new SurroundingsError(run.work() + " cannot be read: " + e.getMessage() + ".", e);
        }
        return new Remains(run, bytes, written);
    }

    private static String told(Remains one, Instant now) {
        Duration age = Duration.between(one.written(), now);
        String ago = age.toDays() > 0
                ? age.toDays() + " days ago"
                : age.toHours() > 0 ? age.toHours() + " h ago" : "just now";
        return one.run().path() + "  " + size(one.bytes()) + ", last written " + ago
                + (one.run().isComplete() ? ", complete: only its checkpoints" : "");
    }

    private static String size(long bytes) {
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
