package org.theriac.biostatistics.trial.ewoc;

import org.theriac.biostatistics.trial.design.EwocTwoDrugs.Priors;

/**
 * Prior of the efficacy model: b0, b4, b5 normal with mean 0; b1, b2, b3 gamma, and therefore not negative.
 *
 * @param precision of b0, b4 and b5
 * @param shape of b1, b2 and b3
 * @param rate of b1, b2 and b3
 */
public record EfficacyPrior(double precision, double shape, double rate) {
    public static EfficacyPrior of(Priors priors) {
        return new EfficacyPrior(
                1 / (priors.efficacyDeviation() * priors.efficacyDeviation()),
                priors.efficacySlopes().shape(),
                priors.efficacySlopes().rate());
    }
}
