package org.theriac.biostatistics.survival;

import java.util.Arrays;

/**
 * At each distinct time at which a row leaves observation: how many are at risk (entered before, not yet left), have the event, are censored.
 * Counts are sums of case weights; {@link #eventRows} and {@link #rowsAtRisk} count rows. O(n log n).
 */
final class RiskTable {
    final double[] time;
    final double[] atRisk;
    final double[] events;
    final double[] censored;
    final int[] eventRows;
    final int[] rowsAtRisk;

    private RiskTable(int m) {
        time = new double[m];
        atRisk = new double[m];
        events = new double[m];
        censored = new double[m];
        eventRows = new int[m];
        rowsAtRisk = new int[m];
    }

    static RiskTable of(SurvivalTimes times) {
        int n = times.size();
        double[] distinct = times.times();
        Arrays.sort(distinct);
        int m = 0;
        for (double t : distinct) {
            if (m == 0 || t != distinct[m - 1]) {
                distinct[m++] = t;
            }
        }
        RiskTable table = new RiskTable(m);
        System.arraycopy(distinct, 0, table.time, 0, m);
        // A row with delayed entry is missing from the risk sets at all times up to and including its entry.
        double[] notYetEntered = new double[m];
        int[] rowsNotYetEntered = new int[m];
        for (int i = 0; i < n; i++) {
            int k = Arrays.binarySearch(table.time, times.time(i));
            double w = times.weight(i);
            table.atRisk[k] += w;
            table.rowsAtRisk[k]++;
            if (times.event(i)) {
                table.events[k] += w;
                table.eventRows[k]++;
            } else {
                table.censored[k] += w;
            }
            if (times.delayedEntry()) {
                int last = lastAtOrBefore(table.time, times.entry(i));
                if (last >= 0) {
                    notYetEntered[last] += w;
                    rowsNotYetEntered[last]++;
                }
            }
        }
        double left = 0;
        double waiting = 0;
        int rows = 0;
        for (int k = m - 1; k >= 0; k--) {
            left += table.atRisk[k];
            waiting += notYetEntered[k];
            table.atRisk[k] = left - waiting;
            rows += table.rowsAtRisk[k] - rowsNotYetEntered[k];
            table.rowsAtRisk[k] = rows;
        }
        return table;
    }

    static int lastAtOrBefore(double[] sorted, double t) {
        int at = Arrays.binarySearch(sorted, t);
        return at >= 0 ? at : -at - 2;
    }
}
