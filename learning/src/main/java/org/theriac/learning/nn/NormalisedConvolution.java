package org.theriac.learning.nn;

import org.bytedeco.pytorch.Tensor;

/** A convolution without bias and the batch normalisation that brings one. Parameters {@code conv.weight}, {@code norm.weight}, {@code norm.bias}. */
public final class NormalisedConvolution extends Composite implements Block {
    private final Convolution convolution;
    private final BatchNorm norm;

    /** @param settings of the convolution; its bias is left out */
    public NormalisedConvolution(Initialiser init, Convolution.Settings settings) {
        convolution = part("conv", new Convolution(init, settings.withoutBias()));
        norm = part("norm", new BatchNorm(init, settings.outputs()));
    }

    /** How it convolves. */
    public Convolution.Settings settings() {
        return convolution.settings();
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        return norm.forward(convolution.forward(x, pass), pass);
    }
}
