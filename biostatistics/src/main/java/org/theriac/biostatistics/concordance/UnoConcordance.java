package org.theriac.biostatistics.concordance;

import java.util.function.ToDoubleFunction;
import org.theriac.biostatistics.calibration.CensoringCurve;
import org.theriac.biostatistics.survival.SurvivalTimes;

/**
 * Uno's concordance index (Statistics in Medicine 30, 2011): Harrell's pairs, each weighted by 1/G(t_i−)² with G the Kaplan–Meier curve of the
 * censoring time, so that the index does not depend on the amount of censoring. Events after {@code tau} are not used. O(n log n). The standard
 * error takes G as known. Of rows that enter late, pairs are those in which both were under observation at the event, and G is to be that of
 * {@link CensoringCurve#ofObservation}.
 */
public final class UnoConcordance {
    private UnoConcordance() {}

    /** The index with the censoring curve of the same rows and no limit of time, the convention of R. */
    public static Concordance of(SurvivalTimes times, double[] risk) {
        return of(times, risk, CensoringCurve.of(times), Double.POSITIVE_INFINITY);
    }

    /**
     * The index.
     *
     * @param risk n risks, higher meaning an earlier event
     * @param censoring the censoring curve, usually of the training rows
     * @param tau events later than this are not used
     */
    public static Concordance of(SurvivalTimes times, double[] risk, CensoringCurve censoring, double tau) {
        return new RankedPairs(times, risk, new int[times.size()], factors(times, censoring, tau))
                .count(times.weights());
    }

    /** The index prepared for many vectors of n row weights; see {@link HarrellConcordance#prepare}. G does not depend on the weights. */
    public static ToDoubleFunction<double[]> prepare(
            SurvivalTimes times, double[] risk, CensoringCurve censoring, double tau) {
        RankedPairs pairs = new RankedPairs(times, risk, new int[times.size()], factors(times, censoring, tau));
        return pairs::estimate;
    }

    static double[] factors(SurvivalTimes times, CensoringCurve censoring, double tau) {
        double[] factor = new double[times.size()];
        for (int i = 0; i < factor.length; i++) {
            double g = times.event(i) && times.time(i) <= tau ? censoring.ofEvent(times.time(i)) : 0;
            // Where G has reached 0 nobody of the training rows was still under observation: the event carries no
            // weight.
            factor[i] = g > 0 ? 1 / (g * g) : 0;
        }
        return factor;
    }
}
