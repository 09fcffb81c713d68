package org.theriac.learning.encoder;

import java.util.SortedMap;
import org.bytedeco.pytorch.Tensor;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.nn.Mlp;
import org.theriac.learning.nn.Pass;
import org.theriac.learning.tensor.Parameters;
import org.theriac.learning.tensor.Shapes;

/**
 * All numbers of the coarsest map, channel by channel, through a perceptron. The input must always have one size, and the first dense layer learns every
 * place anew: {@link GlobalAveragePooling} does with a thousandth of the parameters. Parameters {@code dense.layer0.weight} ….
 */
public final class Flatten implements Pooling<Features.Grid> {
    private final int inputs;
    private final Mlp dense;

    /**
     * @param inputs channels × places of the coarsest map
     * @param dense the perceptron; without hidden layers the numbers themselves are the vector
     */
    public Flatten(Initialiser init, int inputs, Mlp.Settings dense) {
        this.inputs = inputs;
        this.dense = new Mlp(init, inputs, dense);
    }

    @Override
    public Features.Vector pool(Features.Grid features, Pass pass) {
        Tensor flat = Shapes.check(features.coarsest().flatten(1, -1), "B", inputs);
        return new Features.Vector(dense.forward(flat, pass));
    }

    @Override
    public int outputs() {
        return dense.outputs();
    }

    @Override
    public SortedMap<String, Tensor> parameters() {
        return Parameters.prefixed("dense", dense.parameters());
    }

    @Override
    public SortedMap<String, Tensor> buffers() {
        return Parameters.prefixed("dense", dense.buffers());
    }
}
