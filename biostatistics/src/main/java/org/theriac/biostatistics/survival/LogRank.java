package org.theriac.biostatistics.survival;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.theriac.biostatistics.algebra.GeneralisedCholesky;
import org.theriac.core.UserError;

/**
 * The G-rho family of tests that k groups have the same survival (Harrington and Fleming, Biometrika 69, 1982): each event time is weighted by
 * S(t−)^rho of the pooled Kaplan–Meier curve. rho = 0 is the log-rank test, rho = 1 the Peto–Peto form of the Wilcoxon test. With strata,
 * observed, expected and variance are added over strata. Delayed entry is honoured; case weights count as replicated rows.
 *
 * <p>O(n log n + m k²) for m event times.
 */
public final class LogRank {
    private final double[] rows;
    private final double[] observed;
    private final double[] expected;
    private final double[][] variance;
    private final ChiSquare test;

    private LogRank(double[] rows, double[] observed, double[] expected, double[][] variance) {
        this.rows = rows;
        this.observed = observed;
        this.expected = expected;
        this.variance = variance;
        int k = observed.length;
        int[] used = new int[k];
        int count = 0;
        for (int g = 0; g < k; g++) {
            if (expected[g] > 0) {
                used[count++] = g;
            }
        }
        int degreesOfFreedom = Math.max(0, count - 1);
        // The differences add to zero, so one group is left out.
        double[] difference = new double[degreesOfFreedom];
        double[][] v = new double[degreesOfFreedom][degreesOfFreedom];
        for (int a = 0; a < degreesOfFreedom; a++) {
            difference[a] = observed[used[a + 1]] - expected[used[a + 1]];
            for (int b = 0; b < degreesOfFreedom; b++) {
                v[a][b] = variance[used[a + 1]][used[b + 1]];
            }
        }
        this.test = new ChiSquare(GeneralisedCholesky.of(v).quadraticForm(difference), degreesOfFreedom);
    }

    /** The log-rank test (rho = 0) without strata. */
    public static LogRank test(SurvivalTimes times, int[] group) {
        return test(times, group, 0, new int[group.length]);
    }

    /** The test with weights S(t−)^rho. */
    public static LogRank test(SurvivalTimes times, int[] group, double rho) {
        return test(times, group, rho, new int[group.length]);
    }

    /**
     * The stratified test.
     *
     * @param group group of each row, codes 0 … k−1
     * @param rho the exponent of the weights
     * @param stratum stratum of each row, any integers
     * @throws UserError if fewer than two groups occur
     */
    public static LogRank test(SurvivalTimes times, int[] group, double rho, int[] stratum) {
        int n = times.size();
        if (group.length != n || stratum.length != n) {
            throw new IllegalArgumentException("each of the " + n + " rows needs one group and one stratum");
        }
        int k = Arrays.stream(group).max().orElse(0) + 1;
        if (Arrays.stream(group).distinct().count() < 2) {
            throw new UserError("A log-rank test compares groups, but all rows belong to the same one.");
        }
        double[] rows = new double[k];
        for (int i = 0; i < n; i++) {
            rows[group[i]] += times.weight(i);
        }
        double[] observed = new double[k];
        double[] expected = new double[k];
        double[][] variance = new double[k][k];
        for (int s : Arrays.stream(stratum).distinct().toArray()) {
            int[] members = rowsWith(stratum, s);
            accumulate(times.take(members), pick(group, members), rho, observed, expected, variance);
        }
        return new LogRank(rows, observed, expected, variance);
    }

