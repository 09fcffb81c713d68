package org.theriac.biostatistics.concordance;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.theriac.biostatistics.survival.SurvivalTimes;

/**
 * Concordance over all pairs of rows (Kumar, Qi, Kuan, Sun and Greiner, Scientific Reports 12, 2022): a pair whose order was observed counts as in Harrell's
 * index; any other is ordered by the best guesses of its censored times, and weighs the product of their confidences. Equal risks count one half, equal times
 * are not compared.
 *
 * <p>A best guess never lies before its censoring, so that the observed pairs are ordered alike either way; their guessed weights are taken off the total over
 * all pairs and their full weights put in. O(n log n), where writing out the pairs costs O(n²).
 */
public final class MarginConcordance {
    /** Farther than times that count as tied. */
    private static final double AFTER = 1 + 1e-6;

    private MarginConcordance() {}

    /**
     * The index prepared for many vectors of n row weights.
     *
     * @param times n observed times
     * @param guess for censored rows the best guess of their time, not before it; that of events is not used
     * @param confidence for censored rows, between 0 and 1; events have 1
     * @param risk n risks, higher meaning an earlier event
     */
    public static ToDoubleFunction<double[]> prepare(
            SurvivalTimes times, double[] guess, double[] confidence, double[] risk) {
        int n = times.size();
        double[] guessed = times.times();
        double[] trust = new double[n];
        boolean[] all = new boolean[n];
        Arrays.fill(all, true);
        for (int i = 0; i < n; i++) {
            trust[i] = times.event(i) ? 1 : confidence[i];
            // after the censoring, so that an event at the same time comes first, as it does among observed pairs
            guessed[i] = times.event(i) ? guessed[i] : Math.max(guess[i], guessed[i] * AFTER);
        }
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        RankedPairs observed = new RankedPairs(times, risk, new int[n], ones);
        RankedPairs everyPair = new RankedPairs(SurvivalTimes.of(guessed, all), risk, new int[n], ones);
        return weight -> {
            double[] trusted = new double[n];
            for (int i = 0; i < n; i++) {
                trusted[i] = weight[i] * trust[i];
            }
            Concordance whole = everyPair.count(trusted);
            Concordance partial = observed.count(trusted);
            Concordance full = observed.count(weight);
            double concordant = whole.concordant() - partial.concordant() + full.concordant();
            double tied = whole.tiedRisk() - partial.tiedRisk() + full.tiedRisk();
            return (concordant + tied / 2) / (whole.usable() - partial.usable() + full.usable());
        };
    }
}
