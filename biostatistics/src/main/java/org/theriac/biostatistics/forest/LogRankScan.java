package org.theriac.biostatistics.forest;

import java.util.Arrays;

/**
 * Finds the split of a node with the greatest log-rank statistic U²/V. Rows go to the left side one after the other, by rising value, and each changes
 * numerator and variance by what can be had in O(log E): {@code U = Σ_left (δ − Λ(t))}, and {@code V = Σ_t c N_L (N − N_L)} rises, when a row of weight w
 * that leaves at e joins, by {@code w (A_e − 2 B_e − w C_e)} with {@code B_e = Σ_{j on the left} w_j C_{min(e, e_j)}}, two sums in a Fenwick tree. All
 * values of a column are so tried in O(m log m), where counting at every value and event time would cost O(m E).
 */
final class LogRankScan {
    private static final double NO_VARIANCE = 1e-10;

    private final NodeRisk risk;
    private final int[] count;
    private final int leafSize;
    private final long[] keys;
    private final int[] sorted;
    private final int[] start;
    private final double[] weightedC;
    private final double[] weights;

    private double best;
    private int column;
    private int lower;
    private int upper;

    LogRankScan(ForestGrowth data, NodeRisk risk, int[] count, int rows) {
        this.risk = risk;
        this.count = count;
        this.leafSize = data.settings().leafSize();
        this.keys = new long[rows];
        this.sorted = new int[rows];
        this.start = new int[rows + 2];
        this.weightedC = new double[data.eventTimeCount() + 2];
        this.weights = new double[data.eventTimeCount() + 2];
    }

    void begin() {
        best = 0;
    }

    boolean found() {
        return best > 0;
    }

    int bestColumn() {
        return column;
    }

    /** The greatest rank on the left side. */
    int lowerRank() {
        return lower;
    }

    /** The least rank on the right side. */
    int upperRank() {
        return upper;
    }

    /** @param order position of each level, empty for numbers, whose rank counts itself */
    void tryColumn(int candidate, int[] rank, int[] order, int distinct, int[] rows, int lo, int hi) {
        int m = hi - lo;
        sort(rank, order, distinct, rows, lo, m);
        int e = risk.eventTimes();
        Arrays.fill(weightedC, 0, e + 2, 0);
        Arrays.fill(weights, 0, e + 2, 0);
        double u = 0;
        double v = 0;
        double left = 0;
        double leftWeight = 0;
        for (int s = 0; s < m - 1; s++) {
            int q = (int) keys[s];
            int at = risk.last(q);
            double w = count[rows[lo + q]];
            double below = 0;
            double belowWeight = 0;
            for (int i = at + 1; i > 0; i -= i & -i) {
                below += weightedC[i];
                belowWeight += weights[i];
            }
            double ci = risk.c(at);
            double b = below + ci * (leftWeight - belowWeight);
            u += risk.score(q);
            v += w * (risk.cn(at) - 2 * b - w * ci);
            for (int i = at + 1; i <= e + 1; i += i & -i) {
                weightedC[i] += w * ci;
                weights[i] += w;
            }
            leftWeight += w;
            left += w;
            int here = (int) (keys[s] >>> 32);
            int next = (int) (keys[s + 1] >>> 32);
            if (here != next && left >= leafSize && risk.size() - left >= leafSize && v > NO_VARIANCE) {
                double statistic = u * u / v;
                if (statistic > best) {
                    best = statistic;
                    column = candidate;
                    lower = here;
                    upper = next;
                }
            }
            if (risk.size() - left < leafSize) {
                break;
            }
        }
    }

    /** Keys of value and place in the node, by value: counted where values are few, compared otherwise. */
    private void sort(int[] rank, int[] order, int distinct, int[] rows, int lo, int m) {
        if (distinct > m) {
            for (int q = 0; q < m; q++) {
                int value = rank[rows[lo + q]];
                keys[q] = ((long) (order.length > 0 ? order[value] : value) << 32) | q;
            }
            Arrays.sort(keys, 0, m);
            return;
        }
        Arrays.fill(start, 0, distinct + 1, 0);
        for (int q = 0; q < m; q++) {
            int value = rank[rows[lo + q]];
            sorted[q] = order.length > 0 ? order[value] : value;
            start[sorted[q] + 1]++;
        }
        for (int k = 1; k <= distinct; k++) {
            start[k] += start[k - 1];
        }
        for (int q = 0; q < m; q++) {
            keys[start[sorted[q]]++] = ((long) sorted[q] << 32) | q;
        }
    }
}
