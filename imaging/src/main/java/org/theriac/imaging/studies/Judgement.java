package org.theriac.imaging.studies;

import java.util.random.RandomGenerator;
import org.theriac.biostatistics.samples.FrechetDistance;
import org.theriac.biostatistics.samples.KernelDistance;
import org.theriac.biostatistics.samples.Memorisation;
import org.theriac.biostatistics.samples.PrecisionRecall;

/**
 * How generated pictures stand beside real ones.
 *
 * @param features what turned pictures into vectors, in words
 * @param width numbers in such a vector
 * @param generated generated against held-out pictures
 * @param real training against held-out pictures, as many as were generated if there are: what a perfect generator would reach
 * @param inPixels distances to the training pictures, from pixel to pixel
 * @param inFeatures the same between features
 */
record Judgement(
        String features,
        int width,
        Comparison generated,
        Comparison real,
        Memorisation inPixels,
        Memorisation inFeatures) {
    /** One set of pictures against those held out. */
    record Comparison(int count, KernelDistance kernel, FrechetDistance frechet, PrecisionRecall balls) {
        static Comparison of(
                double[][] one, double[][] heldOut, GenerationSettings.Protocol protocol, RandomGenerator random) {
            int neighbours = Math.min(protocol.neighbours(), Math.min(one.length, heldOut.length) - 1);
            return new Comparison(
                    one.length,
                    KernelDistance.between(one, heldOut, protocol.subsets(), protocol.level(), random),
                    FrechetDistance.between(one, heldOut),
                    PrecisionRecall.of(one, heldOut, neighbours));
        }
    }
}
