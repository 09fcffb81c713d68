package org.theriac.biostatistics.survival;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The cumulative incidence of each of several competing causes, F_r(t) = Σ_{s ≤ t} S(s−) d_r(s)/n(s) with S the Kaplan–Meier curve of any cause (Aalen and
 * Johansen, Scandinavian Journal of Statistics 5, 1978). Together with S the incidences add up to 1, which complements of Kaplan–Meier curves with the other
 * causes censored do not. Delayed entry and case weights are honoured. Fitting is O(n log n + m K) for m times. Immutable.
 */
public final class AalenJohansen {
    private final CompetingTimes times;
    private final RiskTable table;
    private final double[] survival;
    private final double[][] events;
    private final double[][] incidence;
    private final double[][] variance;

    private AalenJohansen(CompetingTimes times, RiskTable table, double[][] events) {
        this.times = times;
        this.table = table;
        this.events = events;
        int m = table.time.length;
        survival = new double[m];
        double s = 1;
        for (int k = 0; k < m; k++) {
            s *= table.events[k] > 0 ? 1 - table.events[k] / table.atRisk[k] : 1;
            survival[k] = s;
        }
        incidence = new double[events.length][];
        variance = new double[events.length][];
        for (int r = 0; r < events.length; r++) {
            incidence[r] = incidence(events[r]);
            variance[r] = variance(events[r], incidence[r]);
        }
    }

    /** Fits all causes. */
    public static AalenJohansen fit(CompetingTimes times) {
        RiskTable table = RiskTable.of(times.times());
        double[][] events = new double[times.causes()][table.time.length];
        for (int i = 0; i < times.size(); i++) {
            if (times.cause()[i] > 0) {
                int k = Arrays.binarySearch(table.time, times.times().time(i));
                events[times.cause()[i] - 1][k] += times.times().weight(i);
            }
        }
        return new AalenJohansen(times, table, events);
    }

    /** Two estimates of the variance of an incidence, which agree in large samples. */
    public enum Variance {
        /** Aalen's, by which R's cmprsk reckons. */
        AALEN,
        /** The infinitesimal jackknife, by which R's survival reckons; the only one of the two that is right under case weights. */
        JACKKNIFE
    }

    /** The estimate at a time with its 95 % interval on the complementary log-log scale. */
    public record Estimate(double incidence, double standardError, double lower, double upper) {}

    private double before(int k) {
        return k == 0 ? 1 : survival[k - 1];
    }

    private double[] incidence(double[] d) {
        double[] f = new double[d.length];
        double sum = 0;
        for (int k = 0; k < d.length; k++) {
            sum += d[k] > 0 ? before(k) * d[k] / table.atRisk[k] : 0;
            f[k] = sum;
        }
        return f;
    }

    /**
     * Aalen's variance (Annals of Statistics 6, 1978) as R's cmprsk has it, with the events of the cause and those of the others counted as independent:
     *
     * <pre>var F(t) = Σ_{s ≤ t} S(s−)² [ (1 − (F(t) − F(s))/S(s))² q_r(s) + ((F(t) − F(s))/S(s))² q_other(s) ],   q = d (n − d) / (n² (n − 1))</pre>
     *
     * expanded in powers of F(t), so that one walk gives all times.
     */
    private double[] variance(double[] d, double[] f) {
        double[] v = new double[d.length];
        double[] sums = new double[3];
        for (int k = 0; k < d.length; k++) {
            double s = before(k);
            double left = survival[k];
            if (left > 0) {
                add(sums, f[k] / left, 1 / left, s * s * q(table.events[k] - d[k], table.atRisk[k]));
            }
            double inverse = left > 0 ? 1 / left : 0;
            add(sums, 1 + f[k] * inverse, inverse, s * s * q(d[k], table.atRisk[k]));
            v[k] = Math.max(0, sums[0] - 2 * f[k] * sums[1] + f[k] * f[k] * sums[2]);
        }
        return v;
    }

    /** Adds q (a − F b)², by the powers of F. */
    private static void add(double[] sums, double a, double b, double q) {
        sums[0] += a * a * q;
        sums[1] += a * b * q;
        sums[2] += b * b * q;
    }

    private static double q(double d, double n) {
        return d <= 0 ? 0 : n > 1 ? d * (n - d) / (n * n * (n - 1)) : 1 / (n * n);
    }

    /** The distinct times at which rows leave, ascending. */
    public double[] time() {
        return table.time.clone();
    }

    /** Weighted number at risk at each of {@link #time()}. */
    public double[] atRisk() {
        return table.atRisk.clone();
    }

    /** Weighted number of events of a cause, from 1 on, at each of {@link #time()}. */
    public double[] events(int cause) {
        return events[cause - 1].clone();
    }

