package org.theriac.biostatistics.distribution;

import org.theriac.biostatistics.survival.CurveSet;

/**
 * Survival-AUPRC (Avati, Duan, Zhou, Jung, Shah and Ng, Countdown Regression, UAI 2020): the area under the curve of the probability that a predicted
 * distribution gives to [t r, t∕r] as the ratio r goes from 0 to 1; of a row censored at t, to everything after t r. 1 is a point mass at t. Integrals of step
 * curves are exact:
 *
 * <pre>∫_0^1 F(t r) dr = (1∕t) ∫_0^t F(s) ds,    ∫_0^1 F(t∕r) dr = t ∫_t^∞ F(s)∕s² ds</pre>
 */
public final class PrecisionRecall {
    private PrecisionRecall() {}

    /**
     * One row's score. O(m).
     *
     * @param curves steps, followed beyond their end by the line from (0, 1) through their last point
     * @param grid the curves' times
     * @param time the row's own; a time of 0 scores 0
     */
    public static double of(CurveSet curves, double[] grid, int row, double time, boolean event) {
        if (time <= 0) {
            return 0;
        }
        int last = grid.length - 1;
        double below = 0;
        double above = 0;
        for (int k = 0; k <= last; k++) {
            double f = 1 - curves.survivalAtIndex(row, k);
            double end = k < last ? grid[k + 1] : grid[last];
            below += f * Math.max(0, Math.min(time, end) - Math.min(time, grid[k]));
            double from = Math.max(time, grid[k]);
            above += end > from ? f * (1 / from - 1 / end) : 0;
        }
        double slope = (1 - curves.survivalAtIndex(row, last)) / grid[last];
        double zero = slope > 0 ? 1 / slope : Double.POSITIVE_INFINITY;
        below += line(slope, zero, grid[last], time);
        if (!event) {
            return 1 - below / time;
        }
        double from = Math.max(time, grid[last]);
        double rising = Double.isInfinite(zero) || zero <= from ? 0 : slope * Math.log(zero / from);
        double certain = Double.isInfinite(zero) ? 0 : 1 / Math.max(from, zero);
        return time * (above + rising + certain) - below / time;
    }

    /** ∫ F over the line beyond the grid, up to {@code time}. */
    private static double line(double slope, double zero, double end, double time) {
        if (time <= end) {
            return 0;
        }
        double to = Math.min(time, zero);
        return slope * (to * to - end * end) / 2 + Math.max(0, time - Math.max(zero, end));
    }
}
