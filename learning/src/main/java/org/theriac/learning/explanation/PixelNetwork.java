package org.theriac.learning.explanation;

import org.bytedeco.pytorch.Tensor;

/**
 * A fitted network of images, cut where its last map stands: what explanations ask of it. Both halves evaluate (no dropout, stored statistics), so that
 * rows do not depend on each other, and let gradients through.
 */
public interface PixelNetwork {
    /** The last map {@code [B, K, h, w]} of images {@code [B, C, H, W]}. */
    Tensor map(Tensor images);

    /**
     * The explained score {@code [B]} of last maps. By convention the log-odds of the class in question: unlike a probability, it does not flatten where
     * the network is sure, and its sigmoid is the probability.
     */
    Tensor scoreOfMap(Tensor map);

    /** The explained score {@code [B]} of images. */
    default Tensor score(Tensor images) {
        return scoreOfMap(map(images));
    }
}
