package org.theriac.biostatistics.survival;

import java.util.Locale;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The restricted mean survival time: the area under the Kaplan–Meier curve from 0 to tau, with variance
 * Σ A(t)² d/(n(n−d)) over event times t ≤ tau, where A(t) is the area from t to tau.
 *
 * @param tau the horizon
 * @param mean the area, in units of time
 * @param standardError its standard error
 */
public record RestrictedMean(double tau, double mean, double standardError) {
    /**
     * Estimates from the rows. If the follow-up ends before {@code tau} with S &gt; 0, the last value is carried forward; compare
     * {@link SurvivalTimes#lastTime()}.
     */
    public static RestrictedMean fit(SurvivalTimes times, double tau) {
        if (!(tau > 0)) {
            throw new IllegalArgumentException("the horizon of a restricted mean must be positive, not " + tau);
        }
        RiskTable table = RiskTable.of(times);
        StepCurve survival = KaplanMeier.fit(times).curve();
        double whole = survival.area(tau);
        double variance = 0;
        for (int k = 0; k < table.time.length && table.time[k] <= tau; k++) {
            double n = table.atRisk[k];
            double d = table.events[k];
            double rest = whole - survival.area(table.time[k]);
            if (d > 0 && n > d) {
                variance += rest * rest * d / (n * (n - d));
            }
        }
        return new RestrictedMean(tau, whole, Math.sqrt(variance));
    }

    /** A difference of two restricted means of independent groups, with its 95 % interval and two-sided p-value. */
    public record Difference(double estimate, double standardError, double lower, double upper, double z, double p) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "difference %.4f (se %.4f, 95 %% CI %.4f to %.4f), z %.4f, p %.4g",
                    estimate,
                    standardError,
                    lower,
                    upper,
                    z,
                    p);
        }
    }

    /** This mean minus the other, of another group at the same horizon. */
    public Difference minus(RestrictedMean other) {
        if (tau != other.tau) {
            throw new IllegalArgumentException("restricted means at different horizons: " + tau + " and " + other.tau);
        }
        double difference = mean - other.mean;
        double se = Math.hypot(standardError, other.standardError);
        NormalDistribution normal = NormalDistribution.of(0, 1);
        double quantile = normal.inverseCumulativeProbability(0.975);
        double z = difference / se;
        return new Difference(
                difference,
                se,
                difference - quantile * se,
                difference + quantile * se,
                z,
                2 * normal.survivalProbability(Math.abs(z)));
    }
}
