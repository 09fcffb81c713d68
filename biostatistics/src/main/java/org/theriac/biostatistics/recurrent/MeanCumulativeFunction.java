package org.theriac.biostatistics.recurrent;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.theriac.biostatistics.survival.StepCurve;
import org.theriac.biostatistics.survival.TimeOrder;

/**
 * The mean number of events of a subject by each time, M(t) = Σ_{s ≤ t} d(s)/n(s), with n(s) subjects under observation (Nelson, Journal of Quality Technology
 * 20, 1988), and the variance of Lawless and Nadeau (Technometrics 37, 1995), which lets a subject's events depend on each other:
 *
 * <pre>var M(t) = Σ_i ( Σ_{s ≤ t} w_i (dN_i(s) − Y_i(s) d(s)/n(s)) / n(s) )²</pre>
 *
 * With case weights w, d and n are sums of weights, and a subject's rows need not weigh alike. All times in O(n log n) by running sums over the subjects
 * under observation. Death that ends observation is taken as censoring here: with many deaths M is the number that subjects would have who stayed alive.
 * Immutable.
 */
public final class MeanCumulativeFunction {
    private final RecurrentEvents rows;
    private final double[] time;
    private final double[] atRisk;
    private final double[] events;
    private final double[] mean;
    private final double[] standardError;

    private MeanCumulativeFunction(RecurrentEvents rows) {
        this.rows = rows;
        this.time = IntStream.range(0, rows.rows())
                .filter(i -> rows.event()[i])
                .mapToDouble(i -> rows.stop()[i])
                .sorted()
                .distinct()
                .toArray();
        int m = time.length;
        atRisk = new double[m];
        events = new double[m];
        mean = new double[m];
        standardError = new double[m];
        walk();
    }

    /** Fits. */
    public static MeanCumulativeFunction fit(RecurrentEvents rows) {
        return new MeanCumulativeFunction(rows);
    }

    private void walk() {
        int[] byStart = TimeOrder.of(rows.start());
        int[] byStop = TimeOrder.of(rows.stop());
        double[] weight = rows.weight();
        // A subject's change of M: while it is under observation, own − w drift; when it is not, frozen.
        double[] own = new double[rows.subjects()];
        double[] frozen = new double[rows.subjects()];
        double drift = 0;
        double ofFrozen = 0;
        double sum = 0;
        double squares = 0;
        double squaredWeights = 0;
        double n = 0;
        int count = 0;
        int in = 0;
        int out = 0;
        double upTo = 0;
        for (int k = 0; k < time.length; k++) {
            for (; out < byStop.length && rows.stop()[byStop[out]] < time[k]; out++) {
                int row = byStop[out];
                if (k > 0 && rows.start()[row] < time[k - 1]) {
                    int i = rows.subject()[row];
                    count--;
                    n -= weight[row];
                    squaredWeights -= weight[row] * weight[row];
                    sum -= weight[row] * own[i];
                    squares -= own[i] * own[i];
                    frozen[i] = own[i] - weight[row] * drift;
                    ofFrozen += frozen[i] * frozen[i];
                }
            }
            for (; in < byStart.length && rows.start()[byStart[in]] < time[k]; in++) {
                int row = byStart[in];
                if (rows.stop()[row] >= time[k]) {
                    int i = rows.subject()[row];
                    count++;
                    n += weight[row];
                    squaredWeights += weight[row] * weight[row];
                    ofFrozen -= frozen[i] * frozen[i];
                    own[i] = frozen[i] + weight[row] * drift;
                    sum += weight[row] * own[i];
                    squares += own[i] * own[i];
                }
            }
            double d = 0;
            for (int q = out; q < byStop.length && rows.stop()[byStop[q]] == time[k]; q++) {
                int row = byStop[q];
                if (rows.event()[row]) {
                    int i = rows.subject()[row];
                    double after = own[i] + weight[row] / n;
                    sum += weight[row] * (after - own[i]);
                    squares += after * after - own[i] * own[i];
                    own[i] = after;
                    d += weight[row];
                }
            }
            drift += d / (n * n);
            upTo += d / n;
            atRisk[k] = count;
            events[k] = d;
            mean[k] = upTo;
            double ofObserved = squares - 2 * drift * sum + squaredWeights * drift * drift;
            standardError[k] = Math.sqrt(Math.max(0, ofFrozen) + Math.max(0, ofObserved));
        }
    }

    /** The mean number at a time with its interval, M e^{±z se/M}. */
    public record Estimate(double mean, double standardError, double lower, double upper) {}

    /** The times of events, ascending. */
    public double[] time() {
        return time.clone();
    }

    /** The number of subjects under observation at each of {@link #time()}, not weighted. */
    public double[] atRisk() {
        return atRisk.clone();
    }

    /** The (weighted) number of events at each of {@link #time()}. */
    public double[] events() {
        return events.clone();
    }

    /** M as a step function from 0; beyond the last event it carries the last value forward. */
    public StepCurve curve() {
        return new StepCurve(0, time, mean);
    }

    /** The robust standard error of M at each of {@link #time()}. */
    public double[] standardError() {
        return standardError.clone();
    }

    /** M at {@code t} with its 95 % interval; NaN beyond the last row. */
    public Estimate at(double t) {
        return at(t, 0.95);
    }

    /**
     * M at {@code t}; NaN beyond the last row.
     *
     * @param level of confidence of its interval, between 0 and 1
     */
    public Estimate at(double t, double level) {
        int found = Arrays.binarySearch(time, t);
        int k = found >= 0 ? found : -found - 2;
        if (t > Arrays.stream(rows.stop()).max().orElseThrow()) {
            return new Estimate(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        if (k < 0) {
            return new Estimate(0, 0, 0, 0);
        }
        double quantile = NormalDistribution.of(0, 1).inverseCumulativeProbability(0.5 + level / 2);
        double factor = Math.exp(quantile * standardError[k] / mean[k]);
        return new Estimate(mean[k], standardError[k], mean[k] / factor, mean[k] * factor);
    }

    @Override
    public String toString() {
        int last = time.length - 1;
        return String.format(
                Locale.ROOT,
                "Mean cumulative function: %d subjects, %d events, %s",
                rows.subjects(),
                rows.events(),
                last < 0
                        ? "none seen"
                        : String.format(
                                Locale.ROOT,
                                "%.4f (se %.4f) events by time %s",
                                mean[last],
                                standardError[last],
                                time[last]));
    }
}
