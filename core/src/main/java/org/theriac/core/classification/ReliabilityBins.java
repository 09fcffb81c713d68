package org.theriac.core.classification;

import java.util.Arrays;

/**
 * Rows in bins of equal number by rising predicted probability. Rows of equal prediction stay together, in the bin of their middle rank; a bin may
 * then be empty.
 */
public final class ReliabilityBins {
    private final double[] predicted;
    private final int[] binOfRow;
    private final int bins;

    private ReliabilityBins(double[] predicted, int[] binOfRow, int bins) {
        this.predicted = predicted;
        this.binOfRow = binOfRow;
        this.bins = bins;
    }

    /** Forms the bins in O(n log n). */
    public static ReliabilityBins of(double[] predicted, int bins) {
        int n = predicted.length;
        double[] sorted = predicted.clone();
        Arrays.sort(sorted);
        int[] binOfRow = new int[n];
        for (int row = 0; row < n; row++) {
            double middle = (first(sorted, predicted[row], true) + first(sorted, predicted[row], false)) / 2.0;
            binOfRow[row] = Math.min((int) (middle * bins / n), bins - 1);
        }
        return new ReliabilityBins(predicted, binOfRow, bins);
    }

    /** Index of the first element that is at least {@code value}, or above it. */
    private static int first(double[] sorted, double value, boolean orEqual) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value || !orEqual && sorted[middle] == value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    public int bin(int row) {
        return binOfRow[row];
    }

    /**
     * Sums within the bins.
     *
     * @param hit whether the row had what was predicted
     * @return bins × 3, row-major: weight, weighted prediction, weight of the hits. Sums of several test sets may be added
     */
    public double[] sums(boolean[] hit, double[] weight) {
        double[] sums = new double[3 * bins];
        for (int row = 0; row < predicted.length; row++) {
            int at = 3 * binOfRow[row];
            sums[at] += weight[row];
            sums[at + 1] += weight[row] * predicted[row];
            sums[at + 2] += hit[row] ? weight[row] : 0;
        }
        return sums;
    }

    /**
     * Expected calibration error: the mean over rows of |observed share − mean prediction| of the row's bin (Naeini, Cooper and Hauskrecht, AAAI 2015).
     *
     * @param sums as {@link #sums} gives them
     */
    public static double expectedCalibrationError(double[] sums) {
        double error = 0;
        double total = 0;
        for (int at = 0; at < sums.length; at += 3) {
            error += Math.abs(sums[at + 2] - sums[at + 1]);
            total += sums[at];
        }
        return error / total;
    }
}
