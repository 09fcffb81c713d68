package org.theriac.imaging.reading;

import org.theriac.imaging.formats.Image;

/** Between grey and colour. */
final class Colours {
    /** Red, green and blue in the luma of ITU-R BT.601. */
    private static final float[] LUMA = {0.299f, 0.587f, 0.114f};

    private Colours() {}

    /** Pixels from 0 to 1 in as many channels as asked for: channels × height × width. */
    static float[] convert(Image image, int channels) {
        float[] planes = image.planes();
        if (image.channels() == channels) {
            return planes;
        }
        int pixels = image.width() * image.height();
        float[] converted = new float[channels * pixels];
        for (int pixel = 0; pixel < pixels; pixel++) {
            if (channels == 1) {
                for (int channel = 0; channel < LUMA.length; channel++) {
                    converted[pixel] += LUMA[channel] * planes[channel * pixels + pixel];
                }
            } else {
                for (int channel = 0; channel < channels; channel++) {
                    converted[channel * pixels + pixel] = planes[pixel];
                }
            }
        }
        return converted;
    }
}
