package org.theriac.learning.explanation;

import static org.bytedeco.pytorch.global.torch.sigmoid;
import static org.bytedeco.pytorch.global.torch.upsample_bilinear2d;
import static org.bytedeco.pytorch.global.torch.zeros;

import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Streams;
import org.theriac.learning.tensor.Tensors;

/**
 * RISE (Petsiuk, Das and Saenko, BMVC 2018): random masks of coarse cells, enlarged smoothly and shifted by a part of a cell, dim the image; the map is the
 * mean of the masks weighted by the probability that the network still gives. The mean probability is taken off first, which leaves the expectation's
 * shape and lowers its variance. Asks only for scores; one forward pass for each mask.
 */
@Meaning("RISE: the mean of random masks, weighted by the probability of what they leave visible.")
public record Rise(
        @Meaning("How many masks.") @Range(min = 2, max = 1_000_000)
        int masks,

        @Meaning("Cells of a mask along each side.") @Range(min = 2, max = 64)
        int cells,

        @Meaning("Probability of a visible cell.") @Range(min = 0.01, max = 0.99)
        double visible,

        @Meaning("Seed of the masks.") long seed)
        implements PixelAttribution {
    public static final Rise DEFAULTS = new Rise(1000, 7, 0.5, 1);

    @Override
    public Tensor attribute(PixelNetwork network, Tensor images) {
        try (NoGradGuard guard = new NoGradGuard()) {
            long[] shape = {images.size(0), images.size(2), images.size(3)};
            TensorOptions options = new TensorOptions(Tensors.precision(images));
            Tensor weighted = zeros(shape, options);
            Tensor mean = zeros(new long[] {shape[0], 1, 1}, options);
            Tensor meanMask = zeros(new long[] {shape[1], shape[2]}, options);
            Streams streams = Streams.seeded(seed);
            for (int i = 0; i < masks; i++) {
                try (Arena scope = Arena.scope()) {
                    Tensor mask = mask(
                            streams.at("mask", i),
                            Math.toIntExact(shape[1]),
                            Math.toIntExact(shape[2]),
                            Tensors.precision(images));
                    Tensor p = sigmoid(network.score(images.mul(mask)))
                            .unsqueeze(1)
                            .unsqueeze(2);
                    weighted.add_(p.mul(mask));
                    mean.add_(p);
                    meanMask.add_(mask);
                }
            }
            Scalar count = new Scalar((double) masks);
            return weighted.sub(mean.mul(meanMask).div(count)).div(new Scalar(masks * visible));
        }
    }

    /** {@code [H, W]} from 0 to 1. */
    private Tensor mask(RandomGenerator random, int height, int width, ScalarType precision) {
        double[] visibles = new double[(cells + 1) * (cells + 1)];
        for (int i = 0; i < visibles.length; i++) {
            visibles[i] = random.nextDouble() < visible ? 1 : 0;
        }
        int tall = (height + cells - 1) / cells;
        int wide = (width + cells - 1) / cells;
        Tensor coarse = Tensors.of(visibles, precision, 1, 1, cells + 1, cells + 1);
        return upsample_bilinear2d(coarse, new long[] {(cells + 1L) * tall, (cells + 1L) * wide}, false)
                .narrow(2, random.nextInt(tall), height)
                .narrow(3, random.nextInt(wide), width)
                .squeeze(0)
                .squeeze(0);
    }
}
