package org.theriac.biostatistics.survival;

import java.util.Locale;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/** The outcome of a chi-square test. */
public record ChiSquare(double statistic, int degreesOfFreedom) {
    /** The p-value; 1 if there are no degrees of freedom. */
    public double p() {
        return degreesOfFreedom == 0
                ? 1
                : ChiSquaredDistribution.of(degreesOfFreedom).survivalProbability(statistic);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "chi-square %.4f on %d degrees of freedom, p %.4g", statistic, degreesOfFreedom, p());
    }
}
