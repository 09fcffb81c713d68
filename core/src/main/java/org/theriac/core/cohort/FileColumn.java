package org.theriac.core.cohort;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.theriac.core.SurroundingsError;

/**
 * Files that are decoded when their values are asked for. Columns taken from one another share a cache of decoded values, whose memory is bounded.
 *
 * @param <T> what a file is decoded to
 */
public final class FileColumn<T> implements Column<T> {
    /** The share of the heap that decoded values of one table's column may take. */
    private static final double SHARE_OF_HEAP = 0.2;

    private final String name;
    private final FileType<T> fileType;
    private final List<Optional<Stored<T>>> stored;
    private final DecodedCache<T> cache;
    private final int[] places;

    /** @param stored one for each row; empty where the row has no file */
    public FileColumn(String name, FileType<T> fileType, List<? extends Optional<? extends Stored<T>>> stored) {
        this(
                name,
                fileType,
                stored.stream().map(one -> one.map(s -> (Stored<T>) s)).toList(),
                new DecodedCache<>((long) (SHARE_OF_HEAP * Runtime.getRuntime().maxMemory())),
                IntStream.range(0, stored.size()).toArray());
    }

    private FileColumn(
            String name, FileType<T> fileType, List<Optional<Stored<T>>> stored, DecodedCache<T> cache, int[] places) {
        this.name = name;
        this.fileType = fileType;
        this.stored = stored;
        this.cache = cache;
        this.places = places;
    }

    @Override
    public String name() {
        return name;
    }

    /** The kind of files. */
    public FileType<T> fileType() {
        return fileType;
    }

    @Override
    public Class<T> type() {
        return fileType.type();
    }

    @Override
    public int rows() {
        return places.length;
    }

    /**
     * The decoded value; from the cache if it was used lately.
     *
     * @throws org.theriac.core.UserError if the file is damaged
     */
    @Override
    public T get(int row) {
        Stored<T> file = stored(row);
        int place = places[row];
        Optional<T> known = cache.get(place);
        if (known.isPresent()) {
            return known.get();
        }
        try {
            T value = file.decode();
            cache.put(place, value, fileType.memory(value));
            return value;
        } catch (IOException e) {
            throw new SurroundingsError(file.name() + " could not be read: " + e.getMessage() + ".", e);
        }
    }

    /** SHA-256 of a row's stored bytes: equal files have equal digests. */
    public String digest(int row) {
        Stored<T> file = stored(row);
        try {
            return file.digest();
        } catch (IOException e) {
            throw new SurroundingsError(file.name() + " could not be read: " + e.getMessage() + ".", e);
        }
    }

    /** How messages name a row's file. */
    public String fileName(int row) {
        return stored(row).name();
    }

    private Stored<T> stored(int row) {
        if (missing(row)) {
            throw new IllegalStateException("column " + name + " has no value in row " + row);
        }
        return stored.get(places[row]).orElseThrow();
    }

    @Override
    public FileColumn<T> named(String other) {
        return new FileColumn<>(other, fileType, stored, cache, places);
    }

    @Override
    public boolean missing(int row) {
        return places[row] < 0 || stored.get(places[row]).isEmpty();
    }

    @Override
    public FileColumn<T> take(int[] rows) {
        return new FileColumn<>(
                name,
                fileType,
                stored,
                cache,
                Arrays.stream(rows).map(row -> row < 0 ? -1 : places[row]).toArray());
    }
}
