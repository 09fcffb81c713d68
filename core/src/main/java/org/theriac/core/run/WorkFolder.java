package org.theriac.core.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.theriac.core.SurroundingsError;
import org.theriac.core.UserError;

/**
 * The folder in which a run keeps its pieces: locked against a second run, and marked with what the run is made from, so that it is only resumed with
 * the same study, data and program.
 */
public final class WorkFolder implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MADE_FROM = "made-from";
    private static final String LOCK = "lock";
    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;

    private WorkFolder(Path folder, FileChannel channel, FileLock lock) {
        this.folder = folder;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Opens a folder, making it if need be.
     *
     * @param madeFrom digests of what determines the results, by words for messages: "study", "data", "program"
     * @throws UserError if another run is at work there, or the folder belongs to a run that is made from something else
     */
    public static WorkFolder open(Path folder, Map<String, String> madeFrom) {
        WorkFolder opened = locked(folder);
        try {
            opened.check(new TreeMap<>(madeFrom));
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** Whether a run keeps, or kept, its pieces in this folder, which need not exist. */
    public static boolean isOne(Path folder) {
        return Files.isRegularFile(folder.resolve(LOCK))
                && new FolderStore(folder).read(MADE_FROM).isPresent();
    }

    /** Whether a run is at work in this folder, which need not exist. */
    public static boolean isBusy(Path folder) {
        Path file = folder.resolve(LOCK);
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            Optional<FileLock> lock = tryLock(channel);
            if (lock.isPresent()) {
                lock.get().release();
            }
            return lock.isEmpty();
        } catch (IOException e) {
            throw new SurroundingsError(file + " cannot be opened: " + e.getMessage() + ".", e);
        }
    }

    private static WorkFolder locked(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            Optional<FileLock> lock = tryLock(channel);
            if (lock.isEmpty()) {
                channel.close();
                throw new UserError(
                        "another run is at work in " + folder.toAbsolutePath().normalize()
                                + "; wait for it to end, or choose another folder with --out.");
            }
            return new WorkFolder(folder, channel, lock.get());
        } catch (IOException e) {
            throw new SurroundingsError(
                    folder + " cannot be made or locked: " + e.getMessage()
                            + ". Check that you may write there and that the disk is not full.",
                    e);
        }
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException sameProgram) {
            return Optional.empty();
        }
    }

    private void check(TreeMap<String, String> madeFrom) {
        Store marks = new FolderStore(folder);
        Optional<byte[]> before = marks.read(MADE_FROM);
        if (before.isEmpty()) {
            marks.write(MADE_FROM, bytes(madeFrom));
            return;
        }
        List<String> changed = changes(before.get(), madeFrom);
        if (!changed.isEmpty()) {
            throw new UserError("the unfinished run in "
                    + folder.toAbsolutePath().normalize().getParent()
                    + " cannot be resumed: its " + String.join(" and ", changed)
                    + (changed.size() == 1 ? " has" : " have")
                    + " changed since. Undo the change, choose another folder with --out, or delete that one.");
        }
    }

    private static List<String> changes(byte[] before, TreeMap<String, String> now) {
        try {
            ObjectNode old = (ObjectNode) JSON.readTree(before);
            List<String> changed = new ArrayList<>();
            now.forEach((word, digest) -> {
                if (!old.path(word).asText().equals(digest)) {
                    changed.add(word);
                }
            });
            return changed;
        } catch (IOException e) {
            throw new UncheckedIOException("the mark of the run cannot be read", e);
        }
    }

    private static byte[] bytes(Map<String, String> madeFrom) {
        try {
            return JSON.writeValueAsBytes(madeFrom);
        } catch (IOException e) {
            throw new UncheckedIOException("texts can always be written", e);
        }
    }

    /** The store of the child run that these names lead to. */
    public Store store(List<String> path) {
        Path at = folder;
        for (String name : path) {
            at = at.resolve(FolderStore.fileName(name));
        }
        return new FolderStore(path.isEmpty() ? folder.resolve("run") : at);
    }

    /** Removes the folder with all it holds, once the run has come to its end. */
    public void delete() {
        close();
        try {
            deleteTree(folder);
        } catch (IOException e) {
            throw new SurroundingsError(folder + " cannot be removed: " + e.getMessage() + ".", e);
        }
    }

    private static void deleteTree(Path top) throws IOException {
        List<Path> paths;
        try (Stream<Path> all = Files.walk(top)) {
            paths = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }

    @Override
    public void close() {
        try {
            if (lock.isValid()) {
                lock.release();
            }
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the lock of " + folder + " cannot be released", e);
        }
    }
}
