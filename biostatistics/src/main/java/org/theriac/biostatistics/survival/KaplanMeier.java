package org.theriac.biostatistics.survival;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.report.Numbers;

/**
 * The product-limit estimate of the survival function, S(t) = ∏ (1 − d/n) over event times up to t, with Greenwood's variance
 * var(log S) = Σ d/(n(n−d)). Kaplan and Meier, JASA 53 (1958). At one time events come before censorings. Delayed entry and case weights are
 * honoured in n and d. Fitting is O(n log n). Immutable.
 */
public final class KaplanMeier {
    private static final double EQUAL = Math.sqrt(Math.ulp(1.0));

    /** An event among fewer rows than this, before the number at risk is at its largest, makes a curve with delayed entry untrustworthy. */
    private static final double FEW_AT_RISK = 10;

    private final SurvivalTimes times;
    private final RiskTable table;
    private final StepCurve survival;
    private final double[] seLog;
    private final double start;
    private final IntervalType interval;
    private final double level;
    private final boolean carried;
    private final Optional<int[]> cluster;

    private KaplanMeier(
            SurvivalTimes times,
            RiskTable table,
            StepCurve survival,
            double[] seLog,
            double start,
            IntervalType interval,
            double level,
            boolean carried,
            Optional<int[]> cluster) {
        this.times = times;
        this.table = table;
        this.survival = survival;
        this.seLog = seLog;
        this.start = start;
        this.interval = interval;
        this.level = level;
        this.carried = carried;
        this.cluster = cluster;
    }

    /** One row of the table: the estimate at a time with its interval. */
    public record Estimate(
            double time, double atRisk, double survival, double standardError, double lower, double upper) {}

    /** A quantile of the survival time with its interval; NaN where the curve or its limit does not come down far enough. */
    public record Quantile(double time, double lower, double upper) {}

    /** Fits with 95 % intervals on the {@link IntervalType#LOG} scale. */
    public static KaplanMeier fit(SurvivalTimes times) {
        return fit(times, 0);
    }

    /**
     * Fits the survival function given survival up to {@code start}: rows that leave before do not count. This is the remedy when delayed
     * entry leaves so few early rows at risk that the curve falls to zero (see {@link #warning}).
     */
    public static KaplanMeier fitFrom(SurvivalTimes times, double start) {
        int[] later = new int[times.size()];
        int count = 0;
        for (int i = 0; i < times.size(); i++) {
            if (times.time(i) >= start) {
                later[count++] = i;
            }
        }
        return fit(times.take(Arrays.copyOf(later, count)), start);
    }

    private static KaplanMeier fit(SurvivalTimes times, double start) {
        RiskTable table = RiskTable.of(times);
        int m = table.time.length;
        double[] survival = new double[m];
        double[] seLog = new double[m];
        double s = 1;
        double variance = 0;
        for (int k = 0; k < m; k++) {
            double n = table.atRisk[k];
            double d = table.events[k];
            if (d > 0) {
                s *= 1 - d / n;
                variance += d / (n * (n - d));
            }
            survival[k] = s;
            seLog[k] = Math.sqrt(variance);
        }
        return new KaplanMeier(
                times,
                table,
                new StepCurve(1, table.time, survival),
                seLog,
                start,
                IntervalType.LOG,
                0.95,
                false,
                Optional.empty());
    }

