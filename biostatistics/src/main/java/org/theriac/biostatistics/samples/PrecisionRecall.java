package org.theriac.biostatistics.samples;

import java.util.Arrays;

/**
 * How much of what was generated looks real, and how much of what is real is generated (Kynkäänniemi et al., NeurIPS 2019). The real vectors' support is
 * taken to be the union of balls around them, each reaching to the k-th nearest other one; so also that of the generated ones.
 *
 * @param precision share of generated vectors inside the support of the real ones
 * @param recall share of real vectors inside the support of the generated ones
 * @param neighbours k
 */
public record PrecisionRecall(double precision, double recall, int neighbours) {
    /**
     * Compares n₁ × d generated with n₂ × d real vectors; O((n₁ + n₂)² d).
     *
     * @param neighbours k, smaller than both samples; the paper takes 3
     */
    public static PrecisionRecall of(double[][] generated, double[][] real, int neighbours) {
        Vectors.width(generated, real);
        if (neighbours < 1 || neighbours >= Math.min(generated.length, real.length)) {
            throw new IllegalArgumentException("the nearest " + neighbours + " others among " + generated.length
                    + " generated and " + real.length + " real vectors");
        }
        return new PrecisionRecall(
                inside(generated, real, neighbours), inside(real, generated, neighbours), neighbours);
    }

    private static double inside(double[][] points, double[][] centres, int k) {
        double[] radius = squaredRadii(centres, k);
        int inside = 0;
        for (double[] point : points) {
            for (int c = 0; c < centres.length; c++) {
                if (Vectors.squaredDistance(point, centres[c], radius[c]) <= radius[c]) {
                    inside++;
                    break;
                }
            }
        }
        return inside / (double) points.length;
    }

    private static double[] squaredRadii(double[][] centres, int k) {
        double[] radii = new double[centres.length];
        double[] nearest = new double[k];
        for (int i = 0; i < centres.length; i++) {
            Arrays.fill(nearest, Double.POSITIVE_INFINITY);
            for (int j = 0; j < centres.length; j++) {
                if (i != j) {
                    insert(nearest, Vectors.squaredDistance(centres[i], centres[j], nearest[k - 1]));
                }
            }
            radii[i] = nearest[k - 1];
        }
        return radii;
    }

    /** Keeps the smallest numbers, ascending. */
    private static void insert(double[] smallest, double value) {
        if (value >= smallest[smallest.length - 1]) {
            return;
        }
        int place = smallest.length - 1;
        while (place > 0 && smallest[place - 1] > value) {
            smallest[place] = smallest[place - 1];
            place--;
        }
        smallest[place] = value;
    }
}
