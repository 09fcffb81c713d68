package org.theriac.biostatistics.trial.ewoc;

import java.util.random.RandomGenerator;
import org.theriac.biostatistics.sampling.StandardNormal;
import org.theriac.biostatistics.sampling.WeightedQuantile;

/**
 * Draws from the posterior of the efficacy model.
 *
 * @param values draws × {@value EfficacySampler#COEFFICIENTS} coefficients, row by row
 */
public record EfficacyDraws(double[] values) {
    private static final int WIDTH = EfficacySampler.COEFFICIENTS;

    /** Runs one chain. */
    public static EfficacyDraws run(EfficacySampler sampler, int warmUp, int kept, RandomGenerator random) {
        double[] b = sampler.start();
        for (int s = 0; s < warmUp; s++) {
            sampler.sweep(b, random);
        }
        double[] values = new double[kept * WIDTH];
        for (int s = 0; s < kept; s++) {
            sampler.sweep(b, random);
            System.arraycopy(b, 0, values, s * WIDTH, WIDTH);
        }
        return new EfficacyDraws(values);
    }

    /** Number of draws. */
    public int count() {
        return values.length / WIDTH;
    }

    /** The draws of one coefficient. */
    public double[] coefficient(int j) {
        double[] draws = new double[count()];
        for (int s = 0; s < draws.length; s++) {
            draws[s] = values[s * WIDTH + j];
        }
        return draws;
    }

    /** The surface of the posterior medians of the coefficients. */
    public EfficacySurface medians() {
        WeightedQuantile quantile = new WeightedQuantile();
        double[] median = new double[WIDTH];
        for (int j = 0; j < WIDTH; j++) {
            quantile.clear(count());
            for (int s = 0; s < count(); s++) {
                quantile.add(values[s * WIDTH + j], 1);
            }
            median[j] = quantile.at(0.5);
        }
        return new EfficacySurface(median[0], median[1], median[2], median[3], median[4], median[5]);
    }

    /** P(P(response | x, y) &gt; level | data). */
    public double exceeds(double x, double y, double level) {
        double bound = StandardNormal.quantile(level);
        int above = 0;
        for (int at = 0; at < values.length; at += WIDTH) {
            above += predictor(at, x, y) > bound ? 1 : 0;
        }
        return (double) above / count();
    }

    /** A posterior quantile of P(response | x, y). */
    public double quantileOfProbability(double x, double y, double level) {
        WeightedQuantile quantile = new WeightedQuantile();
        quantile.clear(count());
        for (int at = 0; at < values.length; at += WIDTH) {
            quantile.add(predictor(at, x, y), 1);
        }
        return StandardNormal.probability(quantile.at(level));
    }

    private double predictor(int at, double x, double y) {
        return values[at]
                + x * (values[at + 1] + values[at + 3] * y + values[at + 4] * x)
                + y * (values[at + 2] + values[at + 5] * y);
    }
}
