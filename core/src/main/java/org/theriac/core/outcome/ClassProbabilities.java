package org.theriac.core.outcome;

import java.util.Arrays;
import java.util.List;

/**
 * A probability of each class for each row.
 *
 * @param classes in the order of the columns, as {@link Category#classes()} gives them
 * @param probability n × classes, each row from 0 to 1 with sum 1; rows may share one array. Shared: do not change
 */
public record ClassProbabilities(List<String> classes, double[][] probability) implements Predictions {
    /** Single-precision softmax of a hundred classes is off by less. */
    private static final double TOLERANCE = 1e-5;

    /** @throws IllegalArgumentException if a row is not a distribution over the classes */
    public ClassProbabilities {
        classes = List.copyOf(classes);
        for (double[] row : probability) {
            if (row.length != classes.size()) {
                throw new IllegalArgumentException(row.length + " probabilities for " + classes.size() + " classes");
            }
            double sum = 0;
            for (double p : row) {
                if (!(p >= 0 && p <= 1 + TOLERANCE)) {
                    throw new IllegalArgumentException("a probability of " + p);
                }
                sum += p;
            }
            if (!(Math.abs(sum - 1) <= TOLERANCE)) {
                throw new IllegalArgumentException("probabilities of a row add up to " + sum);
            }
        }
    }

    /**
     * Softmax of each row: exp(z_k) / Σ_l exp(z_l), with the row's maximum taken off first.
     *
     * @param logits n × classes, finite
     */
    public static ClassProbabilities ofLogits(List<String> classes, double[][] logits) {
        return new ClassProbabilities(
                classes, Arrays.stream(logits).map(ClassProbabilities::softmax).toArray(double[][]::new));
    }

    private static double[] softmax(double[] logits) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double z : logits) {
            largest = Math.max(largest, z);
        }
        double[] softmax = new double[logits.length];
        double sum = 0;
        for (int k = 0; k < softmax.length; k++) {
            softmax[k] = Math.exp(logits[k] - largest);
            sum += softmax[k];
        }
        for (int k = 0; k < softmax.length; k++) {
            softmax[k] /= sum;
        }
        return softmax;
    }

    @Override
    public int rows() {
        return probability.length;
    }

    public double of(int row, int classIndex) {
        return probability[row][classIndex];
    }

    /** The probabilities of one class, length n. */
    public double[] ofClass(int classIndex) {
        return Arrays.stream(probability).mapToDouble(row -> row[classIndex]).toArray();
    }

    /** The class of largest probability; of equal ones the first. */
    public int mostLikely(int row) {
        double[] p = probability[row];
        int best = 0;
        for (int k = 1; k < p.length; k++) {
            if (p[k] > p[best]) {
                best = k;
            }
        }
        return best;
    }

    @Override
    public ClassProbabilities take(int[] rows) {
        return new ClassProbabilities(
                classes, Arrays.stream(rows).mapToObj(row -> probability[row]).toArray(double[][]::new));
    }
}
