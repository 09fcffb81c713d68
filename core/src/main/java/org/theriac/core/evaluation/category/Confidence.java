package org.theriac.core.evaluation.category;

import org.theriac.core.outcome.Category;
import org.theriac.core.outcome.ClassProbabilities;

/**
 * One probability for each row whose calibration is looked at: that of the positive class of two, or of the most likely of several.
 *
 * @param probability n
 * @param hit whether the row had that class, n
 */
public record Confidence(double[] probability, boolean[] hit) {
    public static Confidence of(Category outcome, ClassProbabilities predicted, int[] truth) {
        double[] probability = new double[truth.length];
        boolean[] hit = new boolean[truth.length];
        for (int row = 0; row < truth.length; row++) {
            int k = outcome.binary() ? outcome.positiveClass() : predicted.mostLikely(row);
            probability[row] = predicted.of(row, k);
            hit[row] = truth[row] == k;
        }
        return new Confidence(probability, hit);
    }
}
