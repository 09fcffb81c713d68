package org.theriac.tables;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.theriac.core.cohort.StoredFile;

/** A file for libraries that want a path: where it stands, or a copy for as long as it is needed when it stands in an archive. */
public final class LocalFile implements AutoCloseable {
    /** What database libraries read as patterns or parameters rather than as a name. */
    private static final String SPECIAL = "*?[]{};";

    private final Path path;
    private final boolean copied;

    private LocalFile(Path path, boolean copied) {
        this.path = path;
        this.copied = copied;
    }

    /** @param suffix of a copy's name, such as {@code .parquet} */
    public static LocalFile of(StoredFile file, String suffix) throws IOException {
        Optional<Path> plain = file.path()
                .map(Path::toAbsolutePath)
                .filter(path -> path.toString().chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0));
        if (plain.isPresent()) {
            return new LocalFile(plain.get(), false);
        }
        Path copy = Files.createTempFile("theriac-", suffix);
        try (InputStream in = file.open()) {
            Files.copy(in, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            return new LocalFile(copy, true);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(copy);
            throw e;
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        if (copied) {
            Files.deleteIfExists(path);
        }
    }
}
