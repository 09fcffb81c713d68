package org.theriac.imaging.models;

/**
 * Pictures of one size that a generator learns from.
 *
 * @param pixels n × channels × height × width, from 0 to 1
 * @param codes class of each picture, from 0; empty when pictures are to be made without regard to a class
 * @param classes how many classes there are; 0 without
 */
public record TrainingPictures(Images.Size size, float[] pixels, int[] codes, int classes) {
    public TrainingPictures {
        int each = size.channels() * size.height() * size.width();
        if (pixels.length % each != 0 || classes > 0 && codes.length != pixels.length / each) {
            throw new IllegalArgumentException(
                    pixels.length + " numbers and " + codes.length + " classes for pictures of " + each + " numbers");
        }
    }

    /** Pictures without classes. */
    public static TrainingPictures unlabelled(Images.Size size, float[] pixels) {
        return new TrainingPictures(size, pixels, new int[0], 0);
    }

    /** How many pictures there are. */
    public int count() {
        return pixels.length / (size.channels() * size.height() * size.width());
    }
}
