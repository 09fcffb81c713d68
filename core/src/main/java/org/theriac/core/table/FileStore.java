package org.theriac.core.table;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.theriac.core.SurroundingsError;
import org.theriac.core.UserError;
import org.theriac.core.cohort.StoredFile;

/** Where the files of a column stand. */
sealed interface FileStore {
    /** How messages name it. */
    String origin();

    /** The file of a name; empty if there is none. */
    Optional<StoredFile> file(String name);

    /** Some names that are there, for messages. */
    Collection<String> names();

    /** The folder or archive of a path. */
    static FileStore open(String written, Path path) {
        if (Files.isDirectory(path)) {
            return new Folder(written, path.toAbsolutePath().normalize());
        }
        if (Files.isRegularFile(path) && written.toLowerCase(Locale.ROOT).endsWith(".zip")) {
            try (InputStream in = Files.newInputStream(path)) {
                return archive(written, in);
            } catch (IOException e) {
                throw new SurroundingsError(written + " could not be read: " + e.getMessage() + ".", e);
            }
        }
        throw new UserError("there is no folder or zip archive '" + written + "' ("
                + path.toAbsolutePath().normalize() + "). Write folder: the path of one, relative to the study file.");
    }

    /**
     * Reads an archive; its files stay in memory as they are packed in it, bounded in number and size.
     *
     * @throws UserError if it is no zip archive, or holds more than it may
     */
    static FileStore archive(String origin, InputStream bytes) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        long total = 0;
        try (ZipInputStream zip = new ZipInputStream(new BufferedInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    byte[] content =
                            zip.readNBytes((int) Math.min(Archive.MOST_BYTES - total + 1, Integer.MAX_VALUE - 8));
                    total += content.length;
                    if (total > Archive.MOST_BYTES || files.size() >= Archive.MOST_FILES) {
                        throw new UserError(origin + " unpacks to more than " + (Archive.MOST_BYTES >> 20) + " MiB or "
                                + Archive.MOST_FILES + " files. Unpack it and write folder: the folder's path.");
                    }
                    files.put(entry.getName(), content);
                }
            }
        }
        if (files.isEmpty()) {
            throw new UserError(origin + " is no zip archive, or an empty one.");
        }
        return new Archive(origin, files);
    }

    /**
     * A folder on disk.
     *
     * @param path absolute and normal
     */
    record Folder(String origin, Path path) implements FileStore {
        /** A name that leads out of the folder is no file of it, whoever wrote the table. */
        @Override
        public Optional<StoredFile> file(String name) {
            try {
                Path file = path.resolve(name).normalize();
                if (!file.startsWith(path) || !Files.isRegularFile(file)) {
                    return Optional.empty();
                }
                return Optional.of(new StoredFile(name, Files.size(file), () -> Files.newInputStream(file)));
            } catch (InvalidPathException e) {
                return Optional.empty();
            } catch (IOException e) {
                throw new SurroundingsError(name + " in " + origin + " could not be read: " + e.getMessage() + ".", e);
            }
        }

        @Override
        public Collection<String> names() {
            try (Stream<Path> files = Files.list(path)) {
                return files.limit(10_000)
                        .map(file -> file.getFileName().toString())
                        .sorted()
                        .toList();
            } catch (IOException e) {
                return List.of();
            }
        }
    }

    /** The files of an archive, in memory. */
    record Archive(String origin, Map<String, byte[]> files) implements FileStore {
        static final long MOST_BYTES = 1L << 30;
        static final int MOST_FILES = 1_000_000;

        @Override
        public Optional<StoredFile> file(String name) {
            return Optional.ofNullable(files.get(name))
                    .map(bytes -> new StoredFile(name, bytes.length, () -> new ByteArrayInputStream(bytes)));
        }

        @Override
        public Collection<String> names() {
            return files.keySet();
        }
    }
}
