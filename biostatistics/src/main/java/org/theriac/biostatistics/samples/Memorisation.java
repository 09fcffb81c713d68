package org.theriac.biostatistics.samples;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Whether generated vectors repeat those that a generator has learned from. Vectors held out tell how near a new one lies to the training set by nature;
 * generated ones should lie as near, not nearer.
 *
 * @param generated nearest training vectors of the generated ones
 * @param heldOut nearest training vectors of those held out
 * @param closer probability that a generated vector lies nearer to the training set than one held out (half of the ties): the area under the curve of
 *     authenticity, near 0.5 for a sound generator, near 1 for one that copies, below 0.5 for one that misses the real ones
 * @param threshold a generated vector at most so far from a training vector counts as its copy
 * @param copies generated vectors that count as copies, ascending
 * @param heldOutCopies how many of those held out would count as copies: near-duplicates in the data
 */
public record Memorisation(
        NearestNeighbours generated,
        NearestNeighbours heldOut,
        double closer,
        double threshold,
        int[] copies,
        int heldOutCopies) {
    /** A vector at a third of the usual distance, or nearer, is no new one. */
    private static final double SHARE_OF_MEDIAN = 1.0 / 3;

    /** Compares n₁ × d generated and n₂ × d held-out vectors with m × d training vectors; O((n₁ + n₂) m d). */
    public static Memorisation of(double[][] generated, double[][] heldOut, double[][] training) {
        NearestNeighbours ofGenerated = NearestNeighbours.of(generated, training);
        NearestNeighbours ofHeldOut = NearestNeighbours.of(heldOut, training);
        double[] usual = ofHeldOut.distance().clone();
        Arrays.sort(usual);
        double threshold = SHARE_OF_MEDIAN * median(usual);
        return new Memorisation(
                ofGenerated,
                ofHeldOut,
                closer(ofGenerated.distance(), usual),
                threshold,
                IntStream.range(0, generated.length)
                        .filter(i -> ofGenerated.distance()[i] <= threshold)
                        .toArray(),
                (int) Arrays.stream(usual).filter(d -> d <= threshold).count());
    }

    private static double median(double[] sorted) {
        int n = sorted.length;
        return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    /** P(a &lt; b) + P(a = b) / 2. */
    private static double closer(double[] a, double[] sortedB) {
        double wins = 0;
        for (double distance : a) {
            int notGreater = firstAbove(sortedB, distance, true);
            int smaller = firstAbove(sortedB, distance, false);
            wins += sortedB.length - notGreater + (notGreater - smaller) / 2.0;
        }
        return wins / ((double) a.length * sortedB.length);
    }

    /** How many numbers are smaller than {@code value}, or, inclusive, not greater. */
    private static int firstAbove(double[] sorted, double value, boolean inclusive) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] < value || inclusive && sorted[middle] == value) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
