package org.theriac.biostatistics.trial.ewoc;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.Erfc;
import org.theriac.biostatistics.sampling.StandardNormal;
import org.theriac.biostatistics.sampling.WeightedQuantile;

/**
 * The toxicity model after some patients, by self-normalised importance sampling: each draw of the prior weighs as much as its likelihood. Exact up to
 * the number of draws, without any question of convergence; {@link #effectiveSize} says what the draws are worth. A patient costs one normal
 * probability for each draw. Not safe for use by several threads.
 */
public final class ToxicityPosterior {
    private static final double ROOT_HALF = Math.sqrt(0.5);

    private final ToxicityDraws draws;
    private final double probit;
    private final double[] weight;
    private final WeightedQuantile quantile = new WeightedQuantile();

    /**
     * The prior.
     *
     * @param target θ_Z, the wanted probability of a dose-limiting toxicity
     */
    public ToxicityPosterior(ToxicityDraws draws, double target) {
        this.draws = draws;
        this.probit = StandardNormal.quantile(target);
        this.weight = new double[draws.count()];
        Arrays.fill(weight, 1);
    }

    /** Takes a patient in. */
    public void observe(double x, double y, boolean dlt) {
        double xy = x * y;
        double sign = dlt ? -ROOT_HALF : ROOT_HALF;
        double most = 0;
        for (int i = 0; i < weight.length; i++) {
            if (weight[i] > 0) {
                double predictor = draws.a0[i] + (draws.a1[i] * x + draws.a2[i] * y) + draws.a3[i] * xy;
                // F(±predictor) directly: 1 − F would lose the small ones
                weight[i] *= 0.5 * Erfc.value(sign * predictor);
                most = Math.max(most, weight[i]);
            }
        }
        rescale(most);
    }

    /** The greatest weight becomes 1, so that a long trial does not end below the least number there is. */
    private void rescale(double most) {
        if (!(most > 0)) {
            throw new IllegalStateException("no draw of the prior allows for the patients seen");
        }
        for (int i = 0; i < weight.length; i++) {
            weight[i] /= most;
        }
    }

    /**
     * Quantile of the tolerated dose of drug y given x, over the draws in which it exceeds a bound.
     *
     * @param least doses at or below it do not exist, not even as no drug at all
     * @return NaN if it exceeds the bound in no draw
     */
    public double toleratedY(double x, double level, double least) {
        quantile.clear(weight.length);
        for (int i = 0; i < weight.length; i++) {
            addAbove(least, (probit - draws.a0[i] - draws.a1[i] * x) / (draws.a2[i] + draws.a3[i] * x), weight[i]);
        }
        return quantile.total() > 0 ? quantile.at(level) : Double.NaN;
    }

    /** The same of drug x given y. */
    public double toleratedX(double y, double level, double least) {
        quantile.clear(weight.length);
        for (int i = 0; i < weight.length; i++) {
            addAbove(least, (probit - draws.a0[i] - draws.a2[i] * y) / (draws.a1[i] + draws.a3[i] * y), weight[i]);
        }
        return quantile.total() > 0 ? quantile.at(level) : Double.NaN;
    }

    private void addAbove(double least, double dose, double weightOfDraw) {
        if (dose > least && weightOfDraw > 0) {
            quantile.add(dose, weightOfDraw);
        }
    }

    /** P(P(DLT | 0, 0) &gt; level | data). */
    public double startExceeds(double level) {
        double above = 0;
        double all = 0;
        for (int i = 0; i < weight.length; i++) {
            all += weight[i];
            above += draws.rho00[i] > level ? weight[i] : 0;
        }
        return above / all;
    }

    /** P(P(DLT | x, y) &gt; level | data). */
    public double exceeds(double x, double y, double level) {
        double bound = StandardNormal.quantile(level);
        double above = 0;
        double all = 0;
        for (int i = 0; i < weight.length; i++) {
            all += weight[i];
            above += predictor(i, x, y) > bound ? weight[i] : 0;
        }
        return above / all;
    }

    /** The posterior mean of P(DLT | x, y). */
    public double meanProbability(double x, double y) {
        double sum = 0;
        double all = 0;
        for (int i = 0; i < weight.length; i++) {
            all += weight[i];
            sum += weight[i] * StandardNormal.probability(predictor(i, x, y));
        }
        return sum / all;
    }

    /** A posterior quantile of P(DLT | x, y). */
    public double quantileOfProbability(double x, double y, double level) {
        quantile.clear(weight.length);
        for (int i = 0; i < weight.length; i++) {
            quantile.add(predictor(i, x, y), weight[i]);
        }
        return StandardNormal.probability(quantile.at(level));
    }

    private double predictor(int i, double x, double y) {
        return draws.a0[i] + draws.a1[i] * x + draws.a2[i] * y + draws.a3[i] * x * y;
    }

    /** The surface of the posterior medians of ρ00, ρ10, ρ01 and a3. */
    public ToxicitySurface medians() {
        return ToxicitySurface.of(median(draws.rho00), median(draws.rho10), median(draws.rho01), median(draws.a3));
    }

    /** Posterior means of ρ00, ρ10 and ρ01. */
    public double[] cornerMeans() {
        return new double[] {mean(draws.rho00), mean(draws.rho10), mean(draws.rho01)};
    }

    private double median(double[] parameter) {
        quantile.clear(weight.length);
        for (int i = 0; i < weight.length; i++) {
            quantile.add(parameter[i], weight[i]);
        }
        return quantile.at(0.5);
    }

    private double mean(double[] parameter) {
        double sum = 0;
        double all = 0;
        for (int i = 0; i < weight.length; i++) {
            sum += weight[i] * parameter[i];
            all += weight[i];
        }
        return sum / all;
    }

    /** Kish's effective sample size: how many unweighted draws would say as much. */
    public double effectiveSize() {
        double sum = 0;
        double squares = 0;
        for (double w : weight) {
            sum += w;
            squares += w * w;
        }
        return sum * sum / squares;
    }
}
