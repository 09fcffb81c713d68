package org.theriac.core.classification;

import java.util.Arrays;

/**
 * Scores with their ranking done once, so that areas under curves can be had for thousands of weight vectors at O(n) each. Rows of equal score are
 * tied: they pass a threshold together.
 */
public final class RankedScores {
    /** Number of each row's score among the distinct scores, ascending. */
    private final int[] level;

    private final int levels;

    private RankedScores(int[] level, int levels) {
        this.level = level;
        this.levels = levels;
    }

    /**
     * Ranks in O(n log n).
     *
     * @throws IllegalArgumentException if a score is NaN
     */
    public static RankedScores of(double[] score) {
        // 0.0 is added because −0.0 and 0.0 are equal scores, but not for sorting
        double[] distinct =
                Arrays.stream(score).map(s -> s + 0.0).sorted().distinct().toArray();
        int[] level = new int[score.length];
        for (int row = 0; row < level.length; row++) {
            if (Double.isNaN(score[row])) {
                throw new IllegalArgumentException("the score of row " + row + " is not a number");
            }
            level[row] = Arrays.binarySearch(distinct, score[row] + 0.0);
        }
        return new RankedScores(level, distinct.length);
    }

    /**
     * Area under the ROC curve: the probability that a positive row has a higher score than a negative one, ties counting one half (Mann and Whitney;
     * Hanley and McNeil, Radiology 143, 1982).
     *
     * @param weight non-negative, one for each row
     * @return NaN without weight on both sides
     */
    public double auc(boolean[] positive, double[] weight) {
        double[] positives = sums(positive, weight, true);
        double[] negatives = sums(positive, weight, false);
        double ordered = 0;
        double allPositive = 0;
        double below = 0;
        for (int l = 0; l < levels; l++) {
            ordered += positives[l] * (below + negatives[l] / 2);
            allPositive += positives[l];
            below += negatives[l];
        }
        return allPositive > 0 && below > 0 ? ordered / (allPositive * below) : Double.NaN;
    }

    /**
     * Average precision: the sum over thresholds from the highest downwards of the recall gained times the precision reached. No interpolation.
     *
     * @return NaN without weight on a positive row
     */
    public double averagePrecision(boolean[] positive, double[] weight) {
        double[] positives = sums(positive, weight, true);
        double[] negatives = sums(positive, weight, false);
        double area = 0;
        double found = 0;
        double called = 0;
        for (int l = levels - 1; l >= 0; l--) {
            found += positives[l];
            called += positives[l] + negatives[l];
            area += positives[l] == 0 ? 0 : positives[l] * found / called;
        }
        return found > 0 ? area / found : Double.NaN;
    }

    private double[] sums(boolean[] positive, double[] weight, boolean side) {
        double[] sums = new double[levels];
        for (int row = 0; row < level.length; row++) {
            if (positive[row] == side) {
                sums[level[row]] += weight[row];
            }
        }
        return sums;
    }
}
