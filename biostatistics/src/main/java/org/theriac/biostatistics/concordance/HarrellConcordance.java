package org.theriac.biostatistics.concordance;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.theriac.biostatistics.survival.SurvivalTimes;

/**
 * Harrell's concordance index (JAMA 247, 1982): among pairs in which one row is known to have the event first, the fraction in which it had
 * the higher risk. A pair is usable if {@code t_i < t_j} and i has the event, or {@code t_i = t_j} and only i has it; two events at the same
 * time are not compared; equal risks count one half. O(n log n). Row weights w give the pair the weight w_i w_j.
 */
public final class HarrellConcordance {
    private HarrellConcordance() {}

    /**
     * The index with its counts and standard error.
     *
     * @param risk n risks, higher meaning an earlier event
     */
    public static Concordance of(SurvivalTimes times, double[] risk) {
        return of(times, risk, new int[times.size()]);
    }

    /** The index over pairs within strata (any integers). */
    public static Concordance of(SurvivalTimes times, double[] risk, int[] stratum) {
        return new RankedPairs(times, risk, stratum, ones(times.size())).count(times.weights());
    }

    /**
     * The index prepared for many vectors of n row weights, as the bootstrap needs: sorting is done here, each evaluation costs O(n log n)
     * additions. A function value is NaN where no pair is usable.
     */
    public static ToDoubleFunction<double[]> prepare(SurvivalTimes times, double[] risk) {
        RankedPairs pairs = new RankedPairs(times, risk, new int[times.size()], ones(times.size()));
        return pairs::estimate;
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }
}
