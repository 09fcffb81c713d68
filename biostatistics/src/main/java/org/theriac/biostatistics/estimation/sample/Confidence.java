package org.theriac.biostatistics.estimation.sample;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.theriac.core.report.Numbers;

/**
 * How sure the intervals of a study are: the probability with which one covers what it estimates. All intervals of a study have the same.
 *
 * @param level between 0.5 and 1, such as 0.95
 */
public record Confidence(double level) {
    /** What papers use. */
    public static final Confidence USUAL = new Confidence(0.95);

    /** @throws IllegalArgumentException if the level does not lie between 0.5 and 1 */
    public Confidence {
        if (!(level > 0.5 && level < 1)) {
            throw new IllegalArgumentException("confidence: " + level
                    + " does not lie between 0.5 and 1; write 0.95 for 95 % intervals, 0.9 for 90 % intervals.");
        }
    }

    /** The quantile of the standard normal distribution: how many standard errors a limit is away. */
    public double z() {
        return NormalDistribution.of(0, 1).inverseCumulativeProbability(0.5 + level / 2);
    }

    /** {estimate, lower, upper}, symmetric. */
    public double[] around(double estimate, double standardError) {
        double reach = z() * standardError;
        return new double[] {estimate, estimate - reach, estimate + reach};
    }

    /** {e^estimate, lower, upper}, symmetric on the logarithmic scale. */
    public double[] ratio(double logarithm, double standardError) {
        double[] around = around(logarithm, standardError);
        return new double[] {Math.exp(around[0]), Math.exp(around[1]), Math.exp(around[2])};
    }

    /** "95 %". */
    public String word() {
        return Numbers.level(level);
    }

    /** A heading with what stands in parentheses: "Mean (95 % interval)". */
    public String heading(String of) {
        return of + " (" + word() + " interval)";
    }
}
