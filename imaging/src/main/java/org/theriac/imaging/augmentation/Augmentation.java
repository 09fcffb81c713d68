package org.theriac.imaging.augmentation;

import java.util.random.RandomGenerator;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;

/**
 * Random changes of a training image that leave its diagnosis alone: a crop, a shift and a rotation in one bilinear resampling, then contrast and
 * brightness. Every image draws its own numbers in every epoch, and always the same count of them, so an image's changes are a function of its random
 * generator alone. (The released input pipeline of TB-Net draws once for a whole training, and contrasts near 0 that leave flat images.)
 *
 * @param shift largest shift, as a part of the size
 * @param crop largest part of the size that is cut away
 * @param rotation largest angle in degrees, either way
 * @param contrast factors from 1 − contrast to 1 + contrast, about the image's mean
 * @param brightness largest number added or taken off, for pixels from 0 to 1
 * @param flip whether left and right change places in half of the images
 */
@Meaning("Random changes of training images.")
public record Augmentation(
        @Meaning("Largest shift, as a part of the image's size.") @Range(min = 0, max = 0.5)
        double shift,

        @Meaning("Largest part of the image's size that is cut away.") @Range(min = 0, max = 0.9)
        double crop,

        @Meaning("Largest angle in degrees, either way.") @Range(min = 0, max = 180)
        double rotation,

        @Meaning("Contrast is multiplied by a factor from 1 - contrast to 1 + contrast.") @Range(min = 0, max = 0.95)
        double contrast,

        @Meaning("Largest number added to pixels from 0 to 1, or taken off.") @Range(min = 0, max = 1)
        double brightness,

        @Meaning("Whether left and right may change places. Off: the heart's side is anatomy.")
        boolean flip) {
    /** Images as they are. */
    public static final Augmentation NONE = new Augmentation(0, 0, 0, 0, 0, false);

    /** What chest X-rays bear: within 10 % of the place, 5°, 20 % of the contrast, 10 % of the brightness, never mirrored. */
    public static final Augmentation DEFAULTS = new Augmentation(0.05, 0.1, 5, 0.2, 0.1, false);

    /**
     * A changed copy.
     *
     * @param pixels any number of planes (channels), each height × width in row-major order; all change alike
     * @param random the image's own numbers, in this epoch
     */
    public float[] augment(float[] pixels, int height, int width, RandomGenerator random) {
        Planes.count(pixels, height, width);
        double zoom = 1 - crop * random.nextDouble();
        double angle = Math.toRadians(rotation * symmetric(random));
        // A crop may lie anywhere within the image; a shift goes beyond its border, where the outermost pixels repeat.
        double down = height * ((1 - zoom) / 2 * symmetric(random) + shift * symmetric(random));
        double right = width * ((1 - zoom) / 2 * symmetric(random) + shift * symmetric(random));
        double factor = 1 + contrast * symmetric(random);
        double offset = brightness * symmetric(random);
        boolean mirrored = random.nextBoolean() && flip;
        boolean stays = zoom == 1 && angle == 0 && down == 0 && right == 0 && !mirrored;
        float[] changed = stays
                ? pixels.clone()
                : new Placement(zoom, angle, down, right, mirrored).resample(pixels, height, width);
        expose(changed, factor, offset);
        return changed;
    }

    private static double symmetric(RandomGenerator random) {
        return 2 * random.nextDouble() - 1;
    }

    private static void expose(float[] pixels, double factor, double offset) {
        double sum = 0;
        for (float pixel : pixels) {
            sum += pixel;
        }
        double mean = sum / pixels.length;
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) (mean + factor * (pixels[i] - mean) + offset);
        }
    }

    /** Where each output pixel is looked up: rotated and shrunk about the middle, then moved. */
    private record Placement(double zoom, double angle, double down, double right, boolean mirrored) {
        float[] resample(float[] pixels, int height, int width) {
            int size = height * width;
            float[] out = new float[pixels.length];
            double cos = zoom * Math.cos(angle);
            double sin = zoom * Math.sin(angle);
            double middleRow = (height - 1) / 2.0;
            double middleColumn = (width - 1) / 2.0;
            for (int row = 0; row < height; row++) {
                for (int column = 0; column < width; column++) {
                    double y = row - middleRow;
                    double x = mirrored ? middleColumn - column : column - middleColumn;
                    double fromRow = clamp(middleRow + down + cos * y + sin * x, height);
                    double fromColumn = clamp(middleColumn + right - sin * y + cos * x, width);
                    for (int plane = 0; plane < pixels.length; plane += size) {
                        out[plane + row * width + column] = bilinear(pixels, plane, fromRow, fromColumn, height, width);
                    }
                }
            }
            return out;
        }

        private static double clamp(double at, int size) {
            return Math.min(size - 1.0, Math.max(0, at));
        }

        private static float bilinear(float[] pixels, int plane, double row, double column, int height, int width) {
            int top = (int) row;
            int left = (int) column;
            int below = Math.min(height - 1, top + 1);
            int beside = Math.min(width - 1, left + 1);
            double v = row - top;
            double u = column - left;
            double upper = (1 - u) * pixels[plane + top * width + left] + u * pixels[plane + top * width + beside];
            double lower = (1 - u) * pixels[plane + below * width + left] + u * pixels[plane + below * width + beside];
            return (float) ((1 - v) * upper + v * lower);
        }
    }
}
