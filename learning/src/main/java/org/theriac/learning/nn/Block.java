package org.theriac.learning.nn;

import org.bytedeco.pytorch.Tensor;

/** A layer that maps one tensor to one tensor. */
public interface Block extends Layer {
    /**
     * Applies the layer.
     *
     * @param x rows first: {@code [B, …]}
     * @param pass whether this is training, and with which random numbers
     */
    Tensor forward(Tensor x, Pass pass);
}
