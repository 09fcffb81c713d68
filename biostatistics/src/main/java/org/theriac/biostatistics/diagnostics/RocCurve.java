package org.theriac.biostatistics.diagnostics;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The ROC curve of one score on one set of rows, straight between the thresholds, so that ties are diagonals and the area is the AUC. */
public final class RocCurve {
    /** One point for each threshold from the highest down, after (0, 0); ends at (1, 1). */
    private final double[] falsePositiveRate;

    private final double[] sensitivity;

    private RocCurve(double[] falsePositiveRate, double[] sensitivity) {
        this.falsePositiveRate = falsePositiveRate;
        this.sensitivity = sensitivity;
    }

    /**
     * Sorts in O(n log n).
     *
     * @throws IllegalArgumentException without rows on one of the sides
     */
    public static RocCurve of(double[] score, boolean[] positive) {
        double[] hits = sorted(score, positive, true);
        double[] others = sorted(score, positive, false);
        if (hits.length == 0 || others.length == 0) {
            throw new IllegalArgumentException(hits.length + " positive and " + others.length + " negative rows");
        }
        double[] thresholds =
                Arrays.stream(score).map(s -> s + 0.0).sorted().distinct().toArray();
        double[] x = new double[thresholds.length + 1];
        double[] y = new double[thresholds.length + 1];
        int passedHits = 0;
        int passedOthers = 0;
        for (int t = 1; t <= thresholds.length; t++) {
            double threshold = thresholds[thresholds.length - t];
            while (passedHits < hits.length && hits[hits.length - 1 - passedHits] >= threshold) {
                passedHits++;
            }
            while (passedOthers < others.length && others[others.length - 1 - passedOthers] >= threshold) {
                passedOthers++;
            }
            x[t] = passedOthers / (double) others.length;
            y[t] = passedHits / (double) hits.length;
        }
        return new RocCurve(x, y);
    }

    private static double[] sorted(double[] score, boolean[] positive, boolean side) {
        return IntStream.range(0, score.length)
                .filter(row -> positive[row] == side)
                .mapToDouble(row -> score[row])
                .sorted()
                .toArray();
    }

    /** Sensitivity at a share of false positives: on a vertical piece of the curve its upper end, between points on the straight line. */
    public double sensitivityAt(double rate) {
        int after = 0;
        while (after < falsePositiveRate.length && falsePositiveRate[after] <= rate) {
            after++;
        }
        int before = after - 1;
        if (after == falsePositiveRate.length) {
            return sensitivity[before];
        }
        double way = (rate - falsePositiveRate[before]) / (falsePositiveRate[after] - falsePositiveRate[before]);
        return sensitivity[before] + way * (sensitivity[after] - sensitivity[before]);
    }

    /**
     * The largest threshold at which at least a share of the positive rows is called, a row being called when its score is the threshold or more.
     *
     * @throws IllegalArgumentException without positive rows
     */
    public static double thresholdFor(double leastSensitivity, double[] score, boolean[] positive) {
        double[] hits = sorted(score, positive, true);
        if (hits.length == 0) {
            throw new IllegalArgumentException("no positive rows");
        }
        int needed = Math.max(1, (int) Math.ceil(leastSensitivity * hits.length - 1e-9));
        return hits[hits.length - needed];
    }
}
