package org.theriac.biostatistics.survival;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The scale on which a confidence interval of a survival probability is symmetric. {@code se} below is the standard error of log S
 * (Greenwood), {@code z} the normal quantile. Kalbfleisch and Prentice (2002), section 1.4; the default of R is {@link #LOG}, that of lifelines
 * and scikit-survival {@link #LOG_LOG}.
 */
public enum IntervalType {
    /** S ± z·S·se, cut to [0, 1]. */
    PLAIN {
        @Override
        double limit(double s, double se, double z) {
            return Math.min(1, Math.max(0, s + z * s * se));
        }
    },
    /** exp(log S ± z·se), cut at 1. */
    LOG {
        @Override
        double limit(double s, double se, double z) {
            return s == 0 ? Double.NaN : Math.min(1, s * Math.exp(z * se));
        }
    },
    /** Symmetric in log(−log S). */
    LOG_LOG {
        @Override
        double limit(double s, double se, double z) {
            return inside(s) ? Math.exp(-Math.exp(Math.log(-Math.log(s)) + z * se / Math.log(s))) : Double.NaN;
        }
    },
    /** Symmetric in log(S/(1−S)). */
    LOGIT {
        @Override
        double limit(double s, double se, double z) {
            return inside(s) ? 1 - 1 / (1 + Math.exp(Math.log(s / (1 - s)) + z * se / (1 - s))) : Double.NaN;
        }
    },
    /** Symmetric in arcsin √S. */
    ARCSINE {
        @Override
        double limit(double s, double se, double z) {
            if (!inside(s)) {
                return Double.NaN;
            }
            double angle = Math.asin(Math.sqrt(s)) + 0.5 * z * se * Math.sqrt(s / (1 - s));
            double sine = Math.sin(Math.max(0, Math.min(Math.PI / 2, angle)));
            return sine * sine;
        }
    };

    /** The limit {@code z} standard errors away (below if z is negative); NaN where the scale has none (S = 0 or 1). */
    abstract double limit(double s, double se, double z);

    /**
     * The two limits of a probability.
     *
     * @param standardError of the probability itself
     * @param level of confidence, between 0 and 1
     * @return {lower, upper}; NaN where the scale has none
     */
    public double[] limits(double probability, double standardError, double level) {
        double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2);
        double se = standardError / probability;
        return new double[] {limit(probability, se, -z), limit(probability, se, z)};
    }

    private static boolean inside(double s) {
        return s > 0 && s < 1;
    }
}
