package org.theriac.imaging.reading;

import java.util.Optional;
import org.theriac.core.cohort.Cohort;

/**
 * What pixels are shifted and divided by, for all channels alike.
 *
 * @param centre mean of the training pixels
 * @param spread their standard deviation; never 0
 */
public record PixelScale(double centre, double spread) {
    static final PixelScale NONE = new PixelScale(0, 1);

    /** Pictures of one value everywhere are not divided. */
    private static final double LEAST_SPREAD = 1e-6;

    /** More pictures than these do not move mean and spread in a digit that matters. */
    private static final int MOST = 2000;

    /** Over the training rows: all of them, or evenly spaced ones of very many. */
    static PixelScale fit(ImageReading plain, Cohort train) {
        int stride = Math.max(1, (train.rows() + MOST - 1) / MOST);
        double sum = 0;
        double squares = 0;
        long count = 0;
        for (int row = 0; row < train.rows(); row += stride) {
            for (float pixel : plain.decode(train, new int[] {row}, Optional.empty())) {
                sum += pixel;
                squares += (double) pixel * pixel;
                count++;
            }
        }
        double mean = sum / count;
        double spread = Math.sqrt(Math.max(0, squares / count - mean * mean));
        return new PixelScale(mean, spread < LEAST_SPREAD ? 1 : spread);
    }

    void apply(float[] pixels) {
        if (!equals(NONE)) {
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (float) ((pixels[i] - centre) / spread);
            }
        }
    }
}
