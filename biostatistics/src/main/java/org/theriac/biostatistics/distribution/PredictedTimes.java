package org.theriac.biostatistics.distribution;

import java.util.function.ToDoubleFunction;

/**
 * A survival time for each row, read off its curve and capped where the Kaplan–Meier curve of the training rows, followed by its straight line, reaches 0.
 *
 * @param time of each row
 * @param extrapolated rows whose time lies beyond the end of their curve
 * @param capped rows whose time was lowered to the cap
 */
public record PredictedTimes(double[] time, int extrapolated, int capped) {

    /**
     * Medians: the time at which S is ½.
     *
     * @param cap {@link TailedKaplanMeier#linearZero()} of the training rows
     */
    public static PredictedTimes medians(IndividualCurves curves, double cap) {
        return of(curves, cap, SurvivalCurve::median, 0.5);
    }

    /** Means: the area under the curve; extrapolated wherever the curve does not come down to 0. */
    public static PredictedTimes means(IndividualCurves curves, double cap) {
        return of(curves, cap, SurvivalCurve::mean, 0);
    }

    private static PredictedTimes of(
            IndividualCurves curves, double cap, ToDoubleFunction<SurvivalCurve> read, double level) {
        double[] time = new double[curves.rows()];
        int extrapolated = 0;
        int capped = 0;
        for (int i = 0; i < time.length; i++) {
            double own = read.applyAsDouble(curves.curve(i));
            extrapolated += curves.curve(i).reaches(level) ? 0 : 1;
            capped += own > cap ? 1 : 0;
            time[i] = Math.min(own, cap);
        }
        return new PredictedTimes(time, extrapolated, capped);
    }
}
