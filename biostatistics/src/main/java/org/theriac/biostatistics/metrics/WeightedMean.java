package org.theriac.biostatistics.metrics;

/** A mean under row weights. */
public final class WeightedMean {
    private WeightedMean() {}

    /** Σ w x ∕ Σ w; NaN where no row has weight. */
    public static double of(double[] value, double[] weight) {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < value.length; i++) {
            sum += weight[i] * value[i];
            weights += weight[i];
        }
        return sum / weights;
    }
}
