package org.theriac.imaging.explanation;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.FileColumn;
import org.theriac.imaging.formats.Image;
import org.theriac.imaging.models.Images;
import org.theriac.imaging.reading.ImageReading;
import org.theriac.learning.explanation.Baseline;
import org.theriac.learning.explanation.Faithfulness;
import org.theriac.learning.explanation.GradCam;
import org.theriac.learning.explanation.IntegratedGradients;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Tensors;

/**
 * One picture with its maps.
 *
 * @param row in the cohort
 * @param grey the picture as the network sees it, scaled to 0 … 1: height × width, channels averaged
 * @param gradCam height × width
 * @param gradients integrated gradients, height × width
 * @param mask places of the finding, where they are known and there are any
 * @param difference in score between the picture and its baseline
 * @param incompleteness distance between that difference and the sum of the integrated gradients
 */
record ExplainedCase(
        int row,
        int height,
        int width,
        float[] grey,
        double[] gradCam,
        double[] gradients,
        Optional<boolean[]> mask,
        double difference,
        double incompleteness) {
    /** A mask counts with everything within so many pixels of a picture of 128, in proportion. */
    private static final double MARGIN = 5.0 / 128;

    private static final int PORTIONS = 20;

    static ExplainedCase of(ExplainedNetwork network, Cohort cohort, int row) {
        ImageReading reading = network.reading();
        Images.Size size = reading.size();
        float[] pixels = reading.decode(cohort, new int[] {row}, Optional.empty());
        try (Arena scope = Arena.scope()) {
            Tensor image = reading.tensors(pixels, ScalarType.Float).pixels();
            double[] gradients = Tensors.toDoubles(IntegratedGradients.DEFAULTS.attribute(network, image));
            double whole = Tensors.toDoubles(network.score(image))[0];
            double empty = Tensors.toDoubles(
                    network.score(IntegratedGradients.DEFAULTS.baseline().of(image)))[0];
            double sum = java.util.Arrays.stream(gradients).sum();
            return new ExplainedCase(
                    row,
                    size.height(),
                    size.width(),
                    grey(pixels, size),
                    Tensors.toDoubles(GradCam.DEFAULTS.attribute(network, image)),
                    gradients,
                    mask(reading, cohort, row),
                    Math.abs(whole - empty),
                    Math.abs(sum - (whole - empty)));
        }
    }

    private static float[] grey(float[] pixels, Images.Size size) {
        int places = size.height() * size.width();
        float[] grey = new float[places];
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (int place = 0; place < places; place++) {
            for (int channel = 0; channel < size.channels(); channel++) {
                grey[place] += pixels[channel * places + place] / size.channels();
            }
            least = Math.min(least, grey[place]);
            most = Math.max(most, grey[place]);
        }
        for (int place = 0; place < places; place++) {
            grey[place] = most > least ? (grey[place] - least) / (most - least) : 0;
        }
        return grey;
    }

    private static Optional<boolean[]> mask(ImageReading reading, Cohort cohort, int row) {
        if (reading.mask().isEmpty()) {
            return Optional.empty();
        }
        FileColumn<Image> masks = ImageReading.pictures(cohort, reading.mask().get());
        if (masks.missing(row)) {
            return Optional.empty();
        }
        Image mask = masks.get(row);
        Images.Size size = reading.size();
        boolean[] marked = new boolean[size.height() * size.width()];
        boolean any = false;
        int margin = (int) Math.round(MARGIN * size.width());
        for (int place = 0; place < marked.length; place++) {
            if (marks(mask, place / size.width(), place % size.width(), size, margin)) {
                marked[place] = true;
                any = true;
            }
        }
        return any ? Optional.of(marked) : Optional.empty();
    }

    /** Whether the mask marks a place or one near to it; the mask may have another size than the picture. */
    private static boolean marks(Image mask, int row, int column, Images.Size size, int margin) {
        for (int r = Math.max(0, row - margin); r <= Math.min(size.height() - 1, row + margin); r++) {
            for (int c = Math.max(0, column - margin); c <= Math.min(size.width() - 1, column + margin); c++) {
                if (mask.sample(r * mask.height() / size.height(), c * mask.width() / size.width(), 0)
                        > mask.largest() / 2) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Share of a map's positive mass within the mask; NaN without a mask. */
    double within(double[] map) {
        return mask.map(known -> Faithfulness.positiveShareWithin(map, known)).orElse(Double.NaN);
    }

    /** Whether a map's largest number lies within the mask; empty without a mask. */
    OptionalInt hit(double[] map) {
        if (mask.isEmpty()) {
            return OptionalInt.empty();
        }
        int largest = IntStream.range(0, map.length).reduce(0, (a, b) -> map[b] > map[a] ? b : a);
        return OptionalInt.of(mask.get()[largest] ? 1 : 0);
    }

    /** Share of the picture that the mask covers: what a map without knowledge would reach. */
    double covered() {
        return mask.map(known ->
                        IntStream.range(0, known.length).filter(i -> known[i]).count() / (double) known.length)
                .orElse(Double.NaN);
    }

    /** How the probability falls and rises while the map's pixels disappear and appear. */
    Faithfulness faithfulness(ExplainedNetwork network, Cohort cohort, double[] map) {
        try (Arena scope = Arena.scope()) {
            ImageReading reading = network.reading();
            float[] pixels = reading.decode(cohort, new int[] {row}, Optional.empty());
            Tensor image = reading.tensors(pixels, ScalarType.Float).pixels();
            return Faithfulness.of(network, image, Baseline.BLURRED, map, PORTIONS);
        }
    }
}
