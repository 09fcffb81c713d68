package org.theriac.biostatistics.samples;

import java.util.random.RandomGenerator;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The squared maximum mean discrepancy of two samples with the kernel k(x, y) = (x·y/d + 1)³ (Gretton et al., JMLR 2012; Bińkowski et al., ICLR 2018): the
 * mean of k within the one sample, plus that within the other, less twice that between them, no vector paired with itself. On features of pictures it is
 * called KID. Unbiased at any size of sample; where the distributions are equal its mean is 0, and it is often negative.
 *
 * <p>The value is the mean over random halves of both samples. Deleting half of a sample, the estimates' spread over the halves is the standard error of
 * the whole (Shao and Wu, Annals of Statistics 1989); vectors are never drawn twice, which would pair them with themselves.
 *
 * @param value mean over the subsets
 * @param standardError standard deviation over the subsets
 * @param lower limit of the interval
 * @param upper limit of the interval
 * @param subsets how many were drawn
 * @param size1 vectors of the one sample in a subset
 * @param size2 vectors of the other
 */
public record KernelDistance(
        double value, double standardError, double lower, double upper, int subsets, int size1, int size2) {
    /** More vectors than these of a sample are not used: memory is their square. */
    public static final int MOST = 2000;

    private static final int LEAST = 4;

    /**
     * Between two samples, n₁ × d and n₂ × d; O((n₁ + n₂)² (d + subsets)).
     *
     * @param subsets at least 2
     * @param level of the interval, such as 0.95
     * @throws IllegalArgumentException for fewer than four vectors, or for vectors of different widths
     */
    public static KernelDistance between(
            double[][] one, double[][] other, int subsets, double level, RandomGenerator random) {
        int d = Vectors.width(one, other);
        if (one.length < LEAST || other.length < LEAST || subsets < 2) {
            throw new IllegalArgumentException(
                    one.length + " and " + other.length + " vectors in " + subsets + " subsets; at least 4, 4 and 2");
        }
        double[][] x = chosen(one, order(one.length, random), Math.min(MOST, one.length));
        double[][] y = chosen(other, order(other.length, random), Math.min(MOST, other.length));
        double[][] within1 = kernel(x, x, d);
        double[][] within2 = kernel(y, y, d);
        double[][] across = kernel(x, y, d);
        int size1 = x.length / 2;
        int size2 = y.length / 2;
        double sum = 0;
        double squares = 0;
        for (int s = 0; s < subsets; s++) {
            int[] rows = order(x.length, random);
            int[] columns = order(y.length, random);
            double estimate = offDiagonal(within1, rows, size1)
                    + offDiagonal(within2, columns, size2)
                    - 2 * mean(across, rows, size1, columns, size2);
            sum += estimate;
            squares += estimate * estimate;
        }
        double value = sum / subsets;
        double error = Math.sqrt(Math.max(0, (squares - sum * value) / (subsets - 1)));
        double reach = NormalDistribution.of(0, 1).inverseCumulativeProbability((1 + level) / 2) * error;
        return new KernelDistance(value, error, value - reach, value + reach, subsets, size1, size2);
    }

    /** The unbiased estimate from all vectors at once. */
    static double unbiased(double[][] one, double[][] other) {
        int d = Vectors.width(one, other);
        int[] rows = identity(one.length);
        int[] columns = identity(other.length);
        return offDiagonal(kernel(one, one, d), rows, rows.length)
                + offDiagonal(kernel(other, other, d), columns, columns.length)
                - 2 * mean(kernel(one, other, d), rows, rows.length, columns, columns.length);
    }

    private static double[][] kernel(double[][] x, double[][] y, int d) {
        double[][] kernel = new double[x.length][y.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < y.length; j++) {
                double base = Vectors.dot(x[i], y[j]) / d + 1;
                kernel[i][j] = base * base * base;
            }
        }
        return kernel;
    }

    private static double offDiagonal(double[][] kernel, int[] order, int size) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            double[] row = kernel[order[i]];
            for (int j = 0; j < i; j++) {
                sum += row[order[j]];
            }
        }
        return 2 * sum / ((double) size * (size - 1));
    }

    private static double mean(double[][] kernel, int[] rows, int size1, int[] columns, int size2) {
        double sum = 0;
        for (int i = 0; i < size1; i++) {
            double[] row = kernel[rows[i]];
            for (int j = 0; j < size2; j++) {
                sum += row[columns[j]];
            }
        }
        return sum / ((double) size1 * size2);
    }

    private static double[][] chosen(double[][] sample, int[] order, int count) {
        double[][] chosen = new double[count][];
        for (int i = 0; i < count; i++) {
            chosen[i] = sample[order[i]];
        }
        return chosen;
    }

    private static int[] identity(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        return order;
    }

    private static int[] order(int n, RandomGenerator random) {
        int[] order = identity(n);
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int moved = order[i];
            order[i] = order[j];
            order[j] = moved;
        }
        return order;
    }
}
