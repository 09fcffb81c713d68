package org.theriac.biostatistics.diagnostics;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.theriac.core.evaluation.Evaluation.Candidate;
import org.theriac.core.outcome.Category;
import org.theriac.core.outcome.ClassProbabilities;
import org.theriac.core.report.Numbers;

/**
 * The threshold for a wanted sensitivity, and what it does to the test rows. With several folds the threshold of a fold is chosen on the test rows of
 * the others, so that no row's own prediction takes part in choosing the threshold that it is judged by. With a single test set there is nobody else to
 * ask.
 *
 * @param lowest threshold over the parts
 * @param highest threshold over the parts
 * @param counts of all parts, each at its own threshold
 */
record OperatingPoint(double lowest, double highest, TwoByTwo counts) {
    /** What screening asks for first. */
    static final double SENSITIVITY = 0.9;

    static OperatingPoint of(TestRows rows, Candidate<Category, ClassProbabilities> candidate, int k) {
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        TwoByTwo counts = TwoByTwo.NONE;
        for (int part = 0; part < rows.parts(); part++) {
            int own = part;
            int[] choosing = rows.parts() == 1
                    ? new int[] {0}
                    : IntStream.range(0, rows.parts())
                            .filter(other -> other != own)
                            .toArray();
            double threshold = threshold(rows, candidate, k, choosing);
            lowest = Math.min(lowest, threshold);
            highest = Math.max(highest, threshold);
            double[] score = rows.score(candidate, part, k);
            boolean[] called = new boolean[score.length];
            for (int row = 0; row < called.length; row++) {
                called[row] = score[row] >= threshold;
            }
            counts = counts.plus(TwoByTwo.of(rows.is(part, k), called));
        }
        return new OperatingPoint(lowest, highest, counts);
    }

    private static double threshold(
            TestRows rows, Candidate<Category, ClassProbabilities> candidate, int k, int[] parts) {
        double[] score = Arrays.stream(parts)
                .boxed()
                .flatMapToDouble(part -> Arrays.stream(rows.score(candidate, part, k)))
                .toArray();
        boolean[] positive = new boolean[score.length];
        int at = 0;
        for (int part : parts) {
            boolean[] is = rows.is(part, k);
            System.arraycopy(is, 0, positive, at, is.length);
            at += is.length;
        }
        return RocCurve.thresholdFor(SENSITIVITY, score, positive);
    }

    String thresholds() {
        String low = Numbers.percent(lowest);
        String high = Numbers.percent(highest);
        return low.equals(high) ? low : low.replace(" %", "") + "–" + high;
    }

    /** Which rows chose the threshold. */
    static String origin(TestRows rows) {
        String wanted = "The threshold for a sensitivity of " + Numbers.level(SENSITIVITY);
        return rows.parts() == 1
                ? wanted
                        + " was chosen on the very test rows that it is judged on, since no other rows have predictions of a"
                        + " model that had not learned from them: that line is descriptive and flatters the method."
                : wanted
                        + " of each fold is the largest that reaches it on the test rows of the other folds, each predicted by"
                        + " the model that had not learned from it. The fold's own rows take part in the choice only in so far as the"
                        + " other folds' models had learned from them. Counts are added over folds.";
    }
}
