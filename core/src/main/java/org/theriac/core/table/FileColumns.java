package org.theriac.core.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.theriac.core.UserError;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.FileColumn;
import org.theriac.core.cohort.FileType;
import org.theriac.core.cohort.Stored;
import org.theriac.core.cohort.StoredFile;
import org.theriac.core.study.Words;

/** Turns columns of file names into columns of files. */
final class FileColumns {
    /** How one column's files are found. */
    private record Place(FileType<?> type, FileStore store) {}

    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Catalogue catalogue;
    private final StringBuilder listing = new StringBuilder();

    FileColumns(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** What a study file says: folders relative to {@code base}, or the table's own folder. */
    void addSettings(Map<String, FileSettings> files, Path base, Path tableFolder) {
        files.forEach((column, settings) -> {
            FileType<?> type = type(settings.as(), column);
            FileStore store = settings.folder()
                    .map(written -> FileStore.open(written, resolved(base, written)))
                    .orElseGet(() -> FileStore.open("the table's folder", tableFolder));
            places.put(column, new Place(type, store));
        });
    }

    /** What a shipped data set says. */
    void addShipped(DatasetEntry entry) {
        entry.files().forEach((column, files) -> {
            try (InputStream in = files.archive().get()) {
                places.put(
                        column, new Place(type(files.as(), column), FileStore.archive("dataset:" + entry.name(), in)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** A column that a model knows to be of files, found beside the table unless something else was said. */
    void addDefault(String column, FileType<?> type, Path tableFolder) {
        places.computeIfAbsent(column, c -> new Place(type, FileStore.open("the table's folder", tableFolder)));
    }

    private static Path resolved(Path base, String written) {
        try {
            return base.resolve(written);
        } catch (InvalidPathException e) {
            throw new UserError("folder '" + written + "' is not a path: " + e.getReason() + ".", e);
        }
    }

    private FileType<?> type(String id, String column) {
        List<String> known = catalogue.files().stream().map(FileType::id).toList();
        return catalogue
                .file(id)
                .orElseThrow(() ->
                        new UserError("files: column '" + column + "': " + Words.unknown("kind of files", id, known)));
    }

    List<String> names() {
        return List.copyOf(places.keySet());
    }

    boolean has(String column) {
        return places.containsKey(column);
    }

    /**
     * The column of files.
     *
     * @throws UserError if a named file is not there: the first is named, and how many there are
     */
    FileColumn<?> column(RowPlaces table, RawColumn raw, MissingWords missing) {
        Place place = Objects.requireNonNull(places.get(raw.name()));
        return column(place.type(), place.store(), table, raw, missing);
    }

    private <T> FileColumn<T> column(
            FileType<T> type, FileStore store, RowPlaces table, RawColumn raw, MissingWords missing) {
        List<Optional<Stored<T>>> files = new ArrayList<>(raw.rows());
        int absent = 0;
        int first = -1;
        for (int row = 0; row < raw.rows(); row++) {
            Optional<StoredFile> file = missing.missing(raw, row)
                    ? Optional.empty()
                    : store.file(raw.word(row).strip());
            if (file.isEmpty() && !missing.missing(raw, row)) {
                absent++;
                first = first < 0 ? row : first;
            }
            file.ifPresent(
                    f -> listing.append(f.name()).append('\t').append(f.size()).append('\n'));
            files.add(file.map(f -> new FileValue<>(type, f)));
        }
        if (absent > 0) {
            String word = raw.word(first).strip();
            throw new UserError(table.place(first, raw.name()) + ": there is no file '" + word + "' in "
                    + store.origin() + Words.meant(word, store.names())
                    + (absent > 1 ? "; " + absent + " of " + raw.rows() + " files are not there" : "")
                    + ". Correct the names, or write folder: where the files stand.");
        }
        return new FileColumn<>(raw.name(), type, files);
    }

    /** Digest of the names and sizes of all files that were found, in the order of the rows; empty without files. */
    Optional<String> digest() {
        return listing.isEmpty() ? Optional.empty() : Optional.of(Digests.of(listing.toString()));
    }

    /** A file and the way to decode it. */
    private record FileValue<T>(FileType<T> type, StoredFile file) implements Stored<T> {
        @Override
        public String name() {
            return file.name();
        }

        @Override
        public T decode() throws IOException {
            return type.decode(file);
        }

        @Override
        public String digest() throws IOException {
            try (InputStream in = file.open()) {
                return Digests.of(in);
            }
        }
    }
}
