package org.theriac.imaging.formats;

/**
 * A picture as its file stores it: unsigned samples, not yet scaled or resized. Immutable: do not change the samples.
 *
 * @param width columns
 * @param height rows
 * @param channels 1 for grey, 3 for red, green and blue
 * @param bits of a sample, 1 to 16
 * @param samples height × width × channels, row by row, the channels of a pixel side by side; unsigned
 */
public record Image(int width, int height, int channels, int bits, short[] samples) {
    public Image {
        if (width < 1 || height < 1 || bits < 1 || bits > 16 || channels != 1 && channels != 3) {
            throw new IllegalArgumentException(
                    "no image is " + width + " × " + height + " with " + channels + " channels of " + bits + " bits");
        }
        if (samples.length != (long) width * height * channels) {
            throw new IllegalArgumentException(
                    samples.length + " samples for " + width + " × " + height + " × " + channels);
        }
    }

    /** The sample of a pixel, from 0 to 2^bits − 1. */
    public int sample(int row, int column, int channel) {
        return samples[(row * width + column) * channels + channel] & 0xffff;
    }

    /** The largest sample that fits the depth. */
    public int largest() {
        return (1 << bits) - 1;
    }

    /**
     * Samples from 0 to 1, channel by channel: channels × height × width.
     */
    public float[] planes() {
        int pixels = width * height;
        float[] planes = new float[samples.length];
        float scale = 1f / largest();
        for (int pixel = 0; pixel < pixels; pixel++) {
            for (int channel = 0; channel < channels; channel++) {
                planes[channel * pixels + pixel] = (samples[pixel * channels + channel] & 0xffff) * scale;
            }
        }
        return planes;
    }

    /** An 8-bit image of numbers that are cut off at 0 and 1. */
    public static Image ofPlanes(float[] planes, int channels, int height, int width) {
        int pixels = width * height;
        short[] samples = new short[planes.length];
        for (int pixel = 0; pixel < pixels; pixel++) {
            for (int channel = 0; channel < channels; channel++) {
                float value = Math.min(1, Math.max(0, planes[channel * pixels + pixel]));
                samples[pixel * channels + channel] = (short) Math.round(255 * value);
            }
        }
        return new Image(width, height, channels, 8, samples);
    }
}
