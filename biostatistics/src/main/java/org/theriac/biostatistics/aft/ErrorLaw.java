package org.theriac.biostatistics.aft;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.Erfcx;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** The law of the standardised error W in {@code log T = xβ + σW}. All densities are log-concave; all functions hold far into the tails. */
enum ErrorLaw {
    /** The least extreme value: S(w) = exp(−eʷ). T is then Weibull, or exponential with σ = 1. */
    EXTREME_VALUE {
        @Override
        double logDensity(double w) {
            return w - Math.exp(w);
        }

        @Override
        double slope(double w) {
            return 1 - Math.exp(w);
        }

        @Override
        double curvature(double w) {
            return -Math.exp(w);
        }

        @Override
        double logSurvival(double w) {
            return -Math.exp(w);
        }

        @Override
        double logCumulative(double w) {
            return Math.log(-Math.expm1(-Math.exp(w)));
        }

        @Override
        void seen(double w, double[] terms) {
            double exp = Math.exp(w);
            terms[0] = w - exp;
            terms[1] = 1 - exp;
            terms[2] = -exp;
        }

        @Override
        void survived(double w, double[] terms) {
            Arrays.fill(terms, -Math.exp(w));
        }

        @Override
        double quantile(double p) {
            return Math.log(-Math.log1p(-p));
        }
    },

    /** The standard normal. T is then log-normal. */
    NORMAL {
        @Override
        double logDensity(double w) {
            return -0.5 * w * w - HALF_LOG_TWO_PI;
        }

        @Override
        double slope(double w) {
            return -w;
        }

        @Override
        double curvature(double w) {
            return -1;
        }

        @Override
        double logSurvival(double w) {
            double z = w / Math.sqrt(2);
            return w > 0 ? Math.log(0.5 * Erfcx.value(z)) - z * z : Math.log(0.5 * Erfc.value(z));
        }

        @Override
        double logCumulative(double w) {
            return logSurvival(-w);
        }

        @Override
        double quantile(double p) {
            return NormalDistribution.of(0, 1).inverseCumulativeProbability(p);
        }
    },

    /** The standard logistic. T is then log-logistic. */
    LOGISTIC {
        @Override
        double logDensity(double w) {
            return -Math.abs(w) - 2 * Math.log1p(Math.exp(-Math.abs(w)));
        }

        @Override
        double slope(double w) {
            return -Math.tanh(w / 2);
        }

        @Override
        double curvature(double w) {
            double t = Math.tanh(w / 2);
            return -0.5 * (1 - t * t);
        }

        @Override
        double logSurvival(double w) {
            return -Math.max(w, 0) - Math.log1p(Math.exp(-Math.abs(w)));
        }

        @Override
        double logCumulative(double w) {
            return logSurvival(-w);
        }

        @Override
        double quantile(double p) {
            return Math.log(p) - Math.log1p(-p);
        }
    };

    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    /** log f(w). */
    abstract double logDensity(double w);

    /** The derivative of log f. */
    abstract double slope(double w);

    /** The second derivative of log f. */
    abstract double curvature(double w);

    /** log S(w), S = 1 − F. */
    abstract double logSurvival(double w);

    /** log F(w). */
    abstract double logCumulative(double w);

    /** log f(w) with its first and second derivative. */
    void seen(double w, double[] terms) {
        terms[0] = logDensity(w);
        terms[1] = slope(w);
        terms[2] = curvature(w);
    }

    /** log S(w) with its first and second derivative, −h and −h (log f)′ − h². */
    void survived(double w, double[] terms) {
        double log = logSurvival(w);
        double hazard = Math.exp(logDensity(w) - log);
        terms[0] = log;
        terms[1] = -hazard;
        terms[2] = -hazard * (slope(w) + hazard);
    }

    /** w with F(w) = p. */
    abstract double quantile(double p);

    /** log (F(to) − F(from)), from the tail in which little is lost. */
    double logBetween(double from, double to) {
        if (from > 0) {
            double near = logSurvival(from);
            return near + log1mExp(logSurvival(to) - near);
        }
        double near = logCumulative(to);
        return near + log1mExp(logCumulative(from) - near);
    }

    /** log (1 − eˣ) for x ≤ 0. */
    private static double log1mExp(double x) {
        return x > -Math.log(2) ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x));
    }
}
