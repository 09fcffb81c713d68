package org.theriac.imaging.augmentation;

import java.util.Arrays;
import org.theriac.core.UserError;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;

/**
 * How TB-Net prepares a frontal chest X-ray (the released code of Wong et al., 2021), in its order: trim the border, resize, crop away shoulders and
 * belly, resize back, and cover the upper corners, where machines burn in letters that tell the hospital instead of the disease. One function serves
 * training and inference; the original crops 168 × 202 pixels in one and 157 × 191 in the other. It also divides by the largest value where
 * {@code (x − min) / (max − min)} is meant, which is what stands here.
 *
 * @param side of the result
 * @param offset first row and column of the crop, as a part of the side
 * @param cropHeight height of the crop, as a part of the side
 * @param cropWidth width of the crop, as a part of the side
 * @param corner side of the covered squares, as a part of the side; 0 to cover nothing
 * @param cover what the squares show
 * @param dark brightest uniform border, of 0 to 1
 * @param bright darkest uniform border
 */
@Meaning("How a frontal chest X-ray is trimmed, cropped and covered.")
public record ChestPreprocessing(
        @Meaning("Height and width of the result in pixels.") @Range(min = 16, max = 4096)
        int side,

        @Meaning("Way of resizing.") Resizing resizing,

        @Meaning("First row and column of the crop, as a part of the side.") @Range(min = 0, max = 0.9)
        double offset,

        @Meaning("Height of the crop, as a part of the side.") @Range(min = 0.1, max = 1)
        double cropHeight,

        @Meaning("Width of the crop, as a part of the side.") @Range(min = 0.1, max = 1)
        double cropWidth,

        @Meaning("Side of the covered upper corners, as a part of the side; 0 covers nothing.")
        @Range(min = 0, max = 0.5)
        double corner,

        @Meaning("Grey of the covered corners: the mean of the training pixels.") @Range(min = 0, max = 1)
        double cover,

        @Meaning("Brightest uniform border that is trimmed, of 0 to 1.") @Range(min = 0, max = 1)
        double dark,

        @Meaning("Darkest uniform border that is trimmed, of 0 to 1.") @Range(min = 0, max = 1)
        double bright) {
    /** The released numbers: rows 11 to 178 and columns 11 to 212 of 224, corners of 45 pixels. */
    public static final ChestPreprocessing DEFAULTS = new ChestPreprocessing(
            224, Resizing.LANCZOS4, 0.05, 0.75, 0.9, 45.0 / 224, 0.531459229, 5.0 / 255, 250.0 / 255);

    /** @throws IllegalArgumentException if the crop leaves the image */
    public ChestPreprocessing {
        if (offset + Math.max(cropHeight, cropWidth) > 1) {
            throw new IllegalArgumentException("a crop that begins at %s and goes on for %s leaves the image"
                    .formatted(offset, Math.max(cropHeight, cropWidth)));
        }
    }

    /**
     * The prepared image, side × side from 0 to 1.
     *
     * @param plane height × width in row-major order, from 0 to 1
     * @throws UserError if nothing is left after trimming
     */
    public float[] apply(float[] plane, int height, int width) {
        Border border = Border.of(plane, height, width, dark, bright)
                .orElseThrow(() -> new UserError("the image is blank after border removal: all of its " + height + " × "
                        + width + " pixels are border."));
        float[] square = resizing.resize(border.cut(plane, width), border.height(), border.width(), side, side);
        rescale(square, 0);
        Border crop = crop();
        float[] chest = resizing.resize(crop.cut(square, side), crop.height(), crop.width(), side, side);
        int covered = (int) Math.round(corner * side);
        rescale(chest, covered);
        coverUpperCorners(chest, side, side, covered, (float) cover);
        return chest;
    }

    /** What is kept of the resized image. */
    Border crop() {
        int first = (int) Math.floor(offset * side);
        int tall = (int) Math.round(cropHeight * side);
        int wide = (int) Math.round(cropWidth * side);
        return new Border(first, Math.min(side, first + tall) - 1, first, Math.min(side, first + wide) - 1);
    }

    /** Brings the pixels outside the upper corners to 0 … 1; a constant image becomes 0. */
    private void rescale(float[] square, int covered) {
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (int place = 0; place < square.length; place++) {
            int row = place / side;
            int column = place % side;
            if (row >= covered || column >= covered && column < side - covered) {
                least = Math.min(least, square[place]);
                most = Math.max(most, square[place]);
            }
        }
        float range = most > least ? most - least : 1;
        for (int place = 0; place < square.length; place++) {
            square[place] = (square[place] - least) / range;
        }
    }

    /** Fills both upper corners of every plane, in place: letters that machines burn in stand there. */
    public static void coverUpperCorners(float[] pixels, int height, int width, int covered, float grey) {
        int planes = Planes.count(pixels, height, width);
        int wide = Math.min(covered, width);
        for (int plane = 0; plane < planes; plane++) {
            for (int row = 0; row < Math.min(covered, height); row++) {
                int start = (plane * height + row) * width;
                Arrays.fill(pixels, start, start + wide, grey);
                Arrays.fill(pixels, start + width - wide, start + width, grey);
            }
        }
    }
}
