package org.theriac.biostatistics.trial.ewoc;

import org.theriac.biostatistics.sampling.StandardNormal;

/** The combinations with the target toxicity: y(x) = (F⁻¹(θ) − a0 − a1 x) / (a2 + a3 x), decreasing in x, a straight line if a3 = 0. */
public final class MtdCurve {
    /** Points of the grid on which curves are examined. */
    public static final int GRID = 101;

    private final ToxicitySurface toxicity;
    private final double probit;

    /** @param target θ, the probability of a dose-limiting toxicity along the curve */
    public MtdCurve(ToxicitySurface toxicity, double target) {
        this.toxicity = toxicity;
        this.probit = StandardNormal.quantile(target);
    }

    /** The x of a point of the grid, 0 … 1. */
    public static double gridX(int point) {
        return point / (GRID - 1.0);
    }

    /** Not confined to doses that exist. */
    public double y(double x) {
        return toxicity.tolerated(x, probit);
    }

    /** The tolerated dose, confined to 0 … 1. */
    public double clippedY(double x) {
        return Math.max(0, Math.min(1, y(x)));
    }

    /** Whether the curve at x runs through doses that exist. */
    public boolean within(double x) {
        double y = y(x);
        return y >= 0 && y <= 1;
    }
}