    /** The same estimate with intervals of another type and confidence level (0 &lt; level &lt; 1). */
    public KaplanMeier withInterval(IntervalType type, double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("confidence level must lie between 0 and 1, not " + confidence);
        }
        return new KaplanMeier(times, table, survival, seLog, start, type, confidence, carried, cluster);
    }

    /**
     * The same estimate with errors that allow rows of a cluster to depend on each other and weights to be no counts, instead of Greenwood's.
     *
     * @param clusters any integers, one for each row
     */
    public KaplanMeier withRobustErrors(int[] clusters) {
        if (clusters.length != times.size()) {
            throw new IllegalArgumentException(clusters.length + " clusters for " + times.size() + " rows");
        }
        return new KaplanMeier(
                times,
                table,
                survival,
                RobustHazardError.ofLogSurvival(times, table, clusters),
                start,
                interval,
                level,
                carried,
                Optional.of(clusters.clone()));
    }

    /** The same estimate with its last value, error and limits carried forward beyond the last time, where they are NaN otherwise. */
    public KaplanMeier carriedForward() {
        return new KaplanMeier(times, table, survival, seLog, start, interval, level, true, cluster);
    }

    /** Where the estimate begins: 0, or what {@link #fitFrom} was given. */
    public double start() {
        return start;
    }

    /** The survival function; beyond the last time it carries the last value forward. */
    public StepCurve curve() {
        return survival;
    }

    /** The distinct times at which rows leave, ascending. */
    public double[] time() {
        return table.time.clone();
    }

    /** Weighted number at risk at each of {@link #time()}. */
    public double[] atRisk() {
        return table.atRisk.clone();
    }

    /** The number of rows at risk at each of {@link #time()}, not weighted: that of persons, of which a report must not show curves of a few. */
    public int[] rowsAtRisk() {
        return table.rowsAtRisk.clone();
    }

    /** Weighted number of events at each of {@link #time()}. */
    public double[] events() {
        return table.events.clone();
    }

    /** Weighted number of censorings at each of {@link #time()}. */
    public double[] censored() {
        return table.censored.clone();
    }

    /** S at each of {@link #time()}. */
    public double[] survival() {
        return survival.values();
    }

    /** The standard error of S (not of log S) at each of {@link #time()}, by Greenwood or robust; NaN once S is 0. */
    public double[] standardError() {
        double[] se = survival.values();
        for (int k = 0; k < se.length; k++) {
            se[k] *= seLog[k];
        }
        return se;
    }

    /** Lower confidence limits at each of {@link #time()}; NaN where the scale has none. */
    public double[] lower() {
        return limits(-1);
    }

    /** Upper confidence limits at each of {@link #time()}; NaN where the scale has none. */
    public double[] upper() {
        return limits(1);
    }

    /** The estimate at {@code t}. Beyond the last time S, its error and limits are NaN unless S has reached 0 or {@link #carriedForward} was asked for. */
    public Estimate at(double t) {
        int k = RiskTable.lastAtOrBefore(table.time, t);
        double n = atRisk(t);
        if (k < 0) {
            return new Estimate(t, n, 1, 0, 1, 1);
        }
        double s = survival.at(t);
        if (t > table.time[table.time.length - 1] && s > 0 && !carried) {
            return new Estimate(t, n, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        return new Estimate(t, n, s, s * seLog[k], interval.limit(s, seLog[k], -z()), interval.limit(s, seLog[k], z()));
    }

    /** The weighted number of rows at risk at {@code t}: entered before t and not left before t. O(n). */
    public double atRisk(double t) {
        double sum = 0;
        for (int i = 0; i < times.size(); i++) {
            if (times.entry(i) < t && times.time(i) >= t) {
                sum += times.weight(i);
            }
        }
        return sum;
    }

    /**
     * The time by which a fraction {@code p} has had the event: the first time with S ≤ 1 − p; where S equals 1 − p on an interval, its
     * midpoint. The limits are the quantiles of the confidence limits of the curve (Brookmeyer and Crowley).
     */
    public Quantile quantile(double p) {
        if (!(p > 0 && p < 1)) {
            throw new IllegalArgumentException("a quantile needs a probability between 0 and 1, not " + p);
        }
        return new Quantile(crossing(survival.values(), p), crossing(lower(), p), crossing(upper(), p));
    }

    /** The median survival time with its limits. */
    public Quantile median() {
        return quantile(0.5);
    }

    /** The median follow-up by the reverse Kaplan–Meier estimate, in which events and censorings are exchanged. */
    public Quantile medianFollowUp() {
        return like(fit(times.reversed(), start), cluster).median();
    }

    /**
     * Survival up to {@code t} of those still alive after {@code from}: S(t)/S(from), with the error of the steps in between and an interval of the type of
     * this estimate. It is estimated from the rows that are observed beyond {@code from}; what happens at {@code from} itself does not count. O(n log n).
     *
     * @throws IllegalArgumentException if {@code t} comes before {@code from}
     */
    public Estimate conditional(double from, double t) {
        if (t < from) {
            throw new IllegalArgumentException("survival up to " + t + " given survival up to " + from);
        }
        int[] later = IntStream.range(0, times.size())
                .filter(i -> times.time(i) > from)
                .toArray();
        if (later.length == 0) {
            return new Estimate(t, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        return like(fit(times.take(later), from), cluster.map(codes -> pick(codes, later)))
                .at(t);
    }

    /** An estimate with errors and intervals of the kind that this one has. */
    private KaplanMeier like(KaplanMeier other, Optional<int[]> clusters) {
        KaplanMeier with = clusters.map(other::withRobustErrors).orElse(other).withInterval(interval, level);
        return carried ? with.carriedForward() : with;
    }

    private static int[] pick(int[] codes, int[] rows) {
        return Arrays.stream(rows).map(row -> codes[row]).toArray();
    }

    /**
     * With delayed entry, the time from which to estimate when early events fall on few rows at risk: just after the last event that fewer than ten rows were
     * exposed to before the number at risk was at its largest. Empty if there is none, or no delayed entry.
     */
    public OptionalDouble suggestedStart() {
        if (!times.delayedEntry()) {
            return OptionalDouble.empty();
        }
        int largest = 0;
        for (int k = 1; k < table.time.length; k++) {
            largest = table.atRisk[k] > table.atRisk[largest] ? k : largest;
        }
        for (int k = largest - 1; k >= 0; k--) {
            if (table.events[k] > 0 && table.atRisk[k] < FEW_AT_RISK) {
                return OptionalDouble.of(table.time[k + 1]);
            }
        }
        return OptionalDouble.empty();
    }

    /** What makes the curve untrustworthy, if anything: with delayed entry, events among so few rows that S falls to 0 or jumps early. */
    public Optional<String> warning() {
        OptionalDouble from = suggestedStart();
        double[] s = survival.values();
        for (int k = 0; k < s.length - 1; k++) {
            if (s[k] == 0 && times.delayedEntry()) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "The curve falls to 0 at time %s with %s at risk, although others come under observation later: "
                                + "estimate from a later start time%s.",
                        NumberColumn.word(table.time[k]),
                        NumberColumn.word(table.atRisk[k]),
                        from.isPresent() ? ", such as " + NumberColumn.word(from.getAsDouble()) : ""));
            }
        }
        return from.isEmpty()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "Events before time %s fell on fewer than %s rows at risk, because others came under observation later, and weigh heavily in the "
                                + "curve: estimate from a start time such as that one.",
                        NumberColumn.word(from.getAsDouble()),
                        NumberColumn.word(FEW_AT_RISK)));
    }

    /** One line for each time with events, as a paper's life table. */
    public String table() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%10s %10s %8s %10s %10s %10s %10s%n",
                "time",
                "n.risk",
                "n.event",
                "survival",
                "std.err",
                "lower",
                "upper"));
        for (int k = 0; k < table.time.length; k++) {
            if (table.events[k] > 0) {
                Estimate e = at(table.time[k]);
                text.append(String.format(
                        Locale.ROOT,
                        "%10.4g %10.4g %8.4g %10.6f %10.6f %10.6f %10.6f%n",
                        e.time,
                        e.atRisk,
                        table.events[k],
                        e.survival,
                        e.standardError,
                        e.lower,
                        e.upper));
            }
        }
        return text.toString();
    }

    @Override
    public String toString() {
        Quantile median = median();
        return String.format(
                Locale.ROOT,
                "Kaplan–Meier: n %d, events %d, median %s (%s CI %s to %s, %s)",
                times.size(),
                times.events(),
                median.time,
                Numbers.level(level),
                median.lower,
                median.upper,
                interval.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private double[] limits(int sign) {
        double[] limits = survival.values();
        double z = sign * z();
        for (int k = 0; k < limits.length; k++) {
            limits[k] = interval.limit(limits[k], seLog[k], z);
        }
        return limits;
    }

    private double z() {
        return NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2);
    }

    private double crossing(double[] s, double p) {
        double target = 1 - p;
        int m = s.length;
        for (int k = 0; k < m; k++) {
            if (!(s[k] <= target + EQUAL)) {
                continue;
            }
            if (s[k] < target - EQUAL) {
                return table.time[k];
            }
            for (int next = k + 1; next < m; next++) {
                if (s[next] < s[k]) {
                    return (table.time[k] + table.time[next]) / 2;
                }
            }
            return (table.time[k] + table.time[m - 1]) / 2;
        }
        return Double.NaN;
    }
}
