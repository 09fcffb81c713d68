package org.theriac.imaging.systems.wgan;

import org.theriac.core.UserError;
import org.theriac.imaging.models.Images;

/**
 * How often a picture's sides are halved on the way to the coarsest map: as long as both stay whole and at least 4.
 *
 * @param halvings at least 1
 * @param height of the coarsest map
 * @param width of the coarsest map
 */
record Levels(int halvings, int height, int width) {
    private static final int COARSEST = 4;

    /** No map has more channels than this. */
    private static final int MOST_CHANNELS = 512;

    static Levels of(Images.Size size) {
        int halvings = 0;
        int height = size.height();
        int width = size.width();
        while (height % 2 == 0 && width % 2 == 0 && Math.min(height, width) / 2 >= COARSEST) {
            height /= 2;
            width /= 2;
            halvings++;
        }
        if (halvings == 0) {
            throw new UserError(
                    "pictures of %d × %d pixels cannot be halved; give height and width that are even and at least 8, such as 28 or 32."
                            .formatted(size.height(), size.width()));
        }
        return new Levels(halvings, height, width);
    }

    /** Channels after so many halvings of the full size: base after the first, twice as many after each further one. */
    static int channels(int base, int halving) {
        return Math.min(MOST_CHANNELS, base << (halving - 1));
    }

    /** Numbers of the coarsest map. */
    int coarsest(int base) {
        return channels(base, halvings) * height * width;
    }
}
