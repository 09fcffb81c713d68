package org.theriac.learning.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.theriac.learning.tensor.Parameters;

/**
 * Hidden layers one after the other, each linear, activation, optional batch normalisation, dropout. Without hidden layers
 * it is the identity. Parameters {@code layer0.weight}, {@code layer0.bias}, {@code norm0.weight} …
 */
public final class Mlp implements Block {
    /**
     * The shape of the network.
     *
     * @param hidden units of each hidden layer
     * @param dropout probability of dropping a hidden unit, in [0, 1)
     */
    public record Settings(List<Integer> hidden, Activation activation, double dropout, boolean batchNorm) {
        public Settings {
            hidden = List.copyOf(hidden);
            if (hidden.stream().anyMatch(units -> units < 1)) {
                throw new IllegalArgumentException("every hidden layer needs at least one unit: " + hidden);
            }
        }
    }

    private final List<Linear> linears = new ArrayList<>();
    private final List<BatchNorm> norms = new ArrayList<>();
    private final Activation activation;
    private final Dropout dropout;
    private final int outputs;

    /** @param inputs width of the input */
    public Mlp(Initialiser init, int inputs, Settings settings) {
        activation = settings.activation();
        dropout = new Dropout(settings.dropout());
        int width = inputs;
        for (int units : settings.hidden()) {
            linears.add(Linear.withBias(init, width, units));
            if (settings.batchNorm()) {
                norms.add(new BatchNorm(init, units));
            }
            width = units;
        }
        outputs = width;
    }

    /** Width of the last hidden layer, or of the input when there is none. */
    public int outputs() {
        return outputs;
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        Tensor z = x;
        for (int i = 0; i < linears.size(); i++) {
            z = activation.apply(linears.get(i).forward(z, pass));
            if (!norms.isEmpty()) {
                z = norms.get(i).forward(z, pass);
            }
            z = dropout.forward(z, pass);
        }
        return z;
    }

    @Override
    public SortedMap<String, Tensor> parameters() {
        TreeMap<String, Tensor> parameters = new TreeMap<>();
        for (int i = 0; i < linears.size(); i++) {
            parameters.putAll(Parameters.prefixed("layer" + i, linears.get(i).parameters()));
        }
        for (int i = 0; i < norms.size(); i++) {
            parameters.putAll(Parameters.prefixed("norm" + i, norms.get(i).parameters()));
        }
        return parameters;
    }

    @Override
    public SortedMap<String, Tensor> buffers() {
        TreeMap<String, Tensor> buffers = new TreeMap<>();
        for (int i = 0; i < norms.size(); i++) {
            buffers.putAll(Parameters.prefixed("norm" + i, norms.get(i).buffers()));
        }
        return buffers;
    }
}