    private static void accumulate(
            SurvivalTimes times, int[] group, double rho, double[] observed, double[] expected, double[][] variance) {
        int k = observed.length;
        RiskTable pooled = RiskTable.of(times);
        int m = pooled.time.length;
        double[][] atRisk = new double[k][];
        double[][] events = new double[k][];
        for (int g = 0; g < k; g++) {
            int[] members = rowsWith(group, g);
            atRisk[g] = new double[m];
            events[g] = new double[m];
            if (members.length > 0) {
                spread(times.take(members), pooled, atRisk[g], events[g]);
            }
        }
        double survival = 1;
        double[] share = new double[k];
        for (int j = 0; j < m; j++) {
            double d = pooled.events[j];
            double total = pooled.atRisk[j];
            if (d == 0) {
                continue;
            }
            double weight = rho == 0 ? 1 : Math.pow(survival, rho);
            double spreadOfEvents = total > 1 ? d * (total - d) / (total - 1) : 0;
            for (int g = 0; g < k; g++) {
                share[g] = atRisk[g][j] / total;
                observed[g] += weight * events[g][j];
                expected[g] += weight * d * share[g];
            }
            for (int a = 0; a < k; a++) {
                for (int b = 0; b < k; b++) {
                    variance[a][b] += weight * weight * spreadOfEvents * share[a] * ((a == b ? 1 : 0) - share[b]);
                }
            }
            survival *= 1 - d / total;
        }
    }

    /** Numbers at risk and events of one group at the times of the pooled table. */
    private static void spread(SurvivalTimes times, RiskTable pooled, double[] atRisk, double[] events) {
        int m = atRisk.length;
        double[] waiting = new double[m];
        for (int i = 0; i < times.size(); i++) {
            int at = Arrays.binarySearch(pooled.time, times.time(i));
            atRisk[at] += times.weight(i);
            events[at] += times.event(i) ? times.weight(i) : 0;
            int last = RiskTable.lastAtOrBefore(pooled.time, times.entry(i));
            if (last >= 0) {
                waiting[last] += times.weight(i);
            }
        }
        for (int j = m - 2; j >= 0; j--) {
            atRisk[j] += atRisk[j + 1];
            waiting[j] += waiting[j + 1];
        }
        for (int j = 0; j < m; j++) {
            atRisk[j] -= waiting[j];
        }
    }

    /** Weighted observed events of each group, Σ S(t−)^rho d. */
    public double[] observed() {
        return observed.clone();
    }

    /** Weighted expected events of each group under equal survival. */
    public double[] expected() {
        return expected.clone();
    }

    /** The covariance of observed minus expected, k × k. */
    public double[][] variance() {
        return Arrays.stream(variance).map(double[]::clone).toArray(double[][]::new);
    }

    /** The chi-square statistic. */
    public double statistic() {
        return test.statistic();
    }

    /** Groups with a positive expectation, minus one. */
    public int degreesOfFreedom() {
        return test.degreesOfFreedom();
    }

    /** The p-value; 1 if there are no degrees of freedom. */
    public double p() {
        return test.p();
    }

    /** A test of one degree of freedom for a trend over ordered groups; z has the sign of more events than expected at larger scores. */
    public record Trend(double z, double statistic, double p) {}

    /**
     * The test for a trend (Tarone, Biometrika 62, 1975), (Σ c_g (O_g − E_g))² / cᵀVc.
     *
     * @param score c of each group, such as 0, 1, 2 … or doses; only their distances matter
     */
    public Trend trend(double[] score) {
        if (score.length != observed.length) {
            throw new IllegalArgumentException(score.length + " scores for " + observed.length + " groups");
        }
        double sum = 0;
        double spread = 0;
        for (int a = 0; a < score.length; a++) {
            sum += score[a] * (observed[a] - expected[a]);
            for (int b = 0; b < score.length; b++) {
                spread += score[a] * score[b] * variance[a][b];
            }
        }
        double z = sum / Math.sqrt(spread);
        return new Trend(z, z * z, ChiSquaredDistribution.of(1).survivalProbability(z * z));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "%6s %10s %12s %12s%n", "group", "n", "observed", "expected"));
        for (int g = 0; g < observed.length; g++) {
            text.append(String.format(Locale.ROOT, "%6d %10.6g %12.4f %12.4f%n", g, rows[g], observed[g], expected[g]));
        }
        return text.append(test).toString();
    }

    private static int[] rowsWith(int[] codes, int code) {
        int[] rows = new int[codes.length];
        int count = 0;
        for (int i = 0; i < codes.length; i++) {
            if (codes[i] == code) {
                rows[count++] = i;
            }
        }
        return Arrays.copyOf(rows, count);
    }

    private static int[] pick(int[] codes, int[] rows) {
        int[] picked = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked[i] = codes[rows[i]];
        }
        return picked;
    }
}
