package org.theriac.biostatistics.trial.ewoc;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs;

/** Adaptive randomisation along the estimated curve of maximum tolerated combinations, its stopping rules, and the final test. */
public final class StageTwo {
    /** Reference prior of the rate of dose-limiting toxicities: Beta(½, ½). */
    private static final double JEFFREYS = 0.5;

    private final EwocTwoDrugs design;

    public StageTwo(EwocTwoDrugs design) {
        this.design = design;
    }

    /**
     * Draws the combinations of a cohort from the density proportional to P(response) along the curve, by rejection from the uniform one.
     *
     * @param count how many
     */
    public List<Combination> randomise(MtdCurve curve, EfficacySurface efficacy, int count, RandomGenerator random) {
        double bound = 0;
        for (int g = 0; g < MtdCurve.GRID; g++) {
            double x = MtdCurve.gridX(g);
            bound = Math.max(bound, efficacy.probability(x, curve.clippedY(x)));
        }
        List<Combination> drawn = new ArrayList<>();
        while (drawn.size() < count) {
            double x = random.nextDouble();
            double y = curve.clippedY(x);
            // a flat zero has no shape to follow: then all of the curve is alike
            if (bound == 0 || random.nextDouble() * bound <= efficacy.probability(x, y)) {
                drawn.add(new Combination(x, y));
            }
        }
        return drawn;
    }

    /** P(rate of dose-limiting toxicities is unsafe | d of n), the rate being Beta(½ + d, ½ + n − d). */
    public double unsafeRate(int toxicities, int patients) {
        double level = design.targetToxicity() + design.stopping().margin();
        return level >= 1
                ? 0
                : RegularizedBeta.complement(level, JEFFREYS + toxicities, JEFFREYS + patients - toxicities);
    }

    /** Whether stage two must end because of toxicity. */
    public boolean stopsForToxicity(int toxicities, int patients) {
        return unsafeRate(toxicities, patients) > design.stopping().unsafeRate();
    }

    /** P(P(response) &gt; θ_E | data) at each point of the grid along the curve, confined to doses that exist. */
    public double[] efficacyAlong(MtdCurve curve, EfficacyDraws draws) {
        double[] probability = new double[MtdCurve.GRID];
        for (int g = 0; g < MtdCurve.GRID; g++) {
            double x = MtdCurve.gridX(g);
            probability[g] = draws.exceeds(x, curve.clippedY(x), design.nullResponse());
        }
        return probability;
    }

    /** Whether stage two must end because nowhere on the curve efficacy is likely enough. */
    public boolean stopsForFutility(double[] efficacyAlong) {
        return greatest(efficacyAlong) < design.stopping().futility();
    }

    /** The test statistic: the greatest posterior probability of efficacy along the curve; the null hypothesis falls from δ_u on. */
    public static double greatest(double[] efficacyAlong) {
        double greatest = 0;
        for (double probability : efficacyAlong) {
            greatest = Math.max(greatest, probability);
        }
        return greatest;
    }

    /**
     * The grid point to recommend: the likeliest to be effective among those where the curve itself, not its confinement, runs through doses that
     * exist. Posterior probabilities near 1 are often equal as far as draws can tell: of equals it is the one with the best estimated response.
     *
     * @param efficacy the surface of posterior medians
     * @return −1 if the curve lies beyond all doses
     */
    public static int recommended(MtdCurve curve, double[] efficacyAlong, EfficacySurface efficacy) {
        int best = -1;
        double bestResponse = 0;
        for (int g = 0; g < MtdCurve.GRID; g++) {
            double x = MtdCurve.gridX(g);
            if (!curve.within(x)) {
                continue;
            }
            double response = efficacy.probability(x, curve.y(x));
            boolean better = best < 0
                    || efficacyAlong[g] > efficacyAlong[best]
                    || efficacyAlong[g] == efficacyAlong[best] && response > bestResponse;
            if (better) {
                best = g;
                bestResponse = response;
            }
        }
        return best;
    }
}