    /** The probability of no event at each of {@link #time()}. */
    public double[] survival() {
        return survival.clone();
    }

    /** The incidence of a cause, from 1 on, as a step function from 0; beyond the last time it carries the last value forward. */
    public StepCurve incidence(int cause) {
        return new StepCurve(0, table.time, incidence[cause - 1]);
    }

    /** Aalen's standard error of the incidence of a cause, from 1 on, at each of {@link #time()}. */
    public double[] standardError(int cause) {
        return Arrays.stream(variance[cause - 1]).map(Math::sqrt).toArray();
    }

    /** The incidence of a cause, from 1 on, at {@code t}; NaN beyond the last time while a row without an event is left. */
    public Estimate at(int cause, double t) {
        int k = RiskTable.lastAtOrBefore(table.time, t);
        if (k < 0) {
            return new Estimate(0, 0, 0, 0);
        }
        if (t > table.time[table.time.length - 1] && survival[k] > 0) {
            return new Estimate(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        double f = incidence[cause - 1][k];
        double se = Math.sqrt(variance[cause - 1][k]);
        if (f <= 0 || f >= 1 || se == 0) {
            return new Estimate(f, se, f, f);
        }
        double z = NormalDistribution.of(0, 1).inverseSurvivalProbability(0.025);
        double logLog = z * se / ((1 - f) * Math.log1p(-f));
        double one = 1 - Math.pow(1 - f, Math.exp(logLog));
        double other = 1 - Math.pow(1 - f, Math.exp(-logLog));
        return new Estimate(f, se, Math.min(one, other), Math.max(one, other));
    }

    /**
     * The incidence of a cause, from 1 on, at {@code t} with another variance and another scale of its interval; the same where the incidence is 0 or 1.
     *
     * @param scale on which the interval of the incidence itself is symmetric, as R's survival has it
     * @param level of confidence, between 0 and 1
     */
    public Estimate at(int cause, double t, Variance source, IntervalType scale, double level) {
        Estimate standard = at(cause, t);
        double f = standard.incidence;
        if (!(f > 0)) {
            return standard;
        }
        double se = source == Variance.AALEN ? standard.standardError : jackknifeError(cause, t);
        double[] limits = scale.limits(f, se, level);
        return new Estimate(f, se, limits[0], limits[1]);
    }

    private IncidenceInfluence influence(int cause) {
        return new IncidenceInfluence(times, cause, table, events[cause - 1], survival, incidence[cause - 1]);
    }

    /**
     * The infinitesimal jackknife standard error of a cause's incidence at {@code t}, as R's survival prints it: the root of Σ_i (w_i ∂F_r(t)/∂w_i)², each
     * row on its own. O(n + m).
     *
     * @param cause from 1 on
     */
    public double jackknifeError(int cause, double t) {
        int k = RiskTable.lastAtOrBefore(table.time, t);
        return k < 0 ? 0 : Math.sqrt(influence(cause).variances()[k]);
    }

    /**
     * The same with rows of one cluster (any integers) depending on each other: their changes are added before they are squared.
     *
     * @param cause from 1 on
     */
    public double jackknifeError(int cause, double t, int[] cluster) {
        int k = RiskTable.lastAtOrBefore(table.time, t);
        if (k < 0) {
            return 0;
        }
        double[] change = influence(cause).on(k);
        Map<Integer, Double> sums = new TreeMap<>();
        for (int i = 0; i < change.length; i++) {
            sums.merge(cluster[i], times.times().weight(i) * change[i], Double::sum);
        }
        return Math.sqrt(sums.values().stream().mapToDouble(u -> u * u).sum());
    }

    /** The infinitesimal jackknife standard errors of the incidence of a cause, from 1 on, at all of {@link #time()}. O(n + m). */
    public double[] jackknifeErrors(int cause) {
        return Arrays.stream(influence(cause).variances()).map(Math::sqrt).toArray();
    }

    /** The incidences at the last time, a line for each cause. */
    @Override
    public String toString() {
        double last = table.time[table.time.length - 1];
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT, "Cumulative incidence (Aalen–Johansen): n %d, at %s:%n", times.size(), last));
        text.append(
                String.format(Locale.ROOT, "%-8s %8s %10s %10s   95 %% CI%n", "cause", "events", "incidence", "se"));
        for (int cause = 1; cause <= events.length; cause++) {
            Estimate e = at(cause, last);
            text.append(String.format(
                    Locale.ROOT,
                    "%-8d %8.1f %10.6f %10.6f   %.4f to %.4f%n",
                    cause,
                    Arrays.stream(events[cause - 1]).sum(),
                    e.incidence,
                    e.standardError,
                    e.lower,
                    e.upper));
        }
        return text.toString();
    }
}
