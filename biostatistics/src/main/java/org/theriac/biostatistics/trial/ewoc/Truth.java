package org.theriac.biostatistics.trial.ewoc;

import java.util.random.RandomGenerator;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs;
import org.theriac.biostatistics.trial.design.TwoDrugs;

/**
 * A scenario, ready to be drawn from and compared with.
 *
 * @param curve the true curve of maximum tolerated combinations
 */
record Truth(ToxicitySurface toxicity, EfficacySurface efficacy, MtdCurve curve) {
    static Truth of(TwoDrugs scenario, EwocTwoDrugs design) {
        ToxicitySurface toxicity = ToxicitySurface.of(scenario.toxicity());
        return new Truth(
                toxicity, EfficacySurface.of(scenario.efficacy()), new MtdCurve(toxicity, design.targetToxicity()));
    }

    boolean toxicity(Combination at, RandomGenerator random) {
        return random.nextDouble() < toxicity.probability(at.x(), at.y());
    }

    boolean response(Combination at, RandomGenerator random) {
        return random.nextDouble() < efficacy.probability(at.x(), at.y());
    }

    double responseProbability(Combination at) {
        return efficacy.probability(at.x(), at.y());
    }

    /** The greatest probability of response along the true curve. */
    double greatestResponse() {
        double greatest = 0;
        for (int g = 0; g < MtdCurve.GRID; g++) {
            double x = MtdCurve.gridX(g);
            if (curve.within(x)) {
                greatest = Math.max(greatest, efficacy.probability(x, curve.y(x)));
            }
        }
        return greatest;
    }
}
