package org.theriac.biostatistics.samples;

/**
 * The nearest reference vector of each query.
 *
 * @param index of it, the first among equally near ones
 * @param distance to it: the root of the mean squared difference of the numbers, so that it does not grow with the width
 */
public record NearestNeighbours(int[] index, double[] distance) {
    /** Compares n × d queries with m × d reference vectors; O(n m d). */
    public static NearestNeighbours of(double[][] queries, double[][] reference) {
        int d = Vectors.width(queries, reference);
        int[] index = new int[queries.length];
        double[] distance = new double[queries.length];
        for (int i = 0; i < queries.length; i++) {
            double best = Double.POSITIVE_INFINITY;
            for (int j = 0; j < reference.length; j++) {
                double squared = Vectors.squaredDistance(queries[i], reference[j], best);
                if (squared < best) {
                    best = squared;
                    index[i] = j;
                }
            }
            distance[i] = Math.sqrt(best / d);
        }
        return new NearestNeighbours(index, distance);
    }
}
