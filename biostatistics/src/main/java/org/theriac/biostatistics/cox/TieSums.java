package org.theriac.biostatistics.cox;

/**
 * The sums over the d tied events of one block that either tie rule needs. With total weight w of the events, mean weight w̄ = w/d and
 * denominators D_r = s0 − f_r d0, where f_r = r/d (Efron) or 0 (Breslow), r = 0 … d−1:
 *
 * <pre>
 * log       = w̄ Σ log D_r
 * hazard    = w̄ Σ 1/D_r            what a row at risk accumulates
 * withheld  = w̄ Σ f_r/D_r          what the events themselves do not accumulate
 * square    = w̄ Σ 1/D_r²,  cross = w̄ Σ f_r/D_r²,  deathSquare = w̄ Σ f_r²/D_r²
 * mean, deathMean                   Σ 1/D_r and Σ f_r/D_r divided by d: weights of s1 and −d1 in the average covariate
 * </pre>
 */
final class TieSums {
    double log;
    double hazard;
    double withheld;
    double square;
    double cross;
    double deathSquare;
    double mean;
    double deathMean;

    void compute(Ties ties, int d, double weight, double s0, double d0) {
        double share = weight / d;
        log = 0;
        double one = 0;
        double f = 0;
        square = 0;
        cross = 0;
        deathSquare = 0;
        if (ties == Ties.BRESLOW || d == 1) {
            log = d * Math.log(s0);
            one = d / s0;
            square = d / (s0 * s0);
        } else {
            for (int r = 0; r < d; r++) {
                double fraction = (double) r / d;
                double denominator = s0 - fraction * d0;
                double inverse = 1 / denominator;
                log += Math.log(denominator);
                one += inverse;
                f += fraction * inverse;
                square += inverse * inverse;
                cross += fraction * inverse * inverse;
                deathSquare += fraction * fraction * inverse * inverse;
            }
        }
        mean = one / d;
        deathMean = f / d;
        log *= share;
        hazard = share * one;
        withheld = share * f;
        square *= share;
        cross *= share;
        deathSquare *= share;
    }
}
