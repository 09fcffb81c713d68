package org.theriac.biostatistics.diagnostics;

import java.util.Locale;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.theriac.core.report.SmallCells;

/**
 * A share of rows with its exact interval, after Clopper and Pearson, Biometrika 26 (1934): the shares under which a two-sided binomial test at each
 * side would not refuse what was counted.
 *
 * @param hits from 0 to {@code of}
 * @param of how many rows
 */
public record Share(int hits, int of) {
    /** @throws IllegalArgumentException if hits are negative or more than the rows */
    public Share {
        if (hits < 0 || hits > of) {
            throw new IllegalArgumentException(hits + " hits of " + of);
        }
    }

    /** hits / of; NaN without rows. */
    public double value() {
        return hits / (double) of;
    }

    /** The lower end; 0 without hits. */
    public double lower(double level) {
        return hits == 0 ? 0 : BetaDistribution.of(hits, of - hits + 1.0).inverseCumulativeProbability((1 - level) / 2);
    }

    /** The upper end; 1 without misses. */
    public double upper(double level) {
        return hits == of
                ? 1
                : BetaDistribution.of(hits + 1.0, of - hits).inverseCumulativeProbability((1 + level) / 2);
    }

    /** "90.1 (87.0–92.8)" in percent with the 95 % interval; a dash for a share of fewer rows than a report shows. */
    String text() {
        return of < SmallCells.LEAST
                ? "–"
                : String.format(Locale.ROOT, "%.1f (%.1f–%.1f)", 100 * value(), 100 * lower(0.95), 100 * upper(0.95));
    }
}
