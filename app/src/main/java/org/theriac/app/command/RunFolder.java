package org.theriac.app.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.theriac.core.SurroundingsError;
import org.theriac.core.UserError;
import org.theriac.core.run.WorkFolder;

/**
 * The folder of one run. {@code results.json} is written last: where it stands, the run is complete.
 *
 * @param path the folder; need not exist yet
 */
record RunFolder(Path path) {
    /** Where runs go unless told otherwise. */
    static final Path RUNS = Path.of("runs");

    private static final int MOST_RUNS = 10_000;

    /** The folder that the user names. */
    static RunFolder given(Path path) {
        RunFolder folder = new RunFolder(path);
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new UserError("--out " + path + " is a file; name a folder.");
        }
        if (!folder.isComplete() && !folder.isUnfinished() && !folder.isEmpty()) {
            throw new UserError("--out " + path + " holds other files; name a new folder.");
        }
        return folder;
    }

    /**
     * {@code runs/NAME}, or with a number behind it when that holds a complete run or another run is at work there.
     *
     * @param resume whether to take the last one that exists instead of the next one that is free
     */
    static RunFolder standard(String name, boolean resume) {
        RunFolder last = numbered(name, 1);
        for (int number = 1; number < MOST_RUNS; number++) {
            RunFolder folder = numbered(name, number);
            if (folder.isBusy()) {
                continue;
            }
            if (folder.isUnfinished() && !folder.isComplete()) {
                return folder;
            }
            if (!Files.exists(folder.path) || folder.isEmpty()) {
                return resume && last.isComplete() ? last : folder;
            }
            last = folder;
        }
        throw new UserError("there are " + MOST_RUNS + " runs of this study; choose a folder with --out.");
    }

    private static RunFolder numbered(String name, int number) {
        return new RunFolder(RUNS.resolve(number == 1 ? name : name + "-" + number));
    }

    Path work() {
        return path.resolve("work");
    }

    Path report() {
        return path.resolve("report.html");
    }

    /** The page that shows single persons. */
    Path individuals() {
        return path.resolve("individuals-contains-patient-data.html");
    }

    Path models() {
        return path.resolve("models");
    }

    Path resultsFile() {
        return path.resolve("results.json");
    }

    boolean isComplete() {
        return Files.exists(resultsFile());
    }

    boolean isUnfinished() {
        return Files.exists(work());
    }

    /** Whether checkpoints of a run lie here, and not just any folder of that name. */
    boolean hasCheckpoints() {
        return WorkFolder.isOne(work());
    }

    boolean isBusy() {
        return WorkFolder.isBusy(work());
    }

    private boolean isEmpty() {
        if (!Files.exists(path)) {
            return true;
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw failed("cannot be read", e);
        }
    }

    String results() {
        try {
            return Files.readString(resultsFile(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw failed("cannot be read", e);
        }
    }

    /** Removes what a run left that was killed after its results were written. */
    void removeWork() {
        removeTree(work());
    }

    void removeIfEmpty() {
        if (isEmpty()) {
            removeTree(path);
        }
    }

    void removeTree(Path top) {
        if (!Files.exists(top)) {
            return;
        }
        try (Stream<Path> all = Files.walk(top)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw failed("cannot be cleared", e);
        }
    }

    private SurroundingsError failed(String what, IOException e) {
        return new SurroundingsError(path + " " + what + ": " + e.getMessage() + ".", e);
    }
}
