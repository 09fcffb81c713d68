package org.theriac.biostatistics.forest;

/**
 * The risk sets of one node: at its distinct event times e = 1 … E, ascending, the numbers at risk N and of events d, and what the log-rank statistic of
 * any division needs of them. {@code Λ_e = Σ d/N}; {@code c = d(N−d)/(N²(N−1))}; {@code C_e = Σ c}; {@code A_e = Σ c N}. Arrays are reused from node to
 * node.
 */
final class NodeRisk {
    private final ForestGrowth data;
    private final int[] count;
    /** Of each row of the node the last event time of the node at or before its own, 0 for none. */
    private final int[] last;

    private final double[] score;
    private final int[] grid;
    private final double[] atRisk;
    private final double[] deaths;
    private final double[] hazard;
    private final double[] c;
    private final double[] cn;
    private int eventTimes;
    private int size;
    private int events;

    NodeRisk(ForestGrowth data, int[] count, int rows) {
        this.data = data;
        this.count = count;
        this.last = new int[rows];
        this.score = new double[rows];
        int most = Math.min(rows, data.eventTimeCount()) + 1;
        this.grid = new int[most];
        this.atRisk = new double[most + 1];
        this.deaths = new double[most];
        this.hazard = new double[most];
        this.c = new double[most];
        this.cn = new double[most];
    }

    void enter(int[] rows, int lo, int hi) {
        int e = 0;
        size = 0;
        events = 0;
        for (int q = lo; q < hi; q++) {
            int row = rows[q];
            int at = data.eventTimesSoFar(row);
            if (data.times().event(row)) {
                if (e == 0 || grid[e] != at) {
                    grid[++e] = at;
                    deaths[e] = 0;
                }
                deaths[e] += count[row];
                events += count[row];
            }
            size += count[row];
        }
        eventTimes = e;
        int k = 0;
        double left = size;
        for (int q = lo; q < hi; q++) {
            int row = rows[q];
            while (k < e && grid[k + 1] <= data.eventTimesSoFar(row)) {
                k++;
                atRisk[k] = left;
            }
            last[q - lo] = k;
            left -= count[row];
        }
        for (int i = 1; i <= e; i++) {
            double n = atRisk[i];
            double d = deaths[i];
            double variance = n > 1 ? d * (n - d) / (n * n * (n - 1)) : 0;
            hazard[i] = hazard[i - 1] + d / n;
            c[i] = c[i - 1] + variance;
            cn[i] = cn[i - 1] + variance * n;
        }
        for (int q = lo; q < hi; q++) {
            int row = rows[q];
            score[q - lo] = count[row] * ((data.times().event(row) ? 1 : 0) - hazard[last[q - lo]]);
        }
    }

    int size() {
        return size;
    }

    int events() {
        return events;
    }

    int eventTimes() {
        return eventTimes;
    }

    /** count · (event − Λ) of the q-th row of the node. */
    double score(int q) {
        return score[q];
    }

    int last(int q) {
        return last[q];
    }

    double c(int e) {
        return c[e];
    }

    double cn(int e) {
        return cn[e];
    }

    /** The position of the e-th event time of the node among those of the forest, from 0. */
    int grid(int e) {
        return grid[e] - 1;
    }

    double increment(int e) {
        return deaths[e] / atRisk[e];
    }
}
