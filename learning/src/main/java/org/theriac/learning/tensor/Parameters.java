package org.theriac.learning.tensor;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/** Named tensors in a stable order: what a model folder stores and an optimiser trains. */
public final class Parameters {
    private Parameters() {}

    /** The same tensors under {@code prefix + "." + name}. */
    public static SortedMap<String, Tensor> prefixed(String prefix, Map<String, Tensor> tensors) {
        TreeMap<String, Tensor> named = new TreeMap<>();
        tensors.forEach((name, tensor) -> named.put(prefix + "." + name, tensor));
        return named;
    }

    /**
     * All tensors in one map.
     *
     * @throws IllegalArgumentException when two parts use the same name
     */
    @SafeVarargs
    public static SortedMap<String, Tensor> union(Map<String, Tensor>... parts) {
        TreeMap<String, Tensor> all = new TreeMap<>();
        for (Map<String, Tensor> part : parts) {
            part.forEach((name, tensor) -> {
                if (all.put(name, tensor) != null) {
                    throw new IllegalArgumentException("two tensors are named " + name);
                }
            });
        }
        return Collections.unmodifiableSortedMap(all);
    }

    /** How many numbers the tensors hold together. */
    public static long count(Map<String, Tensor> tensors) {
        return tensors.values().stream().mapToLong(Tensor::numel).sum();
    }

    /** The values of every tensor, copied to arrays. */
    public static SortedMap<String, double[]> values(Map<String, Tensor> tensors) {
        TreeMap<String, double[]> values = new TreeMap<>();
        tensors.forEach((name, tensor) -> values.put(name, Tensors.toDoubles(tensor)));
        return values;
    }

    /**
     * Overwrites every tensor with the values stored under its name, in place.
     *
     * @throws IllegalArgumentException when a name is missing, left over, or of another size
     */
    public static void restore(Map<String, Tensor> tensors, Map<String, double[]> values) {
        if (!tensors.keySet().equals(values.keySet())) {
            throw new IllegalArgumentException(
                    "the stored tensors are %s but the network has %s".formatted(values.keySet(), tensors.keySet()));
        }
        try (NoGradGuard guard = new NoGradGuard()) {
            tensors.forEach((name, tensor) -> Tensors.write(values.getOrDefault(name, new double[0]), tensor));
        }
    }
}
