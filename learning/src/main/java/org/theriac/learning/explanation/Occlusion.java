package org.theriac.learning.explanation;

import static org.bytedeco.pytorch.global.torch.zeros;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Tensors;

/**
 * Occlusion (Zeiler and Fergus, ECCV 2014): a square of the baseline wanders over the image, and the drop in score is laid on the pixels that it covers;
 * each pixel has the mean over the squares that covered it. About H W / stride² forward passes.
 */
@Meaning("Occlusion: the drop in score when a square is covered.")
public record Occlusion(
        @Meaning("Side of the square, in pixels of the network's input.") @Range(min = 1, max = 10_000)
        int side,

        @Meaning("Distance between two places of the square.") @Range(min = 1, max = 10_000)
        int stride,

        @Meaning("What the square shows.") Baseline baseline)
        implements PixelAttribution {
    /** For images of about 224 pixels. */
    public static final Occlusion DEFAULTS = new Occlusion(32, 8, Baseline.MEAN);

    /** @throws IllegalArgumentException if squares would leave pixels between them */
    public Occlusion {
        if (stride > side) {
            throw new IllegalArgumentException(
                    "a square of " + side + " pixels that moves by " + stride + " leaves pixels out");
        }
    }

    @Override
    public Tensor attribute(PixelNetwork network, Tensor images) {
        try (NoGradGuard guard = new NoGradGuard()) {
            int height = Math.toIntExact(images.size(2));
            int width = Math.toIntExact(images.size(3));
            Tensor covering = baseline.of(images);
            Tensor whole = network.score(images);
            TensorOptions options = new TensorOptions(Tensors.precision(images));
            Tensor drops = zeros(new long[] {images.size(0), height, width}, options);
            Tensor covered = zeros(new long[] {height, width}, options);
            for (int top : places(height)) {
                for (int left : places(width)) {
                    try (Arena scope = Arena.scope()) {
                        int tall = Math.min(side, height - top);
                        int wide = Math.min(side, width - left);
                        Tensor copy = images.clone();
                        square(copy, 2, top, left, tall, wide).copy_(square(covering, 2, top, left, tall, wide));
                        Tensor drop =
                                whole.sub(network.score(copy)).unsqueeze(1).unsqueeze(2);
                        square(drops, 1, top, left, tall, wide).add_(drop);
                        square(covered, 0, top, left, tall, wide).add_(new Scalar(1.0));
                    }
                }
            }
            return drops.div(covered);
        }
    }

    /** Where the square begins along an axis: every stride, and once flush with the far end. */
    private int[] places(int size) {
        int last = Math.max(0, size - side);
        int count = (last + stride - 1) / stride + 1;
        int[] places = new int[count];
        for (int i = 0; i < count; i++) {
            places[i] = Math.min(i * stride, last);
        }
        return places;
    }

    private static Tensor square(Tensor tensor, int axis, int top, int left, int tall, int wide) {
        return tensor.narrow(axis, top, tall).narrow(axis + 1, left, wide);
    }
}
