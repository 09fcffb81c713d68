package org.theriac.biostatistics.survival;

import java.util.Arrays;

/**
 * Standard errors of a cumulative hazard, or of the logarithm of a product-limit curve, that allow rows of one cluster to depend on each other: the root of
 * Σ_c U_c(t)², where the change of the estimate with the weights of a cluster's rows (grouped infinitesimal jackknife) is
 *
 * <pre>U_c(t) = Σ_{i ∈ c} w_i Σ_{s ≤ t} g(s) (dN_i(s) − Y_i(s) dH(s))</pre>
 *
 * with g = 1/n for the hazard and 1/(n − d) for the logarithm of the curve. Therneau and Grambsch, Modeling Survival Data, 2000, section 7.2; R's
 * {@code survfit} with weights that are not whole numbers, or with {@code cluster}.
 *
 * <p>At any time U_c = K_c − B(t) W_c, where B sums g dH, W_c is the weight of the cluster's rows at risk, and K_c holds what rows have brought or left
 * behind. Only the cluster of a row that enters or leaves changes its K_c and W_c, so that the sums over clusters of K², KW and W² follow in O(1) for each
 * row, and all times together cost O(n log n + m).
 */
final class RobustHazardError {
    private final SurvivalTimes times;
    private final RiskTable table;
    private final int[] cluster;
    private final double[] own;
    private final double[] upTo;

    private final double[] kept;
    private final double[] atRisk;
    private double keptSquares;
    private double products;
    private double riskSquares;

    private RobustHazardError(SurvivalTimes times, RiskTable table, int[] cluster, boolean productLimit) {
        this.times = times;
        this.table = table;
        int[] distinct = Arrays.stream(cluster).sorted().distinct().toArray();
        this.cluster = Arrays.stream(cluster)
                .map(code -> Arrays.binarySearch(distinct, code))
                .toArray();
        int m = table.time.length;
        own = new double[m];
        upTo = new double[m + 1];
        for (int k = 0; k < m; k++) {
            double n = table.atRisk[k];
            double d = table.events[k];
            // Nobody is left after n events: the curve is 0 from there on, and has no logarithm.
            own[k] = d > 0 ? 1 / (productLimit ? n - d : n) : 0;
            upTo[k + 1] = upTo[k] + (d > 0 ? own[k] * d / n : 0);
        }
        kept = new double[distinct.length];
        atRisk = new double[distinct.length];
    }

    /** Of the logarithm of the Kaplan–Meier curve at each of the table's times; not finite from where the curve is 0. */
    static double[] ofLogSurvival(SurvivalTimes times, RiskTable table, int[] cluster) {
        return new RobustHazardError(times, table, cluster, true).atAllTimes();
    }

    /** Of the Nelson–Aalen estimate at each of the table's times. */
    static double[] ofHazard(SurvivalTimes times, RiskTable table, int[] cluster) {
        return new RobustHazardError(times, table, cluster, false).atAllTimes();
    }

    private double[] atAllTimes() {
        int n = times.size();
        int m = table.time.length;
        int[] left = new int[n];
        int[] entered = new int[n];
        for (int i = 0; i < n; i++) {
            left[i] = Arrays.binarySearch(table.time, times.time(i));
            entered[i] = times.delayedEntry() ? RiskTable.lastAtOrBefore(table.time, times.entry(i)) + 1 : 0;
        }
        int[] byEntry = order(entered, m);
        int[] byEnd = order(left, m);
        double[] error = new double[m];
        int nextIn = 0;
        int nextOut = 0;
        for (int k = 0; k < m; k++) {
            for (; nextIn < n && entered[byEntry[nextIn]] == k; nextIn++) {
                double w = times.weight(byEntry[nextIn]);
                move(cluster[byEntry[nextIn]], w * upTo[k], w);
            }
            for (; nextOut < n && left[byEnd[nextOut]] == k; nextOut++) {
                int row = byEnd[nextOut];
                double w = times.weight(row);
                move(cluster[row], w * ((times.event(row) ? own[k] : 0) - upTo[k + 1]), -w);
            }
            double b = upTo[k + 1];
            error[k] = Math.sqrt(Math.max(0, keptSquares - 2 * b * products + b * b * riskSquares));
        }
        return error;
    }

    private void move(int c, double keeps, double enters) {
        double k = kept[c] + keeps;
        double w = atRisk[c] + enters;
        keptSquares += k * k - kept[c] * kept[c];
        products += k * w - kept[c] * atRisk[c];
        riskSquares += w * w - atRisk[c] * atRisk[c];
        kept[c] = k;
        atRisk[c] = w;
    }

    /** Rows by their position among the times, by counting. */
    private static int[] order(int[] position, int m) {
        int[] start = new int[m + 2];
        for (int p : position) {
            start[p + 1]++;
        }
        for (int k = 0; k <= m; k++) {
            start[k + 1] += start[k];
        }
        int[] order = new int[position.length];
        for (int i = 0; i < position.length; i++) {
            order[start[position[i]]++] = i;
        }
        return order;
    }
}
