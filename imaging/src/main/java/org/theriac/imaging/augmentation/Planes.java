package org.theriac.imaging.augmentation;

/** Images as arrays: planes one after the other, each in row-major order. */
final class Planes {
    private Planes() {}

    /** How many planes of this size the array holds. */
    static int count(float[] pixels, int height, int width) {
        if (height < 1 || width < 1 || pixels.length == 0 || pixels.length % (height * width) != 0) {
            throw new IllegalArgumentException(
                    "%d numbers are no planes of %d × %d".formatted(pixels.length, height, width));
        }
        return pixels.length / (height * width);
    }
}
