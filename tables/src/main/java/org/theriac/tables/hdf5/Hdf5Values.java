package org.theriac.tables.hdf5;

import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.theriac.core.SurroundingsError;
import org.theriac.core.UserError;
import org.theriac.core.table.Limits;
import org.theriac.tables.ValueColumn;
import org.theriac.tables.hdf5.Hdf5Format.Damage;

/** Reads data sets into columns. Sizes are bounded before anything is allocated for them. */
final class Hdf5Values {
    private final String origin;
    private final Damage damage;
    private final Limits limits;
    private long taken;

    Hdf5Values(String origin, Damage damage, Limits limits) {
        this.origin = origin;
        this.damage = damage;
        this.limits = limits;
    }

    /** The length of the first dimension. */
    int rows(Dataset dataset) {
        long[] shape = damage.guard(dataset::getDimensionsAsLong);
        if (shape.length == 0 || shape.length > 2) {
            throw new UserError(origin + ": " + dataset.getPath() + " has " + shape.length
                    + " dimensions; vectors (one value a row) and matrices (rows × columns) are read.");
        }
        if (Arrays.stream(shape).anyMatch(length -> length <= 0 || length > Integer.MAX_VALUE - 8)) {
            throw new UserError(origin + ": " + dataset.getPath() + " has the shape " + Arrays.toString(shape)
                    + "; a table has rows and columns.");
        }
        return (int) shape[0];
    }

    /**
     * Appends a data set's rows.
     *
     * @param names of its columns; empty: its own
     * @param columns gives the column of a name
     */
    void append(Dataset dataset, List<String> names, Function<String, ValueColumn> columns) {
        long[] shape = damage.guard(dataset::getDimensionsAsLong);
        int rows = (int) shape[0];
        int width = shape.length == 2 ? (int) shape[1] : 1;
        requireMemory(dataset, rows, width);
        if (damage.guard(dataset::isCompound)) {
            records(dataset, names, columns);
            return;
        }
        requireNames(dataset, names, width);
        Object flat = damage.guard(dataset::getDataFlat);
        if (!flat.getClass().isArray() || Array.getLength(flat) != (long) rows * width) {
            throw new UserError(origin + ": " + dataset.getPath() + " holds "
                    + dataset.getDataType().getClass().getSimpleName() + " values, which are not read.");
        }
        for (int k = 0; k < width; k++) {
            String own = dataset.getName() + (width == 1 ? "" : Integer.toString(k));
            put(flat, k, width, columns.apply(names.isEmpty() ? own : names.get(k)), dataset);
        }
    }

    private void requireNames(Dataset dataset, List<String> names, int width) {
        if (!names.isEmpty() && names.size() != width) {
            throw new UserError(
                    origin + ": " + dataset.getPath() + " has " + width + (width == 1 ? " column" : " columns")
                            + ", but " + names.size() + " names are given to it: " + String.join(", ", names) + ".");
        }
    }

    private void requireMemory(Dataset dataset, int rows, int width) {
        long chunk = dataset instanceof ChunkedDataset chunked ? product(damage.guard(chunked::getChunkDimensions)) : 0;
        long size = Math.max(8, damage.guard(() -> dataset.getDataType().getSize()));
        taken += Math.multiplyExact((long) rows, width) * 16;
        if (taken > limits.memoryBytes() || chunk < 0 || chunk > limits.memoryBytes() / size) {
            throw new SurroundingsError(origin + ": " + dataset.getPath() + " says that it has " + rows + " × " + width
                    + " values, more than fit into memory. Give Java more heap (-Xmx), or name the data sets to read.");
        }
    }

    private static long product(int[] lengths) {
        try {
            return Arrays.stream(lengths).asLongStream().reduce(1, Math::multiplyExact);
        } catch (ArithmeticException e) {
            return -1;
        }
    }

    private void records(Dataset dataset, List<String> names, Function<String, ValueColumn> columns) {
        Object read = damage.guard(dataset::getData);
        if (!(read instanceof Map<?, ?> fields)) {
            throw new UserError(origin + ": " + dataset.getPath() + " holds records that are not read.");
        }
        requireNames(dataset, names, fields.size());
        int k = 0;
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            String own = String.valueOf(field.getKey());
            Object values = field.getValue();
            if (values == null || !values.getClass().isArray()) {
                throw new UserError(origin + ": " + dataset.getPath() + ": the field '" + own + "' is not read.");
            }
            put(values, 0, 1, columns.apply(names.isEmpty() ? own : names.get(k)), dataset);
            k++;
        }
    }

    private void put(Object values, int from, int step, ValueColumn column, Dataset dataset) {
        if (values instanceof double[] numbers) {
            for (int i = from; i < numbers.length; i += step) {
                column.addDouble(numbers[i]);
            }
        } else if (values instanceof float[] numbers) {
            for (int i = from; i < numbers.length; i += step) {
                column.addFloat(numbers[i]);
            }
        } else if (values instanceof int[] numbers) {
            for (int i = from; i < numbers.length; i += step) {
                column.addLong(numbers[i]);
            }
        } else if (values instanceof byte[] numbers) {
            for (int i = from; i < numbers.length; i += step) {
                column.addLong(numbers[i]);
            }
        } else {
            objects(values, from, step, column, dataset);
        }
    }

    private void objects(Object values, int from, int step, ValueColumn column, Dataset dataset) {
        int length = Array.getLength(values);
        for (int i = from; i < length; i += step) {
            Object value = Array.get(values, i);
            if (value == null) {
                column.addMissing();
            } else if (value.getClass().isArray() || value instanceof Map<?, ?>) {
                throw new UserError(origin + ": " + dataset.getPath()
                        + " holds lists or records inside its values, which are not read.");
            } else {
                column.add(value, String.valueOf(value));
            }
        }
    }
}
