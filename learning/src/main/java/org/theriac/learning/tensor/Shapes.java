package org.theriac.learning.tensor;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * Checks shapes at the border of encoders, heads and losses. Broadcasting makes this necessary: {@code [8, 1] - [8]} is
 * not an error in libtorch but 64 numbers.
 */
public final class Shapes {
    private Shapes() {}

    /** The sizes of a tensor. */
    public static long[] of(Tensor tensor) {
        long[] sizes = new long[Math.toIntExact(tensor.dim())];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = tensor.size(i);
        }
        return sizes;
    }

    /**
     * Checks that {@code tensor} has the expected shape, as in {@code check(image, "B", 3, "H", "W")}.
     *
     * @param expected a whole number for a fixed size; a name for a free size, which must be the same wherever the name
     *     stands twice
     * @return the tensor, for chaining
     * @throws IllegalArgumentException when the shape is another
     */
    public static Tensor check(Tensor tensor, Object... expected) {
        long[] sizes = of(tensor);
        boolean fits = sizes.length == expected.length;
        Map<Object, Long> named = new HashMap<>();
        for (int i = 0; fits && i < sizes.length; i++) {
            long wanted = expected[i] instanceof Number number
                    ? number.longValue()
                    : named.computeIfAbsent(expected[i], Shapes::free);
            fits = wanted == FREE || wanted == sizes[i];
            if (!(expected[i] instanceof Number)) {
                named.put(expected[i], sizes[i]);
            }
        }
        if (!fits) {
            throw new IllegalArgumentException("expected a tensor of shape %s, got %s"
                    .formatted(Arrays.toString(expected), Arrays.toString(sizes)));
        }
        return tensor;
    }

    private static final long FREE = -1;

    private static long free(Object name) {
        return FREE;
    }
}
