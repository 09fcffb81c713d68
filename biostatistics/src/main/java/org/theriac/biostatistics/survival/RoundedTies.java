package org.theriac.biostatistics.survival;

import java.util.Arrays;

/**
 * Times that differ only by rounding are made equal, so that subtracting dates in floating point does not break ties: neighbouring distinct values closer than
 * {@code √ε} (1.5e-8) of the mean value become the smallest of them. It is what R's {@code survival} calls timefix; its additional absolute tolerance is left
 * out because it would make results depend on the unit of time.
 */
public final class RoundedTies {
    private static final double TIE = Math.sqrt(Math.ulp(1.0));

    private RoundedTies() {}

    /** The times, of which those that differ only by rounding are equal. O(n log n). */
    public static double[] merged(double[] time) {
        return merged(time, new double[0])[0];
    }

    /** The same of times of two kinds, such as ends and entries, that are compared with each other: {the first, the second}. As they are where one is not finite. */
    public static double[][] merged(double[] time, double[] entry) {
        double[] sorted = Arrays.copyOf(time, time.length + entry.length);
        System.arraycopy(entry, 0, sorted, time.length, entry.length);
        if (sorted.length == 0 || !Arrays.stream(sorted).allMatch(Double::isFinite)) {
            return new double[][] {time.clone(), entry.clone()};
        }
        Arrays.sort(sorted);
        int distinct = 0;
        double meanSize = 0;
        for (double v : sorted) {
            if (distinct == 0 || v != sorted[distinct - 1]) {
                sorted[distinct++] = v;
                meanSize += Math.abs(v);
            }
        }
        double tolerance = TIE * meanSize / distinct;
        int cuts = 1;
        double previous = sorted[0];
        for (int k = 1; k < distinct; k++) {
            double value = sorted[k];
            if (value - previous > tolerance) {
                sorted[cuts++] = value;
            }
            previous = value;
        }
        if (cuts == distinct) {
            return new double[][] {time.clone(), entry.clone()};
        }
        double[] representative = Arrays.copyOf(sorted, cuts);
        return new double[][] {snap(time, representative), snap(entry, representative)};
    }

    private static double[] snap(double[] values, double[] cuts) {
        double[] snapped = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int at = Arrays.binarySearch(cuts, values[i]);
            snapped[i] = cuts[at >= 0 ? at : -at - 2];
        }
        return snapped;
    }
}
