package org.theriac.learning.nn;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.theriac.learning.tensor.Parameters;

/** A layer made of named layers: it has their parameters and buffers, under {@code name + "."}. */
public abstract class Composite implements Layer {
    private final SortedMap<String, Layer> parts = new TreeMap<>();

    /**
     * Takes a layer in.
     *
     * @return the same layer, for chaining
     * @throws IllegalArgumentException if the name is taken
     */
    protected final <L extends Layer> L part(String name, L layer) {
        if (parts.put(name, layer) != null) {
            throw new IllegalArgumentException("two parts of " + getClass().getSimpleName() + " are named " + name);
        }
        return layer;
    }

    @Override
    public SortedMap<String, Tensor> parameters() {
        return collected(Layer::parameters);
    }

    @Override
    public SortedMap<String, Tensor> buffers() {
        return collected(Layer::buffers);
    }

    private SortedMap<String, Tensor> collected(Function<Layer, SortedMap<String, Tensor>> which) {
        TreeMap<String, Tensor> all = new TreeMap<>();
        parts.forEach((name, layer) -> all.putAll(Parameters.prefixed(name, which.apply(layer))));
        return Collections.unmodifiableSortedMap(all);
    }
}
