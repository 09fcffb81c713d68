package org.theriac.biostatistics.samples;

/**
 * Mean and covariance of a sample of vectors.
 *
 * @param count of vectors
 * @param mean d numbers
 * @param covariance d × d, divided by {@code count − 1}
 */
record Moments(int count, double[] mean, double[][] covariance) {
    static Moments of(double[][] sample) {
        int d = Vectors.width(sample);
        if (sample.length < 2) {
            throw new IllegalArgumentException("a covariance needs two vectors, not " + sample.length);
        }
        double[] mean = new double[d];
        for (double[] vector : sample) {
            for (int j = 0; j < d; j++) {
                mean[j] += vector[j] / sample.length;
            }
        }
        double[][] covariance = new double[d][d];
        for (double[] vector : sample) {
            for (int i = 0; i < d; i++) {
                double deviation = vector[i] - mean[i];
                for (int j = 0; j <= i; j++) {
                    covariance[i][j] += deviation * (vector[j] - mean[j]);
                }
            }
        }
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                covariance[i][j] /= sample.length - 1;
                covariance[j][i] = covariance[i][j];
            }
        }
        return new Moments(sample.length, mean, covariance);
    }
}
