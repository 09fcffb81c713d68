package org.theriac.biostatistics.survival;

import java.util.Arrays;

/** Rows in the order of their times. */
public final class TimeOrder {
    private TimeOrder() {}

    /**
     * The rows by time, those of one time in their own order. Sorts numbers instead of objects: there may be millions.
     *
     * @param times n times, none NaN
     * @return n rows
     */
    public static int[] of(double[] times) {
        double[] distinct = times.clone();
        Arrays.sort(distinct);
        int m = 0;
        for (int k = 0; k < distinct.length; k++) {
            if (k == 0 || Double.compare(distinct[k], distinct[m - 1]) != 0) {
                distinct[m++] = distinct[k];
            }
        }
        int[] rank = new int[times.length];
        int[] place = new int[m + 1];
        for (int i = 0; i < times.length; i++) {
            rank[i] = Arrays.binarySearch(distinct, 0, m, times[i]);
            place[rank[i] + 1]++;
        }
        for (int k = 0; k < m; k++) {
            place[k + 1] += place[k];
        }
        int[] order = new int[times.length];
        for (int i = 0; i < times.length; i++) {
            order[place[rank[i]]++] = i;
        }
        return order;
    }
}
