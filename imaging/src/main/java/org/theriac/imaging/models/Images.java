package org.theriac.imaging.models;

import org.bytedeco.pytorch.Tensor;
import org.theriac.learning.tensor.Shapes;

/**
 * A batch of images of one size.
 *
 * @param pixels {@code [B, C, H, W]} of floats, by convention from 0 to 1
 */
public record Images(Tensor pixels) {
    /**
     * The size of an image.
     *
     * @param channels 1 for grey, 3 for colour
     */
    public record Size(int channels, int height, int width) {
        public Size {
            if (channels < 1 || height < 1 || width < 1) {
                throw new IllegalArgumentException(
                        "an image has at least one pixel, not %d × %d × %d".formatted(channels, height, width));
            }
        }
    }

    public Images {
        Shapes.check(pixels, "B", "C", "H", "W");
    }

    /** Number of images. */
    public long rows() {
        return pixels.size(0);
    }

    /** The size of each image. */
    public Size size() {
        return new Size(
                Math.toIntExact(pixels.size(1)), Math.toIntExact(pixels.size(2)), Math.toIntExact(pixels.size(3)));
    }

    /** The images of these indices, in their order. */
    public Images take(Tensor rows) {
        return new Images(pixels.index_select(0, rows));
    }
}
