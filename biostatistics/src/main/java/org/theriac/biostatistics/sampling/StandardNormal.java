package org.theriac.biostatistics.sampling;

import java.util.random.RandomGenerator;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.InverseErfc;

/** The standard normal distribution, accurate in both tails. */
public final class StandardNormal {
    private static final double ROOT_TWO = Math.sqrt(2);

    /** Beyond this bound the exponential proposal accepts more often than the plain normal one. */
    private static final double TAIL = 0.4;

    private StandardNormal() {}

    /** F(z) = P(Z ≤ z); keeps its relative accuracy down to z = −38, below which it is 0. */
    public static double probability(double z) {
        return 0.5 * Erfc.value(-z / ROOT_TWO);
    }

    /** F⁻¹(p); −∞ at 0, ∞ at 1, accurate for p as small as 1e-300. */
    public static double quantile(double p) {
        return -ROOT_TWO * InverseErfc.value(2 * p);
    }

    /**
     * A draw of Z given Z &gt; bound, exact for every bound (Robert, "Simulation of truncated normal variables", Statistics and Computing 5, 1995):
     * by rejection from the normal distribution, in the tail from a shifted exponential one.
     */
    public static double above(double bound, RandomGenerator random) {
        if (bound < TAIL) {
            double z = random.nextGaussian();
            while (z <= bound) {
                z = random.nextGaussian();
            }
            return z;
        }
        double rate = 0.5 * (bound + Math.sqrt(bound * bound + 4));
        while (true) {
            double z = bound + random.nextExponential() / rate;
            double distance = z - rate;
            if (2 * random.nextExponential() >= distance * distance) {
                return z;
            }
        }
    }
}
