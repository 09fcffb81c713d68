package org.theriac.biostatistics.calibration;

/** The order of numbers by merge sort on indices: stable, without boxing, for orders that are taken thousands of times. */
final class StableOrder {
    private StableOrder() {}

    /** The indices of the values from the lowest to the highest, equal ones as they stand. O(n log n). */
    static int[] ascending(double[] values) {
        int n = values.length;
        int[] from = new int[n];
        for (int i = 0; i < n; i++) {
            from[i] = i;
        }
        int[] to = new int[n];
        for (int width = 1; width < n; width *= 2) {
            for (int start = 0; start < n; start += 2 * width) {
                merge(values, from, to, start, Math.min(start + width, n), Math.min(start + 2 * width, n));
            }
            int[] merged = to;
            to = from;
            from = merged;
        }
        return from;
    }

    /** The same from the highest to the lowest. */
    static int[] descending(double[] values) {
        double[] turned = new double[values.length];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = -values[i];
        }
        return ascending(turned);
    }

    private static void merge(double[] values, int[] from, int[] to, int start, int middle, int end) {
        int left = start;
        int right = middle;
        for (int k = start; k < end; k++) {
            boolean takeLeft = left < middle && (right >= end || values[from[left]] <= values[from[right]]);
            to[k] = takeLeft ? from[left++] : from[right++];
        }
    }
}
