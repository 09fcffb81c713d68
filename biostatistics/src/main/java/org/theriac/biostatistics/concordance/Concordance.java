package org.theriac.biostatistics.concordance;

import java.util.Locale;

/**
 * A concordance index and the (weighted) numbers of pairs it rests on: C = (concordant + ½ tiedRisk)/(concordant + discordant + tiedRisk).
 *
 * @param concordant usable pairs in which the row with the earlier event has the higher risk
 * @param discordant usable pairs in which it has the lower risk
 * @param tiedRisk usable pairs with equal risk
 * @param tiedTime pairs of events at the same time with different risks; not usable
 * @param tiedBoth pairs of events at the same time with equal risks; not usable
 * @param standardError infinitesimal jackknife standard error of C
 */
public record Concordance(
        double concordant, double discordant, double tiedRisk, double tiedTime, double tiedBoth, double standardError) {
    /** The index; NaN if no pair is usable. */
    public double estimate() {
        return (concordant + 0.5 * tiedRisk) / usable();
    }

    /** The weighted number of usable pairs. */
    public double usable() {
        return concordant + discordant + tiedRisk;
    }

    @Override
    public String toString() {
        if (!(usable() > 0)) {
            return "C is not defined: no pair of rows is comparable";
        }
        return String.format(
                Locale.ROOT,
                "C %.6f (se %.6f): %s concordant, %s discordant, %s tied in risk, %s tied in time, %s in both",
                estimate(),
                standardError,
                concordant,
                discordant,
                tiedRisk,
                tiedTime,
                tiedBoth);
    }
}
