package org.theriac.biostatistics.samples;

/** Vectors of one width. */
final class Vectors {
    /** Distances are given up between these many terms, once they are too large to matter. */
    private static final int CHUNK = 32;

    private Vectors() {}

    /** The width that all vectors have. */
    static int width(double[][] vectors) {
        if (vectors.length == 0) {
            throw new IllegalArgumentException("a sample without vectors");
        }
        int width = vectors[0].length;
        for (double[] vector : vectors) {
            if (vector.length != width) {
                throw new IllegalArgumentException(
                        "vectors of " + vector.length + " and of " + width + " numbers in one sample");
            }
        }
        return width;
    }

    /** The width that both samples have. */
    static int width(double[][] one, double[][] other) {
        int width = width(one);
        if (width(other) != width) {
            throw new IllegalArgumentException("vectors of " + width + " and of " + width(other) + " numbers");
        }
        return width;
    }

    /** The squared Euclidean distance, or some larger number than {@code enough} if it is larger. */
    static double squaredDistance(double[] a, double[] b, double enough) {
        double sum = 0;
        for (int from = 0; from < a.length && sum <= enough; from += CHUNK) {
            int to = Math.min(a.length, from + CHUNK);
            for (int j = from; j < to; j++) {
                double difference = a[j] - b[j];
                sum += difference * difference;
            }
        }
        return sum;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }
}
