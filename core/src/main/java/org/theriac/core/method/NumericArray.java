package org.theriac.core.method;

/**
 * Numbers with a shape, row-major: what crosses between models, files and native tensors.
 */
public sealed interface NumericArray {
    /** Lengths along each dimension; empty for a scalar. */
    long[] shape();

    /** The values as doubles, row-major. */
    double[] doubles();

    record Float32(long[] shape, float[] values) implements NumericArray {
        public Float32 {
            checkSize(shape, values.length);
        }

        @Override
        public double[] doubles() {
            double[] doubles = new double[values.length];
            for (int i = 0; i < doubles.length; i++) {
                doubles[i] = values[i];
            }
            return doubles;
        }
    }

    record Float64(long[] shape, double[] values) implements NumericArray {
        public Float64 {
            checkSize(shape, values.length);
        }

        @Override
        public double[] doubles() {
            return values.clone();
        }
    }

    /** A vector of doubles. */
    static NumericArray of(double... values) {
        return new Float64(new long[] {values.length}, values.clone());
    }

    private static void checkSize(long[] shape, int length) {
        long product = 1;
        for (long side : shape) {
            product = Math.multiplyExact(product, side);
        }
        if (product != length) {
            throw new IllegalArgumentException(length + " values for shape " + java.util.Arrays.toString(shape));
        }
    }
}
