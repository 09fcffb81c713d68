package org.theriac.biostatistics.survival;

import java.util.Locale;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The cumulative hazard H(t) = Σ d/n with variance Σ d/n² (Nelson, Aalen), or with the correction for ties of Fleming and Harrington,
 * Σ_{r&lt;d} 1/(n−r), which treats tied events as if they had come one after the other. O(n log n). Immutable.
 */
public final class NelsonAalen {
    private final RiskTable table;
    private final StepCurve hazard;
    private final double[] standardError;

    private NelsonAalen(RiskTable table, StepCurve hazard, double[] standardError) {
        this.table = table;
        this.hazard = hazard;
        this.standardError = standardError;
    }

    /** The estimate without correction for ties. */
    public static NelsonAalen fit(SurvivalTimes times) {
        return fit(times, false);
    }

    /** The estimate with the tie correction of Fleming and Harrington. */
    public static NelsonAalen flemingHarrington(SurvivalTimes times) {
        return fit(times, true);
    }

    private static NelsonAalen fit(SurvivalTimes times, boolean tieCorrection) {
        RiskTable table = RiskTable.of(times);
        int m = table.time.length;
        double[] hazard = new double[m];
        double[] se = new double[m];
        double h = 0;
        double variance = 0;
        for (int k = 0; k < m; k++) {
            double n = table.atRisk[k];
            double d = table.events[k];
            if (d > 0 && tieCorrection) {
                // With case weights each of the tied rows carries their mean weight.
                double share = d / table.eventRows[k];
                for (int r = 0; r < table.eventRows[k]; r++) {
                    double left = n - r * share;
                    h += share / left;
                    variance += share / (left * left);
                }
            } else if (d > 0) {
                h += d / n;
                variance += d / (n * n);
            }
            hazard[k] = h;
            se[k] = Math.sqrt(variance);
        }
        return new NelsonAalen(table, new StepCurve(0, table.time, hazard), se);
    }

    /** The cumulative hazard as a step function. */
    public StepCurve curve() {
        return hazard;
    }

    /** The distinct times at which rows leave, ascending. */
    public double[] time() {
        return table.time.clone();
    }

    /** H at each of {@link #time()}. */
    public double[] hazard() {
        return hazard.values();
    }

    /** The standard error of H at each of {@link #time()}. */
    public double[] standardError() {
        return standardError.clone();
    }

    /** The standard error of H at {@code t}. */
    public double standardErrorAt(double t) {
        int k = RiskTable.lastAtOrBefore(table.time, t);
        return k < 0 ? 0 : standardError[k];
    }

    /** Confidence limits of H(t), symmetric on the log scale: {lower, upper}. NaN before the first event. */
    public double[] limitsAt(double t, double level) {
        return limits(hazard.at(t), standardErrorAt(t), IntervalType.LOG, level);
    }

    /**
     * Confidence limits of a cumulative hazard, {lower, upper}: H ± z se where the scale is {@link IntervalType#PLAIN}, cut at 0, and H e^{±z se/H}
     * otherwise, since the other scales are those of probabilities. NaN where H is 0.
     *
     * @param level of confidence, between 0 and 1
     */
    public static double[] limits(double h, double standardError, IntervalType scale, double level) {
        double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2);
        if (!(h > 0)) {
            return new double[] {Double.NaN, Double.NaN};
        }
        if (scale == IntervalType.PLAIN) {
            return new double[] {Math.max(0, h - z * standardError), h + z * standardError};
        }
        double factor = Math.exp(z * standardError / h);
        return new double[] {h / factor, h * factor};
    }

    /**
     * The same estimate with errors that allow rows of a cluster to depend on each other and weights to be no counts.
     *
     * @param times those that were fitted
     * @param cluster any integers, one for each row
     */
    public NelsonAalen withRobustErrors(SurvivalTimes times, int[] cluster) {
        return new NelsonAalen(table, hazard, RobustHazardError.ofHazard(times, table, cluster));
    }

    /** The survival function exp(−H), also called the Breslow or Fleming–Harrington estimate. */
    public StepCurve survival() {
        double[] s = hazard.values();
        for (int k = 0; k < s.length; k++) {
            s[k] = Math.exp(-s[k]);
        }
        return new StepCurve(1, table.time, s);
    }

    @Override
    public String toString() {
        double last = hazard.size() == 0 ? 0 : hazard.values()[hazard.size() - 1];
        return String.format(
                Locale.ROOT, "Nelson–Aalen: cumulative hazard %.6f at the last of %d times", last, hazard.size());
    }
}
