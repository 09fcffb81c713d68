package org.theriac.biostatistics.survival;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.theriac.biostatistics.algebra.GeneralisedCholesky;
import org.theriac.core.UserError;

/**
 * Gray's test that k groups have the same cumulative incidence of one cause (Annals of Statistics 16, 1988), equal to R's {@code cmprsk::cuminc}. In each group
 * the events are compared with their expectation under the pooled incidence F⁰, in risk sets R_g = Y_g (1 − F_g(t−))/S_g(t−) from which events of other causes
 * do not remove anybody, weighted by (1 − F⁰(t−))^rho. With strata, scores and variances are added. Delayed entry is honoured; case weights count as replicated
 * rows.
 *
 * <p>O(n log n + m k³) for m event times; two walks over the times and no memory beyond the counts at them.
 */
public final class GrayTest {
    private final double[] rows;
    private final double[] events;
    private final double[] score;
    private final double[][] variance;
    private final ChiSquare test;

    private GrayTest(double[] rows, double[] events, double[] score, double[][] variance) {
        this.rows = rows;
        this.events = events;
        this.score = score;
        this.variance = variance;
        int[] used = IntStream.range(0, rows.length).filter(g -> rows[g] > 0).toArray();
        // The scores add to zero, so one group is left out.
        int df = used.length - 1;
        double[] some = new double[df];
        double[][] v = new double[df][df];
        for (int a = 0; a < df; a++) {
            some[a] = score[used[a]];
            for (int b = 0; b < df; b++) {
                v[a][b] = variance[used[a]][used[b]];
            }
        }
        GeneralisedCholesky factor = GeneralisedCholesky.of(v);
        this.test = new ChiSquare(factor.quadraticForm(some), factor.rank());
    }

    /**
     * The test with rho = 0 and without strata.
     *
     * @param cause from 1 on
     * @param group of each row, codes 0 … k−1
     * @throws UserError if fewer than two groups occur
     */
    public static GrayTest test(CompetingTimes times, int cause, int[] group) {
        return test(times, cause, group, 0, new int[group.length]);
    }

    /**
     * The stratified test.
     *
     * @param cause from 1 on
     * @param group of each row, codes 0 … k−1
     * @param rho the exponent of the weights
     * @param stratum of each row, any integers
     * @throws UserError if fewer than two groups occur
     */
    public static GrayTest test(CompetingTimes times, int cause, int[] group, double rho, int[] stratum) {
        int n = times.size();
        if (group.length != n || stratum.length != n) {
            throw new IllegalArgumentException("each of the " + n + " rows needs one group and one stratum");
        }
        if (Arrays.stream(group).distinct().count() < 2) {
            throw new UserError("Gray's test compares groups, but all rows belong to the same one.");
        }
        int k = Arrays.stream(group).max().orElse(0) + 1;
        double[] rows = new double[k];
        double[] events = new double[k];
        for (int i = 0; i < n; i++) {
            rows[group[i]] += times.times().weight(i);
            events[group[i]] += times.cause()[i] == cause ? times.times().weight(i) : 0;
        }
        double[] score = new double[k];
        double[][] variance = new double[k][k];
        for (int s : Arrays.stream(stratum).distinct().toArray()) {
            int[] members = IntStream.range(0, n).filter(i -> stratum[i] == s).toArray();
            int[] own = Arrays.stream(members).map(i -> group[i]).toArray();
            GraySums sums = new GraySums(times.take(members), cause, own, k, rho);
            sums.addTo(score, variance);
        }
        return new GrayTest(rows, events, score, variance);
    }

    /** Weighted rows of each group. */
    public double[] rows() {
        return rows.clone();
    }

    /** Weighted events of the cause in each group. */
    public double[] events() {
        return events.clone();
    }

    /** Observed minus expected events of each group, weighted by (1 − F⁰)^rho. */
    public double[] score() {
        return score.clone();
    }

    /** The covariance of the scores, k × k. */
    public double[][] variance() {
        return Arrays.stream(variance).map(double[]::clone).toArray(double[][]::new);
    }

    /** The chi-square statistic. */
    public double statistic() {
        return test.statistic();
    }

    /** The rank of the covariance: groups that can be told apart, minus one. */
    public int degreesOfFreedom() {
        return test.degreesOfFreedom();
    }

    /** The p-value; 1 if there are no degrees of freedom. */
    public double p() {
        return test.p();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "%6s %10s %12s %12s%n", "group", "n", "events", "expected"));
        for (int g = 0; g < rows.length; g++) {
            text.append(String.format(
                    Locale.ROOT, "%6d %10.6g %12.4f %12.4f%n", g, rows[g], events[g], events[g] - score[g]));
        }
        return text.append("Gray's test: ").append(test).toString();
    }
}
