package org.theriac.learning.explanation;

import static org.bytedeco.pytorch.global.torch.sigmoid;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Shapes;
import org.theriac.learning.tensor.Tensors;

/**
 * Whether a map points at what the network looks at: the area under the probability while pixels disappear in the map's order, or appear (Petsiuk et al.,
 * BMVC 2018).
 *
 * @param deletion area under the curve from the whole image to the baseline, most important pixels first: low for a faithful map
 * @param insertion area under the curve from the baseline to the whole image: high for a faithful map
 */
public record Faithfulness(double deletion, double insertion) {
    /**
     * Judges the map of one image.
     *
     * @param image {@code [1, C, H, W]}
     * @param map H × W in row-major order
     * @param steps portions in which pixels are exchanged
     */
    public static Faithfulness of(PixelNetwork network, Tensor image, Baseline baseline, double[] map, int steps) {
        Shapes.check(image, 1, "C", "H", "W");
        if (map.length != image.size(2) * image.size(3) || steps < 1) {
            throw new IllegalArgumentException(
                    "a map of " + map.length + " numbers for an image of " + image.size(2) + " × " + image.size(3));
        }
        try (Arena scope = Arena.scope();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor empty = baseline.of(image);
            int[] order = order(map);
            return new Faithfulness(
                    area(network, image, empty, order, steps), area(network, empty, image, order, steps));
        }
    }

    /** The trapezoidal area under the probability on the way from one image to another. */
    private static double area(PixelNetwork network, Tensor from, Tensor to, int[] order, int steps) {
        Tensor changing = from.clone().flatten(2, -1);
        Tensor target = to.flatten(2, -1);
        double area = 0;
        for (int step = 0; step <= steps; step++) {
            try (Arena scope = Arena.scope()) {
                double probability =
                        sigmoid(network.score(changing.view(Shapes.of(from)))).item_double();
                area += probability / steps * (step == 0 || step == steps ? 0.5 : 1);
                if (step < steps) {
                    int begin = (int) ((long) order.length * step / steps);
                    int end = (int) ((long) order.length * (step + 1) / steps);
                    long[] portion =
                            IntStream.range(begin, end).mapToLong(i -> order[i]).toArray();
                    Tensor places = Tensors.ofLongs(portion, portion.length);
                    changing.index_copy_(2, places, target.index_select(2, places));
                }
            }
        }
        return area;
    }

    private static int[] order(double[] map) {
        return IntStream.range(0, map.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -map[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * The share of a map's positive mass that lies within a mask: 1 when it points at nothing else. NaN for a map without positive numbers.
     *
     * @param map any number of places
     * @param mask the same places
     */
    public static double positiveShareWithin(double[] map, boolean[] mask) {
        if (map.length != mask.length) {
            throw new IllegalArgumentException(map.length + " places for a mask of " + mask.length);
        }
        double inside = 0;
        double all = 0;
        for (int i = 0; i < map.length; i++) {
            double positive = Math.max(0, map[i]);
            all += positive;
            inside += mask[i] ? positive : 0;
        }
        return inside / all;
    }
}
