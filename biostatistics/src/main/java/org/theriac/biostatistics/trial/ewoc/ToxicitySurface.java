package org.theriac.biostatistics.trial.ewoc;

import org.theriac.biostatistics.sampling.StandardNormal;
import org.theriac.biostatistics.trial.design.TwoDrugs;

/**
 * P(DLT | x, y) = F(a0 + a1 x + a2 y + a3 x y), F the standard normal distribution; a1, a2 ≥ 0 and a3 ≥ 0, so that more of a drug never harms less.
 */
public record ToxicitySurface(double a0, double a1, double a2, double a3) {
    /**
     * From the probabilities at three corners.
     *
     * @param rho00 at (0, 0), above 0 and not above the others
     * @param rho10 at (1, 0)
     * @param rho01 at (0, 1)
     */
    public static ToxicitySurface of(double rho00, double rho10, double rho01, double interaction) {
        double a0 = StandardNormal.quantile(rho00);
        return new ToxicitySurface(
                a0, StandardNormal.quantile(rho10) - a0, StandardNormal.quantile(rho01) - a0, interaction);
    }

    public static ToxicitySurface of(TwoDrugs.Toxicity truth) {
        return of(truth.rho00(), truth.rho10(), truth.rho01(), truth.interaction());
    }

    public double probability(double x, double y) {
        return StandardNormal.probability(a0 + a1 * x + a2 * y + a3 * x * y);
    }

    /** The dose y that has the given probit of toxicity with x; not confined to 0 … 1, infinite where y does not matter. */
    public double tolerated(double x, double probit) {
        return (probit - a0 - a1 * x) / (a2 + a3 * x);
    }
}
