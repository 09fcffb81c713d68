package org.theriac.core.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.theriac.core.SurroundingsError;
import org.theriac.core.UserError;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.StoredFile;
import org.theriac.core.study.Words;

/**
 * The bytes of a table.
 *
 * @param origin how messages name it: the path as the user wrote it, or {@code dataset:NAME}
 * @param fileName by which its format is known
 * @param size in bytes; −1 when it is not known
 * @param open opens the bytes from the start, each time it is called
 * @param path where they stand on disk; empty for a shipped data set
 */
record TableSource(String origin, String fileName, long size, StoredFile.Opener open, Optional<Path> path) {
    TableSource(String origin, String fileName, long size, StoredFile.Opener open) {
        this(origin, fileName, size, open, Optional.empty());
    }

    /** What a format connects to by an address of its own: there are no bytes to open. */
    static TableSource address(String shown) {
        return new TableSource(shown, "", -1, () -> {
            throw new IOException("it is an address, not a file");
        });
    }

    static TableSource file(String written, Path base) {
        Path file;
        try {
            file = base.resolve(written);
        } catch (InvalidPathException e) {
            throw new UserError("table '" + written + "' is not a path: " + e.getReason() + ".", e);
        }
        if (written.isBlank()) {
            throw new UserError("no table is named; write table: the path of a file, or dataset:NAME.");
        }
        if (Files.isDirectory(file)) {
            throw new UserError("table '" + written + "' is a folder; name a file in it.");
        }
        if (!Files.exists(file)) {
            throw new UserError("there is no table '" + written + "' ("
                    + file.toAbsolutePath().normalize() + ")"
                    + Words.meant(file.getFileName().toString(), siblings(file)) + "." + fileOnTheWay(file));
        }
        if (!Files.isReadable(file)) {
            throw new SurroundingsError(
                    "table '" + written + "' may not be read: this user has no permission. Change the file's rights.");
        }
        try {
            return new TableSource(
                    written,
                    file.getFileName().toString(),
                    Files.size(file),
                    () -> Files.newInputStream(file),
                    Optional.of(file));
        } catch (IOException e) {
            throw new SurroundingsError("table '" + written + "' could not be read: " + e.getMessage() + ".", e);
        }
    }

    static TableSource shipped(DatasetEntry entry) {
        return new TableSource("dataset:" + entry.name(), entry.fileName(), -1, entry.open()::get);
    }

    StoredFile stored() {
        return new StoredFile(origin, size, open, path);
    }

    static DatasetEntry dataset(String name, Catalogue catalogue) {
        List<String> known =
                catalogue.datasets().stream().map(DatasetEntry::name).toList();
        return catalogue
                .dataset(name)
                .orElseThrow(() -> new UserError("there is no data set '" + name + "'" + Words.meant(name, known)
                        + "; there are: " + (known.isEmpty() ? "none" : String.join(", ", known)) + "."));
    }

    private static String fileOnTheWay(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        return folder != null && Files.exists(folder) && !Files.isDirectory(folder)
                ? " " + folder.getFileName() + " is a file, not a folder."
                : "";
    }

    private static List<String> siblings(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString())
                    .limit(10_000)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
