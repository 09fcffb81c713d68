package org.theriac.biostatistics.aft;

import org.theriac.biostatistics.aft.CensoredTimes.Seen;

/** Censored times on the scale of the regression: logarithms are taken once for a fit. */
final class LogTimes {
    private final Seen[] seen;
    private final double[] lower;
    private final double[] upper;
    private final double[] entry;
    private final double[] weight;

    LogTimes(CensoredTimes times) {
        int n = times.rows();
        this.seen = new Seen[n];
        this.lower = new double[n];
        this.upper = new double[n];
        this.entry = new double[n];
        this.weight = times.weights();
        for (int row = 0; row < n; row++) {
            seen[row] = times.seen(row);
            lower[row] = Math.log(times.lower(row));
            upper[row] = times.upper(row) == times.lower(row) ? lower[row] : Math.log(times.upper(row));
            entry[row] = Math.log(times.entry(row));
        }
    }

    int rows() {
        return seen.length;
    }

    Seen seen(int row) {
        return seen[row];
    }

    double lower(int row) {
        return lower[row];
    }

    double upper(int row) {
        return upper[row];
    }

    /** Whether a row could be seen only after some time. */
    boolean entered(int row) {
        return entry[row] > Double.NEGATIVE_INFINITY;
    }

    double entry(int row) {
        return entry[row];
    }

    double weight(int row) {
        return weight[row];
    }
}
