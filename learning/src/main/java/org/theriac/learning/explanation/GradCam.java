package org.theriac.learning.explanation;

import static org.bytedeco.pytorch.global.torch.relu;
import static org.bytedeco.pytorch.global.torch.upsample_bilinear2d;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.theriac.core.study.Meaning;

/**
 * Grad-CAM (Selvaraju et al., ICCV 2017): on the last map F the weights are {@code a_c = mean over places of d score / d F_c}, and
 * {@code relu(Σ_c a_c F_c)} is brought to the size of the image by bilinear interpolation. One backward pass through the head; as coarse as the map.
 */
@Meaning("Grad-CAM: the channels of the last map, weighted by their gradients. Fast and coarse.")
public record GradCam() implements PixelAttribution {
    public static final GradCam DEFAULTS = new GradCam();

    @Override
    public Tensor attribute(PixelNetwork network, Tensor images) {
        try (NoGradGuard guard = new NoGradGuard()) {
            Tensor map = network.map(images);
            Tensor weights =
                    Gradients.of(map, network::scoreOfMap).mean(new long[] {2, 3}, true, new ScalarTypeOptional());
            Tensor cam = relu(map.mul(weights).sum(1)).unsqueeze(1);
            return upsample_bilinear2d(cam, new long[] {images.size(2), images.size(3)}, false)
                    .squeeze(1);
        }
    }
}
