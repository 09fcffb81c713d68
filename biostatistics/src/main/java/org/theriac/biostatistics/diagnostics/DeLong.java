package org.theriac.biostatistics.diagnostics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Areas under the ROC curves of several models on the same rows, with their covariance: DeLong, DeLong and Clarke-Pearson, Biometrics 44 (1988), by the
 * midranks of Sun and Xu, IEEE Signal Processing Letters 21 (2014). Rows count as independent, ties as one half.
 *
 * @param auc of each model, k
 * @param covariance of the areas, k × k
 */
public record DeLong(double[] auc, double[][] covariance) {
    /** A confidence interval. */
    public record Interval(double lower, double upper) {}

    /**
     * Estimates in O(k N log N + k² N).
     *
     * @param score k × N, the higher, the more likely positive
     * @param positive N
     * @throws IllegalArgumentException unless there are at least two rows on each side
     */
    public static DeLong of(double[][] score, boolean[] positive) {
        int[] positives =
                IntStream.range(0, positive.length).filter(i -> positive[i]).toArray();
        int[] negatives =
                IntStream.range(0, positive.length).filter(i -> !positive[i]).toArray();
        int m = positives.length;
        int n = negatives.length;
        if (m < 2 || n < 2) {
            throw new IllegalArgumentException(m + " positive and " + n + " negative rows");
        }
        int k = score.length;
        double[] auc = new double[k];
        double[][] ofPositives = new double[k][m];
        double[][] ofNegatives = new double[k][n];
        for (int a = 0; a < k; a++) {
            double[] all = midranks(score[a]);
            double[] among = midranks(taken(score[a], positives));
            double[] amongNegatives = midranks(taken(score[a], negatives));
            for (int i = 0; i < m; i++) {
                // share of the negatives below this positive
                ofPositives[a][i] = (all[positives[i]] - among[i]) / n;
                auc[a] += ofPositives[a][i] / m;
            }
            for (int j = 0; j < n; j++) {
                ofNegatives[a][j] = 1 - (all[negatives[j]] - amongNegatives[j]) / m;
            }
        }
        double[][] covariance = new double[k][k];
        for (int a = 0; a < k; a++) {
            for (int b = 0; b < k; b++) {
                covariance[a][b] = covariance(ofPositives[a], ofPositives[b], auc[a], auc[b]) / m
                        + covariance(ofNegatives[a], ofNegatives[b], auc[a], auc[b]) / n;
            }
        }
        return new DeLong(auc, covariance);
    }

    /** The mean of estimates from test sets that have no row in common, models taken as fixed. */
    public static DeLong mean(List<DeLong> parts) {
        int k = parts.get(0).auc.length;
        int f = parts.size();
        double[] auc = new double[k];
        double[][] covariance = new double[k][k];
        for (DeLong part : parts) {
            for (int a = 0; a < k; a++) {
                auc[a] += part.auc[a] / f;
                for (int b = 0; b < k; b++) {
                    covariance[a][b] += part.covariance[a][b] / ((double) f * f);
                }
            }
        }
        return new DeLong(auc, covariance);
    }

    /** The normal interval of one area, cut at 0 and 1. */
    public Interval interval(int a, double level) {
        double half = quantile(level) * Math.sqrt(covariance[a][a]);
        return new Interval(Math.max(0, auc[a] - half), Math.min(1, auc[a] + half));
    }

    /** Area of a minus area of b. */
    public double difference(int a, int b) {
        return auc[a] - auc[b];
    }

    /** The normal interval of {@link #difference}. */
    public Interval differenceInterval(int a, int b, double level) {
        double half = quantile(level) * standardError(a, b);
        return new Interval(difference(a, b) - half, difference(a, b) + half);
    }

    /** Two-sided p value of equal areas; NaN where the difference has no variance. */
    public double pValue(int a, int b) {
        double error = standardError(a, b);
        return error == 0
                ? Double.NaN
                : 2 * NormalDistribution.of(0, 1).survivalProbability(Math.abs(difference(a, b)) / error);
    }

    private double standardError(int a, int b) {
        // equal models leave a variance of rounding only, which may be negative
        double variance = covariance[a][a] + covariance[b][b] - 2 * covariance[a][b];
        return variance <= 1e-15 * (covariance[a][a] + covariance[b][b]) ? 0 : Math.sqrt(variance);
    }

    private static double quantile(double level) {
        return NormalDistribution.of(0, 1).inverseCumulativeProbability(0.5 + level / 2);
    }

    private static double[] taken(double[] score, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> score[row]).toArray();
    }

    /** Rank of each value from 1, tied ones at the middle of their ranks. */
    private static double[] midranks(double[] value) {
        double[] sorted = Arrays.stream(value).map(v -> v + 0.0).sorted().toArray();
        double[] distinct = Arrays.stream(sorted).distinct().toArray();
        double[] middle = new double[distinct.length];
        int at = 0;
        for (int d = 0; d < distinct.length; d++) {
            int first = at;
            while (at < sorted.length && sorted[at] == distinct[d]) {
                at++;
            }
            middle[d] = (first + 1 + at) / 2.0;
        }
        return Arrays.stream(value)
                .map(v -> middle[Arrays.binarySearch(distinct, v + 0.0)])
                .toArray();
    }

    private static double covariance(double[] x, double[] y, double meanX, double meanY) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (x[i] - meanX) * (y[i] - meanY);
        }
        return sum / (x.length - 1);
    }
}
