package org.theriac.biostatistics.diagnostics;

/**
 * Rows of a class and of the others, called or not. Immutable; counts of test sets are added.
 *
 * @param truePositives of the class and called
 * @param falseNegatives of the class, not called
 * @param falsePositives of the others, called
 * @param trueNegatives of the others, not called
 */
public record TwoByTwo(int truePositives, int falseNegatives, int falsePositives, int trueNegatives) {
    /** No rows yet. */
    public static final TwoByTwo NONE = new TwoByTwo(0, 0, 0, 0);

    /** Counts rows. */
    public static TwoByTwo of(boolean[] positive, boolean[] called) {
        int[] counts = new int[4];
        for (int row = 0; row < positive.length; row++) {
            counts[(positive[row] ? 0 : 2) + (called[row] == positive[row] ? 0 : 1)]++;
        }
        return new TwoByTwo(counts[0], counts[1], counts[3], counts[2]);
    }

    public TwoByTwo plus(TwoByTwo other) {
        return new TwoByTwo(
                truePositives + other.truePositives,
                falseNegatives + other.falseNegatives,
                falsePositives + other.falsePositives,
                trueNegatives + other.trueNegatives);
    }

    /** Share of the class that was called. */
    public Share sensitivity() {
        return new Share(truePositives, truePositives + falseNegatives);
    }

    /** Share of the others that was not called. */
    public Share specificity() {
        return new Share(trueNegatives, trueNegatives + falsePositives);
    }

    /** Share of the called rows that are of the class. */
    public Share positivePredictiveValue() {
        return new Share(truePositives, truePositives + falsePositives);
    }

    /** Share of the rows not called that are of the others. */
    public Share negativePredictiveValue() {
        return new Share(trueNegatives, trueNegatives + falseNegatives);
    }

    /** PPV where the class has another prevalence, by Bayes: se π / (se π + (1 − sp)(1 − π)). */
    public double positivePredictiveValueAt(double prevalence) {
        double hit = sensitivity().value() * prevalence;
        return hit / (hit + (1 - specificity().value()) * (1 - prevalence));
    }

    /** NPV where the class has another prevalence: sp (1 − π) / (sp (1 − π) + (1 − se) π). */
    public double negativePredictiveValueAt(double prevalence) {
        double hit = specificity().value() * (1 - prevalence);
        return hit / (hit + (1 - sensitivity().value()) * prevalence);
    }
}
