package org.theriac.biostatistics.trial.ewoc;

import org.theriac.biostatistics.sampling.StandardNormal;
import org.theriac.biostatistics.trial.design.TwoDrugs;

/** P(response | x, y) = F(b0 + b1 x + b2 y + b3 x y + b4 x² + b5 y²), F the standard normal distribution. */
public record EfficacySurface(double b0, double b1, double b2, double b3, double b4, double b5) {
    public static EfficacySurface of(TwoDrugs.Efficacy truth) {
        return new EfficacySurface(
                truth.intercept(),
                truth.slopeX(),
                truth.slopeY(),
                truth.interaction(),
                truth.squareX(),
                truth.squareY());
    }

    public double probability(double x, double y) {
        return StandardNormal.probability(b0 + x * (b1 + b3 * y + b4 * x) + y * (b2 + b5 * y));
    }
}
