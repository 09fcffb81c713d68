package org.theriac.biostatistics.intervals;

import java.util.Arrays;
import java.util.Locale;
import org.theriac.biostatistics.aft.CensoredTimes;
import org.theriac.core.UserError;

/**
 * The survival curve that makes interval-censored times most likely (Turnbull, Journal of the Royal Statistical Society B 38, 1976). It is unique except
 * within the intervals in which it falls: between their bounds nothing tells where, so a value there is a range. Without interval censoring it is the
 * Kaplan–Meier curve. No standard errors: the curve does not converge at the rate √n.
 *
 * <p>Computed by steps of expectation and maximisation in turn with steps of isotonic regression on the cumulative scale (EM-ICM; Wellner and Zhan,
 * JASA 92, 1997), O(n + m) each, until the log-likelihood is proven to be less than 1e-8 below its maximum (1e-11 n, if that is more: rounding allows no
 * closer proof): by concavity the distance is at most max_j d_j − n, where d_j is the log-likelihood's derivative in the mass of interval j.
 */
public final class Turnbull {
    private static final double GAP = 1e-8;
    private static final double GAP_OF_A_ROW = 1e-11;
    private static final int MOST_STEPS = 2_000;
    private static final double NOTHING = 1e-12;

    private final double[] lower;
    private final double[] upper;
    private final double[] mass;
    private final double logLikelihood;
    private final double gap;
    private final boolean converged;

    private Turnbull(
            double[] lower, double[] upper, double[] mass, double logLikelihood, double gap, boolean converged) {
        this.lower = lower;
        this.upper = upper;
        this.mass = mass;
        this.logLikelihood = logLikelihood;
        this.gap = gap;
        this.converged = converged;
    }

    /**
     * Estimates the curve.
     *
     * @throws UserError if rows have entry times, for which the estimate is not made
     */
    public static Turnbull fit(CensoredTimes times) {
        for (int i = 0; i < times.rows(); i++) {
            if (times.entry(i) > 0) {
                throw new UserError(
                        "Rows have entry times, with which interval-censored times cannot be estimated without a model. Leave the"
                                + " entry times out, or use accelerated failure time regression.");
            }
        }
        InnermostIntervals intervals = InnermostIntervals.of(times);
        MassLikelihood likelihood = new MassLikelihood(intervals, times.weights());
        double[] mass = new double[intervals.size()];
        Arrays.fill(mass, 1.0 / mass.length);
        double enough = Math.max(GAP, GAP_OF_A_ROW * times.rows());
        double gap = likelihood.gap(mass);
        for (int step = 0; gap > enough && step < MOST_STEPS; step++) {
            likelihood.expectationMaximisation(mass);
            likelihood.isotonicStep(mass);
            gap = likelihood.gap(mass);
        }
        return kept(intervals, mass, likelihood.of(mass), gap, gap <= enough);
    }

    /** Without the intervals in which the curve does not fall. */
    private static Turnbull kept(
            InnermostIntervals intervals, double[] mass, double logLikelihood, double gap, boolean converged) {
        int m = 0;
        double[] lower = new double[mass.length];
        double[] upper = new double[mass.length];
        double[] left = new double[mass.length];
        for (int j = 0; j < mass.length; j++) {
            if (mass[j] > NOTHING) {
                lower[m] = intervals.lower()[j];
                upper[m] = intervals.upper()[j];
                left[m++] = mass[j];
            }
        }
        return new Turnbull(
                Arrays.copyOf(lower, m),
                Arrays.copyOf(upper, m),
                Arrays.copyOf(left, m),
                logLikelihood,
                gap,
                converged);
    }

    /** A value of which only bounds are known; both are the same outside of the intervals in which the curve falls. */
    public record Range(double lower, double upper) {}

    /** Survival at a time. */
    public Range survivalAt(double time) {
        double fallenAtMost = 0;
        double fallenAtLeast = 0;
        for (int j = 0; j < mass.length; j++) {
            fallenAtLeast += upper[j] <= time ? mass[j] : 0;
            boolean begun = lower[j] < time || lower[j] == time && upper[j] == time;
            fallenAtMost += begun ? mass[j] : 0;
        }
        return new Range(Math.max(0, 1 - fallenAtMost), Math.min(1, 1 - fallenAtLeast));
    }

    /** The times at which a share p has had the event; infinite where it has not within the time observed. */
    public Range quantile(double p) {
        double fallen = 0;
        for (int j = 0; j < mass.length; j++) {
            fallen += mass[j];
            if (fallen > p * (1 + NOTHING)) {
                return new Range(lower[j], upper[j]);
            }
            if (fallen >= p * (1 - NOTHING) && j + 1 < mass.length) {
                return new Range(lower[j], upper[j + 1]);
            }
        }
        return new Range(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** Where the curve falls: lower bounds, ascending. */
    public double[] lower() {
        return lower.clone();
    }

    /** Where the curve falls: upper bounds, ascending; the last is infinite if some rows outlived the observation. */
    public double[] upper() {
        return upper.clone();
    }

    /** By how much it falls there. */
    public double[] mass() {
        return mass.clone();
    }

    public double logLikelihood() {
        return logLikelihood;
    }

    /** How far the log-likelihood is from its maximum, at most. */
    public double gap() {
        return gap;
    }

    /** Whether the maximum was reached. */
    public boolean converged() {
        return converged;
    }

    /** The curve as a table: where it falls, by how much, and what is left. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "Survival of interval-censored times (Turnbull): log-likelihood %.6f, at most %.1e below its maximum%n",
                logLikelihood,
                gap));
        text.append(String.format(Locale.ROOT, "%12s %12s %10s %10s%n", "after", "until", "falls by", "survival"));
        double left = 1;
        for (int j = 0; j < mass.length; j++) {
            left -= mass[j];
            text.append(String.format(
                    Locale.ROOT, "%12.6g %12.6g %10.6f %10.6f%n", lower[j], upper[j], mass[j], Math.max(0, left)));
        }
        return text.toString();
    }
}
