package org.theriac.imaging.explanation;

import java.util.Arrays;
import org.theriac.imaging.formats.Image;

/** Maps of importance as colours: transparent where nothing speaks for the score, then red, then yellow where most does. */
final class HeatMap {
    private static final float STRONGEST = 0.75f;
    private static final double OUTSTANDING = 0.995;

    private HeatMap() {}

    /**
     * A grey picture under its map.
     *
     * @param grey height × width, from 0 to 1
     * @param map the same places; only positive numbers show, scaled by the largest but for the few that stand out of all
     */
    static Image over(float[] grey, double[] map, int height, int width) {
        double largest = strong(map);
        int pixels = height * width;
        float[] planes = new float[3 * pixels];
        for (int pixel = 0; pixel < pixels; pixel++) {
            float heat = largest == 0 ? 0 : (float) Math.min(1, Math.max(0, map[pixel] / largest));
            float cover = STRONGEST * Math.min(1, 1.5f * heat);
            float[] colour = {1, Math.max(0, 2 * heat - 1), 0};
            for (int channel = 0; channel < 3; channel++) {
                planes[channel * pixels + pixel] = (1 - cover) * grey[pixel] + cover * colour[channel];
            }
        }
        return Image.ofPlanes(planes, 3, height, width);
    }

    /** A value that all but one in two hundred places stay below; 0 for a map without positive numbers. */
    private static double strong(double[] map) {
        double[] positive =
                Arrays.stream(map).filter(value -> value > 0).sorted().toArray();
        return positive.length == 0 ? 0 : positive[(int) (OUTSTANDING * (positive.length - 1))];
    }
}
