package org.theriac.learning.explanation;

import org.bytedeco.pytorch.Tensor;

/** A way to say how much each pixel speaks for the score of an image. */
public sealed interface PixelAttribution permits GradCam, IntegratedGradients, Occlusion, Rise {
    /**
     * The maps of some images.
     *
     * @param images {@code [B, C, H, W]}
     * @return {@code [B, H, W]}; positive where a place raises the score. Detached; belongs to the caller's memory scope
     */
    Tensor attribute(PixelNetwork network, Tensor images);
}
