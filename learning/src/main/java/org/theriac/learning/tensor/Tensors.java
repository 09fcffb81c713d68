package org.theriac.learning.tensor;

import static org.bytedeco.pytorch.global.torch.zeros;

import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.theriac.core.method.NumericArray;

/** Java arrays into tensors and back. Every method copies; row-major order. */
public final class Tensors {
    private Tensors() {}

    /**
     * A tensor of the given precision.
     *
     * @param values as many as the product of {@code shape}
     */
    public static Tensor of(double[] values, ScalarType precision, long... shape) {
        requireCount(values.length, shape);
        Tensor tensor = zeros(shape, new TensorOptions(precision));
        write(values, tensor);
        return tensor;
    }

    /** As {@link #of(double[], ScalarType, long...)}, of single-precision numbers such as pixels. */
    public static Tensor of(float[] values, ScalarType precision, long... shape) {
        requireCount(values.length, shape);
        Tensor tensor = zeros(shape, new TensorOptions(ScalarType.Float));
        if (values.length > 0) {
            tensor.data_ptr_float().put(values, 0, values.length);
        }
        return precision == ScalarType.Float ? tensor : tensor.to(precision);
    }

    /** A tensor of 64-bit integers: indices, codes. */
    public static Tensor ofLongs(long[] values, long... shape) {
        requireCount(values.length, shape);
        Tensor tensor = zeros(shape, new TensorOptions(ScalarType.Long));
        if (values.length > 0) {
            tensor.data_ptr_long().put(values, 0, values.length);
        }
        return tensor;
    }

    /** Overwrites a contiguous float or double tensor, keeping its memory. */
    public static void write(double[] values, Tensor tensor) {
        requireCount(values.length, tensor.numel());
        if (values.length == 0) {
            return;
        }
        if (!tensor.is_contiguous()) {
            try (NoGradGuard guard = new NoGradGuard()) {
                tensor.copy_(of(values, precision(tensor), Shapes.of(tensor)));
            }
        } else if (precision(tensor) == ScalarType.Double) {
            try (DoublePointer memory = tensor.data_ptr_double()) {
                memory.put(values, 0, values.length);
            }
        } else {
            float[] rounded = new float[values.length];
            for (int i = 0; i < rounded.length; i++) {
                rounded[i] = (float) values[i];
            }
            try (FloatPointer memory = tensor.data_ptr_float()) {
                memory.put(rounded, 0, rounded.length);
            }
        }
    }

    /** The numbers of a tensor of any real type, in row-major order. */
    public static double[] toDoubles(Tensor tensor) {
        double[] values = new double[Math.toIntExact(tensor.numel())];
        if (values.length > 0) {
            try (Arena arena = Arena.scope()) {
                Tensor dense = tensor.detach().cpu().to(ScalarType.Double).contiguous();
                DoublePointer memory = dense.data_ptr_double();
                memory.get(values, 0, values.length);
            }
        }
        return values;
    }

    /** The rows of a matrix {@code [n, m]} of any real type. */
    public static double[][] toRows(Tensor matrix) {
        Shapes.check(matrix, "n", "m");
        int width = Math.toIntExact(matrix.size(1));
        double[] values = toDoubles(matrix);
        double[][] rows = new double[Math.toIntExact(matrix.size(0))][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(values, i * width, (i + 1) * width);
        }
        return rows;
    }

    /** The tensor as an array for files: 32 bits for a float tensor, 64 for any other. */
    public static NumericArray toArray(Tensor tensor) {
        double[] values = toDoubles(tensor);
        if (precision(tensor) != ScalarType.Float) {
            return new NumericArray.Float64(Shapes.of(tensor), values);
        }
        float[] narrow = new float[values.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) values[i];
        }
        return new NumericArray.Float32(Shapes.of(tensor), narrow);
    }

    /** The whole numbers of a tensor, in row-major order. */
    public static long[] toLongs(Tensor tensor) {
        long[] values = new long[Math.toIntExact(tensor.numel())];
        if (values.length > 0) {
            try (Arena arena = Arena.scope()) {
                Tensor dense = tensor.detach().cpu().to(ScalarType.Long).contiguous();
                LongPointer memory = dense.data_ptr_long();
                memory.get(values, 0, values.length);
            }
        }
        return values;
    }

    /** The number type of a tensor. JavaCPP returns a new object for each call, which {@code ==} takes for another type. */
    public static ScalarType precision(Tensor tensor) {
        return tensor.scalar_type().intern();
    }

    private static void requireCount(long given, long... shape) {
        long wanted = 1;
        for (long size : shape) {
            wanted *= size;
        }
        if (given != wanted) {
            throw new IllegalArgumentException(
                    "%d numbers cannot fill a tensor of shape %s".formatted(given, Arrays.toString(shape)));
        }
    }
}
