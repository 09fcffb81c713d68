package org.theriac.learning.nn;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The function between two linear layers. */
public enum Activation {
    /** {@code max(0, x)}. */
    RELU(torch::relu),
    /** Self-normalising (Klambauer et al., NeurIPS 2017): keeps mean 0 and variance 1 through many layers. */
    SELU(torch::selu),
    /** {@code x Φ(x)} with Φ the normal distribution function. */
    GELU(torch::gelu),
    /** The hyperbolic tangent. */
    TANH(torch::tanh),
    /** {@code 1 / (1 + exp(-x))}. */
    SIGMOID(torch::sigmoid);

    private final UnaryOperator<Tensor> function;

    Activation(UnaryOperator<Tensor> function) {
        this.function = function;
    }

    /** Applies the function to every number. */
    public Tensor apply(Tensor x) {
        return function.apply(x);
    }
}
