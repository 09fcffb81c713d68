package org.theriac.biostatistics.intervals;

import java.util.Arrays;
import org.theriac.biostatistics.aft.CensoredTimes;

/**
 * Where a nonparametric curve of interval-censored times can fall: the intervals that begin with some row's lower bound and end with some row's upper
 * bound with no other bound between them (Peto, Applied Statistics 22, 1973; Turnbull, JRSS B 38, 1976). A row known to lie in (l, r] with l &lt; r
 * leaves l out; one with equal bounds was seen at that time, which is an interval of its own. Each row covers a run of neighbouring ones.
 *
 * @param lower m bounds, ascending; left out of the interval unless {@code upper} is the same
 * @param upper m bounds, ascending; the last may be infinite
 * @param first of the intervals that each row covers
 * @param last of the intervals that each row covers
 */
record InnermostIntervals(double[] lower, double[] upper, int[] first, int[] last) {
    /** A bound's place among all: by time; at one time a seen row begins, then upper bounds end, then rows (l, r] begin. */
    private static final int BEGINS_AT = 0;

    private static final int ENDS = 1;
    private static final int BEGINS_AFTER = 2;

    /** O(n log n). */
    static InnermostIntervals of(CensoredTimes times) {
        int n = times.rows();
        double[] begins = new double[n];
        int[] kind = new int[n];
        double[] ends = new double[n];
        for (int i = 0; i < n; i++) {
            begins[i] = times.lower(i);
            ends[i] = times.upper(i);
            kind[i] = begins[i] == ends[i] ? BEGINS_AT : BEGINS_AFTER;
        }
        Bound[] bounds = sorted(begins, kind, ends);
        double[] lower = new double[n];
        double[] upper = new double[n];
        int m = 0;
        for (int b = 1; b < bounds.length; b++) {
            if (bounds[b].kind() == ENDS && bounds[b - 1].kind() != ENDS) {
                lower[m] = bounds[b - 1].time();
                upper[m++] = bounds[b].time();
            }
        }
        lower = Arrays.copyOf(lower, m);
        upper = Arrays.copyOf(upper, m);
        int[] first = new int[n];
        int[] last = new int[n];
        for (int i = 0; i < n; i++) {
            first[i] = firstFrom(begins[i], kind[i], lower, upper);
            last[i] = lastUntil(ends[i], upper);
        }
        return new InnermostIntervals(lower, upper, first, last);
    }

    private record Bound(double time, int kind) implements Comparable<Bound> {
        @Override
        public int compareTo(Bound other) {
            int byTime = Double.compare(time, other.time);
            return byTime != 0 ? byTime : Integer.compare(kind, other.kind);
        }
    }

    private static Bound[] sorted(double[] begins, int[] kind, double[] ends) {
        int n = begins.length;
        Bound[] bounds = new Bound[2 * n];
        for (int i = 0; i < n; i++) {
            bounds[2 * i] = new Bound(begins[i], kind[i]);
            bounds[2 * i + 1] = new Bound(ends[i], ENDS);
        }
        Arrays.sort(bounds);
        return bounds;
    }

    /** The first interval that lies within what begins here. */
    private static int firstFrom(double begin, int kind, double[] lower, double[] upper) {
        int low = 0;
        int high = lower.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            boolean seen = lower[middle] == upper[middle];
            boolean within = lower[middle] > begin || lower[middle] == begin && (kind == BEGINS_AT || !seen);
            if (within) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The last interval that lies within what ends here. */
    private static int lastUntil(double end, double[] upper) {
        int low = 0;
        int high = upper.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (upper[middle] <= end) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    int size() {
        return lower.length;
    }
}
