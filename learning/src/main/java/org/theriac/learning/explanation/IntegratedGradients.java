package org.theriac.learning.explanation;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Shapes;

/**
 * Integrated gradients (Sundararajan, Taly and Yan, ICML 2017) by the midpoint rule:
 * {@code IG_i = (x_i − b_i) · mean over k = 1..m of dF/dx_i at b + (k − ½)/m · (x − b)}, summed over channels. Complete: the map adds up to
 * F(x) − F(b), but for the rule's error; for a linear network it is w · (x − b) exactly. m forward and backward passes.
 *
 * @param steps m
 */
@Meaning(
        "Integrated gradients: the gradient along the way from a baseline to the image; the map adds up to the difference in score.")
public record IntegratedGradients(
        @Meaning("Steps of the integral.") @Range(min = 1, max = 10_000)
        int steps,

        @Meaning("What the image is compared with.") Baseline baseline)
        implements PixelAttribution {
    public static final IntegratedGradients DEFAULTS = new IntegratedGradients(50, Baseline.CORNERS);

    /** Steps that pass the network at once. */
    private static final int TOGETHER = 10;

    @Override
    public Tensor attribute(PixelNetwork network, Tensor images) {
        try (NoGradGuard guard = new NoGradGuard()) {
            Tensor from = baseline.of(images);
            Tensor way = images.sub(from);
            Tensor sum = way.mul(new Scalar(0.0));
            for (int first = 0; first < steps; first += TOGETHER) {
                try (Arena scope = Arena.scope()) {
                    sum.add_(gradients(network, from, way, first, Math.min(steps, first + TOGETHER)));
                }
            }
            return way.mul(sum).div(new Scalar((double) steps)).sum(1);
        }
    }

    /** The sum of the gradients at these steps. */
    private Tensor gradients(PixelNetwork network, Tensor from, Tensor way, int first, int end) {
        Tensor at = way.repeat(end - first, 1, 1, 1);
        Tensor start = from.repeat(end - first, 1, 1, 1);
        long rows = way.size(0);
        for (int k = first; k < end; k++) {
            at.narrow(0, (k - first) * rows, rows).mul_(new Scalar((k + 0.5) / steps));
        }
        Tensor gradients = Gradients.of(at.add_(start), network::score);
        long[] shape = Shapes.of(way);
        return gradients
                .view(end - first, shape[0], shape[1], shape[2], shape[3])
                .sum(0);
    }
}
