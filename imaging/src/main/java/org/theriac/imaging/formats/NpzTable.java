package org.theriac.imaging.formats;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.theriac.core.UserError;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.FileColumn;
import org.theriac.core.cohort.FileType;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.cohort.StoredFile;
import org.theriac.core.table.TableFormat;

/**
 * NumPy archives as tables: each array is a column, its first dimension the rows. Arrays of unsigned pixels (n × height × width, or with 1 or 3 channels)
 * become pictures, arrays of one number a row become numbers, narrow ones a column for each number. Archives that name their arrays by part, as MedMNIST
 * does ({@code train_images}, {@code val_images}, {@code test_labels}, …), are put one below the other, with a column {@code part}.
 */
public final class NpzTable implements TableFormat {
    private static final long MOST_BYTES = 2L << 30;
    private static final int MOST_COLUMNS = 10_000;
    private static final List<String> PARTS = List.of("train", "val", "test");
    private static final String PART = "part";

    private final FileType<Image> images = new ImageFile();

    @Override
    public String id() {
        return "npz";
    }

    @Override
    public String purpose() {
        return "NumPy archives: each array is a column; arrays of pixels are pictures; train_, val_ and test_ make a column 'part'.";
    }

    @Override
    public List<String> endings() {
        return List.of(".npz");
    }

    @Override
    public List<Column<?>> read(StoredFile file) throws IOException {
        Map<String, NpyArray> arrays = arrays(file);
        List<String> parts = PARTS.stream()
                .filter(part -> arrays.keySet().stream().anyMatch(name -> name.startsWith(part + "_")))
                .toList();
        boolean parted = !parts.isEmpty()
                && arrays.keySet().stream().allMatch(name -> parts.stream().anyMatch(p -> name.startsWith(p + "_")));
        return parted ? parted(file, arrays, parts) : whole(file, arrays);
    }

    private static Map<String, NpyArray> arrays(StoredFile file) throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        long left = MOST_BYTES;
        try (InputStream in = file.open();
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(".npy")) {
                    byte[] bytes = zip.readNBytes((int) Math.min(left + 1, Integer.MAX_VALUE - 8));
                    left -= bytes.length;
                    if (left < 0) {
                        throw new UserError(file.name() + " unpacks to more than " + (MOST_BYTES >> 20)
                                + " MiB. Store the pictures as files and name them in a table.");
                    }
                    String name = entry.getName().substring(0, entry.getName().length() - ".npy".length());
                    NpyArray array = NpyArray.read(bytes, file.name() + ": " + name);
                    if (array.shape().length == 0) {
                        throw new UserError(
                                array.name() + " is a single number; arrays with a row for each case are read.");
                    }
                    arrays.put(name, array);
                }
            }
        }
        if (arrays.isEmpty()) {
            throw new UserError(file.name() + " holds no arrays: it is not an archive of numpy.savez, or cut off.");
        }
        return arrays;
    }

    private List<Column<?>> whole(StoredFile file, Map<String, NpyArray> arrays) {
        List<Column<?>> columns = new ArrayList<>();
        int rows = arrays.values().iterator().next().shape()[0];
        arrays.forEach((name, array) -> {
            requireRows(file, array, rows);
            columns.addAll(columns(name, List.of(array)));
        });
        return columns;
    }

    private List<Column<?>> parted(StoredFile file, Map<String, NpyArray> arrays, List<String> parts) {
        List<String> names = arrays.keySet().stream()
                .map(name -> name.substring(name.indexOf('_') + 1))
                .distinct()
                .toList();
        List<Column<?>> columns = new ArrayList<>();
        int[] rows = new int[parts.size()];
        for (String name : names) {
            List<NpyArray> stacked = new ArrayList<>();
            for (int p = 0; p < parts.size(); p++) {
                NpyArray array = arrays.get(parts.get(p) + "_" + name);
                if (array == null) {
                    throw new UserError(file.name() + " has no array '" + parts.get(p) + "_" + name
                            + "' beside those of the other parts.");
                }
                rows[p] = rows[p] == 0 ? array.shape()[0] : rows[p];
                requireRows(file, array, rows[p]);
                stacked.add(array);
            }
            columns.addAll(columns(name, stacked));
        }
        int[] codes = IntStream.range(0, parts.size())
                .flatMap(p -> IntStream.generate(() -> p).limit(rows[p]))
                .toArray();
        columns.add(new CategoryColumn(PART, parts, codes));
        return columns;
    }

    private static void requireRows(StoredFile file, NpyArray array, int rows) {
        if (array.shape()[0] != rows) {
            throw new UserError(file.name() + ": " + array.name() + " has " + array.shape()[0]
                    + " rows where the arrays beside it have " + rows + ".");
        }
    }

    /** The columns of arrays that stand one below the other. */
    private List<Column<?>> columns(String name, List<NpyArray> stacked) {
        NpyArray first = stacked.get(0);
        for (NpyArray array : stacked) {
            if (!Arrays.equals(rest(array), rest(first)) || !array.type().equals(first.type())) {
                throw new UserError(array.name() + " differs in shape or type from " + first.name() + ".");
            }
        }
        if (pictures(first)) {
            List<Optional<ArrayImage>> stored = stacked.stream()
                    .flatMap(array -> IntStream.range(0, array.shape()[0]).mapToObj(i -> new ArrayImage(array, i)))
                    .map(Optional::of)
                    .toList();
            return List.of(new FileColumn<>(name, images, stored));
        }
        int width = first.perRow();
        if (width > MOST_COLUMNS) {
            throw new UserError(first.name() + " has the shape " + Arrays.toString(first.shape())
                    + ": neither pictures (unsigned, n × height × width, or with 1 or 3 channels) nor at most "
                    + MOST_COLUMNS + " numbers a row.");
        }
        return IntStream.range(0, width)
                .<Column<?>>mapToObj(k -> new NumberColumn(
                        width == 1 ? name : name + "_" + (k + 1),
                        stacked.stream()
                                .flatMapToDouble(array -> IntStream.range(0, array.shape()[0])
                                        .mapToDouble(row -> array.number(row * width + k)))
                                .toArray()))
                .toList();
    }

    private static int[] rest(NpyArray array) {
        return Arrays.copyOfRange(array.shape(), 1, array.shape().length);
    }

    private static boolean pictures(NpyArray array) {
        int[] shape = array.shape();
        boolean plain = shape.length == 3 || shape.length == 4 && (shape[3] == 1 || shape[3] == 3);
        return array.pixels() && plain && shape[1] > 1 && shape[2] > 1;
    }
}
