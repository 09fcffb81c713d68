package org.theriac.biostatistics.survival;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The restricted mean survival time: the area under the Kaplan–Meier curve from a start, 0 as a rule, to tau, with variance
 * Σ A(t)² d/(n(n−d)) over event times t ≤ tau, where A(t) is the area from t to tau.
 *
 * @param start where the area begins; those who left before do not count
 * @param tau the horizon
 * @param mean the area, in units of time
 * @param standardError its standard error
 */
public record RestrictedMean(double start, double tau, double mean, double standardError) {
    /**
     * Estimates from the rows. If the follow-up ends before {@code tau} with S &gt; 0, the last value is carried forward; compare
     * {@link SurvivalTimes#lastTime()}. O(n log n).
     */
    public static RestrictedMean fit(SurvivalTimes times, double tau) {
        if (!(tau > 0)) {
            throw new IllegalArgumentException("the horizon of a restricted mean must be positive, not " + tau);
        }
        return between(times, 0, tau);
    }

    /**
     * The mean time lived between {@code start} and {@code tau} by those alive at the start: where delayed entry leaves few rows at risk early on.
     *
     * @throws org.theriac.core.UserError if no row is left
     */
    public static RestrictedMean fitFrom(SurvivalTimes times, double start, double tau) {
        if (!(tau > start && start >= 0)) {
            throw new IllegalArgumentException(
                    "the horizon of a restricted mean must come after its start: " + start + ", " + tau);
        }
        return between(
                times.take(IntStream.range(0, times.size())
                        .filter(i -> times.time(i) >= start)
                        .toArray()),
                start,
                tau);
    }

    private static RestrictedMean between(SurvivalTimes times, double start, double tau) {
        RiskTable table = RiskTable.of(times);
        double[] survival = KaplanMeier.fit(times).survival();
        double whole = new StepCurve(1, table.time, survival).area(tau);
        double variance = 0;
        double upTo = 0;
        for (int k = 0; k < table.time.length && table.time[k] <= tau; k++) {
            double n = table.atRisk[k];
            double d = table.events[k];
            upTo += k == 0 ? table.time[0] : survival[k - 1] * (table.time[k] - table.time[k - 1]);
            double rest = whole - upTo;
            if (d > 0 && n > d) {
                variance += rest * rest * d / (n * (n - d));
            }
        }
        return new RestrictedMean(start, tau, whole - start, Math.sqrt(variance));
    }

    /** A difference of two restricted means of independent groups, with its interval and two-sided p-value. */
    public record Difference(double estimate, double standardError, double lower, double upper, double z, double p) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "difference %.4f (se %.4f, CI %.4f to %.4f), z %.4f, p %.4g",
                    estimate,
                    standardError,
                    lower,
                    upper,
                    z,
                    p);
        }
    }

    /** This mean minus the other, of another group at the same horizon, with its 95 % interval. */
    public Difference minus(RestrictedMean other) {
        return minus(other, 0.95);
    }

    /**
     * This mean minus the other, of another group at the same horizon.
     *
     * @param level of confidence, between 0 and 1
     */
    public Difference minus(RestrictedMean other, double level) {
        requireSameHorizon(other);
        double difference = mean - other.mean;
        double se = Math.hypot(standardError, other.standardError);
        NormalDistribution normal = NormalDistribution.of(0, 1);
        double quantile = normal.inverseCumulativeProbability(0.5 + level / 2);
        double z = difference / se;
        return new Difference(
                difference,
                se,
                difference - quantile * se,
                difference + quantile * se,
                z,
                2 * normal.survivalProbability(Math.abs(z)));
    }

    /**
     * A ratio of two restricted means, or of two times lost, with its interval and two-sided p-value, by the logarithm.
     *
     * @param standardError of the logarithm
     */
    public record Ratio(double estimate, double standardError, double lower, double upper, double z, double p) {
        private static Ratio of(double top, double topError, double bottom, double bottomError, double level) {
            double log = Math.log(top / bottom);
            double se = Math.hypot(topError / top, bottomError / bottom);
            NormalDistribution normal = NormalDistribution.of(0, 1);
            double quantile = normal.inverseCumulativeProbability(0.5 + level / 2);
            double z = log / se;
            return new Ratio(
                    top / bottom,
                    se,
                    Math.exp(log - quantile * se),
                    Math.exp(log + quantile * se),
                    z,
                    Double.isNaN(z) ? Double.NaN : 2 * normal.survivalProbability(Math.abs(z)));
        }
    }

    /** This mean divided by the other, of another group at the same horizon, with its 95 % interval. */
    public Ratio over(RestrictedMean other) {
        return over(other, 0.95);
    }

    /**
     * This mean divided by the other, of another group at the same horizon; the variance of its logarithm is (se₁/μ₁)² + (se₂/μ₂)².
     *
     * @param level of confidence, between 0 and 1
     */
    public Ratio over(RestrictedMean other, double level) {
        requireSameHorizon(other);
        return Ratio.of(mean, standardError, other.mean, other.standardError, level);
    }

    /** The mean time lost up to the horizon, tau minus start minus the mean; its standard error is the same. */
    public double timeLost() {
        return tau - start - mean;
    }

    /** This time lost divided by the other's, of another group at the same horizon, with its 95 % interval. */
    public Ratio timeLostOver(RestrictedMean other) {
        return timeLostOver(other, 0.95);
    }

    /**
     * This time lost divided by the other's, of another group at the same horizon.
     *
     * @param level of confidence, between 0 and 1
     */
    public Ratio timeLostOver(RestrictedMean other, double level) {
        requireSameHorizon(other);
        return Ratio.of(timeLost(), standardError, other.timeLost(), other.standardError, level);
    }

    /** A chi-square test that the restricted means of independent groups are the same. */
    public record Comparison(double statistic, int degreesOfFreedom, double p) {}

    /** Compares two or more groups at the same horizon: Σ (μ_g − μ̄)²/se_g² around the mean μ̄ weighted by 1/se². */
    public static Comparison compare(List<RestrictedMean> groups) {
        if (groups.size() < 2) {
            throw new IllegalArgumentException("a comparison needs two groups, not " + groups.size());
        }
        double weights = 0;
        double centre = 0;
        for (RestrictedMean group : groups) {
            groups.get(0).requireSameHorizon(group);
            double weight = 1 / (group.standardError * group.standardError);
            weights += weight;
            centre += weight * group.mean;
        }
        centre /= weights;
        double statistic = 0;
        for (RestrictedMean group : groups) {
            statistic += Math.pow((group.mean - centre) / group.standardError, 2);
        }
        int df = groups.size() - 1;
        return new Comparison(statistic, df, ChiSquaredDistribution.of(df).survivalProbability(statistic));
    }

    /** The latest horizon that all groups' follow-up reaches: the least of their last times. */
    public static double latestHorizon(List<SurvivalTimes> groups) {
        return groups.stream().mapToDouble(SurvivalTimes::lastTime).min().orElseThrow();
    }

    private void requireSameHorizon(RestrictedMean other) {
        if (tau != other.tau || start != other.start) {
            throw new IllegalArgumentException("restricted means at different horizons: " + tau + " and " + other.tau);
        }
    }
}
