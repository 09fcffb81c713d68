package org.theriac.learning.nn;

import static org.bytedeco.pytorch.global.torch.linear;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.theriac.learning.tensor.Shapes;

/** {@code x Wᵀ + b}: {@code [B, inputs]} to {@code [B, outputs]}. Parameters {@code weight} and {@code bias}. */
public final class Linear implements Block {
    private final int inputs;
    private final Tensor weight;
    private final Optional<Tensor> bias;

    private Linear(int inputs, Tensor weight, Optional<Tensor> bias) {
        this.inputs = inputs;
        this.weight = weight;
        this.bias = bias;
    }

    /** A layer with bias: weights by Glorot, bias zero. */
    public static Linear withBias(Initialiser init, int inputs, int outputs) {
        return new Linear(inputs, init.glorotUniform(outputs, inputs), Optional.of(init.constant(0, outputs)));
    }

    /** A layer without bias, for outputs whose level is not identified, such as a Cox log-risk. */
    public static Linear withoutBias(Initialiser init, int inputs, int outputs) {
        return new Linear(inputs, init.glorotUniform(outputs, inputs), Optional.empty());
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        Shapes.check(x, "B", inputs);
        return bias.map(b -> linear(x, weight, new TensorOptional(b))).orElseGet(() -> linear(x, weight));
    }

    @Override
    public SortedMap<String, Tensor> parameters() {
        TreeMap<String, Tensor> parameters = new TreeMap<>();
        parameters.put("weight", weight);
        bias.ifPresent(b -> parameters.put("bias", b));
        return Collections.unmodifiableSortedMap(parameters);
    }
}
