package org.theriac.biostatistics.population;

import java.util.Locale;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.theriac.biostatistics.survival.SurvivalTimes;

/**
 * Observed events beside those expected in the population under the same exposure. Berry, The analysis of mortality by the subject-years method,
 * Biometrics 39 (1983). Events are rows: case weights do not count.
 *
 * @param observed events
 * @param expected Σ over persons of the population's cumulative hazard while they were under observation
 * @param personYears under observation
 */
public record StandardisedMortality(int observed, double expected, double personYears) {
    /**
     * Counts and adds up. O(n · cells that a person passes).
     *
     * @param times in days since the origin; entry times are honoured
     */
    public static StandardisedMortality of(SurvivalTimes times, Matched matched) {
        double expected = 0;
        double days = 0;
        for (int i = 0; i < times.size(); i++) {
            double from = Math.max(0, times.entry(i));
            expected += matched.hazard(i, from, times.time(i));
            days += times.time(i) - from;
        }
        return new StandardisedMortality(times.events(), expected, days / RateTable.DAYS_PER_YEAR);
    }

    /** Observed / expected. */
    public double ratio() {
        return observed / expected;
    }

    /**
     * Exact limits of the ratio: of a Poisson mean, by quantiles of χ². Ulm, American Journal of Epidemiology 131 (1990).
     *
     * @param level of confidence, between 0 and 1
     * @return {lower, upper}
     */
    public double[] limits(double level) {
        double tail = (1 - level) / 2;
        double lower =
                observed == 0 ? 0 : ChiSquaredDistribution.of(2.0 * observed).inverseCumulativeProbability(tail) / 2;
        double upper = ChiSquaredDistribution.of(2.0 * observed + 2).inverseSurvivalProbability(tail) / 2;
        return new double[] {lower / expected, upper / expected};
    }

    /** (observed − expected) / √expected: the log-rank test of one sample. Breslow, Applied Statistics 24 (1975). */
    public double z() {
        return (observed - expected) / Math.sqrt(expected);
    }

    /** Two-sided, of {@link #z}. */
    public double p() {
        return 2 * NormalDistribution.of(0, 1).survivalProbability(Math.abs(z()));
    }

    @Override
    public String toString() {
        double[] limits = limits(0.95);
        return String.format(
                Locale.ROOT,
                "observed %d, expected %.2f in %.1f person-years, ratio %.3f (%.3f to %.3f), z %.3f, p %.4g",
                observed,
                expected,
                personYears,
                ratio(),
                limits[0],
                limits[1],
                z(),
                p());
    }
}
