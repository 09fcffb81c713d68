package org.theriac.learning.nn;

import static org.bytedeco.pytorch.global.torch.embedding;

import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.theriac.learning.tensor.Shapes;

/**
 * A table of vectors, one for each level of a category: codes {@code [B]} to {@code [B, size]}. Parameter {@code weight}.
 */
public final class Embedding implements Block {
    private final Tensor weight;

    /**
     * @param levels number of codes, from 0 on
     * @param size numbers for each level
     */
    public Embedding(Initialiser init, int levels, int size) {
        // Variance 1/size: the vector of a level has about the length of one standardised number.
        weight = init.normal(Math.sqrt(1.0 / size), levels, size);
    }

    @Override
    public Tensor forward(Tensor codes, Pass pass) {
        return embedding(weight, Shapes.check(codes, "B"));
    }

    @Override
    public SortedMap<String, Tensor> parameters() {
        TreeMap<String, Tensor> parameters = new TreeMap<>();
        parameters.put("weight", weight);
        return parameters;
    }
}
