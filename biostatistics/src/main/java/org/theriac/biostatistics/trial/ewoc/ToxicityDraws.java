package org.theriac.biostatistics.trial.ewoc;

import java.util.random.RandomGenerator;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.theriac.biostatistics.sampling.StandardNormal;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs.GammaPrior;

/**
 * Draws of the prior of the toxicity model: ρ10, ρ01 ~ U(0, 1), ρ00 = u min(ρ10, ρ01) with u ~ U(0, 1), a3 ~ gamma. One set serves all posteriors of
 * a study, so that trials are compared on common random numbers. The draws are evenly spread (a randomly shifted Kronecker sequence) and come in
 * pairs, each with its mirror image in which the drugs change places: mirrored patients get mirrored doses. Immutable.
 */
public final class ToxicityDraws {
    /** Root of φ⁵ = φ + 1: powers of its inverse are the steps of the evenly spread sequence in four dimensions (Roberts, 2018). */
    private static final double PHI = 1.1673039782614187;

    /** Below this share of its scale the gamma distribution is a power to all digits that matter. */
    private static final double POWER_LAW = 1e-8;

    final double[] rho00;
    final double[] rho10;
    final double[] rho01;
    final double[] a0;
    final double[] a1;
    final double[] a2;
    final double[] a3;

    /**
     * @param count number of draws, even
     * @param random shifts the sequence
     */
    public ToxicityDraws(GammaPrior interaction, int count, RandomGenerator random) {
        rho00 = new double[count];
        rho10 = new double[count];
        rho01 = new double[count];
        a0 = new double[count];
        a1 = new double[count];
        a2 = new double[count];
        a3 = new double[count];
        double[] at = {random.nextDouble(), random.nextDouble(), random.nextDouble(), random.nextDouble()};
        double[] step = {1 / PHI, Math.pow(PHI, -2), Math.pow(PHI, -3), Math.pow(PHI, -4)};
        GammaDistribution gamma = GammaDistribution.of(interaction.shape(), 1 / interaction.rate());
        int half = count / 2;
        for (int i = 0; i < half; i++) {
            for (int d = 0; d < at.length; d++) {
                at[d] = inside((at[d] + step[d]) % 1);
            }
            double a3OfBoth = gammaQuantile(gamma, interaction, at[3]);
            put(i, at[0], at[1], at[2], a3OfBoth);
            put(half + i, at[1], at[0], at[2], a3OfBoth);
        }
    }

    /** Keeps off 0, where the probit is infinite. */
    private static double inside(double u) {
        return Math.max(u, 0x1p-53);
    }

    private void put(int i, double x1, double y1, double share, double interaction) {
        rho10[i] = x1;
        rho01[i] = y1;
        rho00[i] = share * Math.min(x1, y1);
        a0[i] = StandardNormal.quantile(rho00[i]);
        a1[i] = StandardNormal.quantile(x1) - a0[i];
        a2[i] = StandardNormal.quantile(y1) - a0[i];
        a3[i] = interaction;
    }

    /** A shape of 0.1 puts a seventh of all draws below 1e-8: there the distribution is inverted in closed form, P(b) = (rate b)^shape / Γ(shape + 1). */
    private static double gammaQuantile(GammaDistribution gamma, GammaPrior prior, double p) {
        double gammaOfNext = Math.exp(org.apache.commons.numbers.gamma.LogGamma.value(prior.shape() + 1));
        double scaled = Math.pow(p * gammaOfNext, 1 / prior.shape());
        return scaled < POWER_LAW ? scaled / prior.rate() : gamma.inverseCumulativeProbability(p);
    }

    /** Number of draws. */
    public int count() {
        return a0.length;
    }
}
