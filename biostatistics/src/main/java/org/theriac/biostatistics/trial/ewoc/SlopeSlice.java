package org.theriac.biostatistics.trial.ewoc;

import java.util.random.RandomGenerator;

/**
 * Draws a slope b ≥ 0 whose density is gamma times normal, by slice sampling of s = b^shape. A gamma prior of shape 0.1 is infinite at 0 and spreads
 * over forty powers of ten; in s it is nearly uniform below 1 and falls to nothing by 2, so that a slice shrunk from the whole range (Neal, "Slice
 * sampling", Annals of Statistics 31, 2003) needs no tuning.
 */
final class SlopeSlice {
    /** Greatest slope that is considered: the default prior gives greater ones a probability below 1e-40. */
    private static final double MOST = 1024;

    private final double shape;
    private final double rate;
    private final int wholeInverse;
    private final double mostOfPower;

    SlopeSlice(EfficacyPrior prior) {
        this.shape = prior.shape();
        this.rate = prior.rate();
        double inverse = 1 / prior.shape();
        this.wholeInverse = inverse == Math.rint(inverse) && inverse <= 100 ? (int) inverse : 0;
        this.mostOfPower = Math.pow(MOST, shape);
    }

    /**
     * A step that keeps the density b^(shape − 1) exp(−rate b − precision b² / 2 + linear b).
     *
     * @param slope where the chain stands
     */
    double draw(double slope, double precision, double linear, RandomGenerator random) {
        double here = Math.min(Math.pow(slope, shape), mostOfPower);
        double level = logDensity(slope, precision, linear) - random.nextExponential();
        double from = 0;
        double to = mostOfPower;
        while (true) {
            double s = from + (to - from) * random.nextDouble();
            double proposed = slope(s);
            if (logDensity(proposed, precision, linear) >= level || to - from < 1e-14) {
                return proposed;
            }
            if (s < here) {
                from = s;
            } else {
                to = s;
            }
        }
    }

    /** Of s, in which the gamma prior's power cancels. */
    private double logDensity(double b, double precision, double linear) {
        return b * (linear - rate - 0.5 * precision * b);
    }

    private double slope(double s) {
        if (wholeInverse == 0) {
            return Math.pow(s, 1 / shape);
        }
        double power = 1;
        double base = s;
        for (int bits = wholeInverse; bits > 0; bits >>= 1) {
            if ((bits & 1) == 1) {
                power *= base;
            }
            base *= base;
        }
        return power;
    }
}
