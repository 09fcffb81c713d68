package org.theriac.biostatistics.cox;

import java.util.Arrays;

/**
 * The log partial likelihood, its gradient and negative second derivative at one coefficient vector. Cox, J. R. Stat. Soc. B 34 (1972).
 * O(n p) for the sums, O(n p²) for the information.
 */
final class PartialLikelihood {
    private final RiskSets sets;
    private final Ties ties;
    /** w e^(η − shift) of each position. */
    private final double[] risk;

    private final double[] eta;
    private final double shift;
    private final double logLikelihood;
    private final double[] score;
    private final double[] hazard;
    private final double[] withheld;

    PartialLikelihood(RiskSets sets, Ties ties, double[] beta) {
        this.sets = sets;
        this.ties = ties;
        this.eta = sets.p == 0 ? sets.offset : new double[sets.n];
        this.risk = new double[sets.n];
        this.score = new double[sets.p];
        this.hazard = new double[sets.blocks];
        this.withheld = new double[sets.blocks];
        double largest = Double.NEGATIVE_INFINITY;
        for (int q = 0; q < sets.n; q++) {
            double sum = sets.offset[q];
            for (int j = 0; j < sets.p; j++) {
                sum += beta[j] * sets.x[q * sets.p + j];
            }
            if (sets.p > 0) {
                eta[q] = sum;
            }
            largest = Math.max(largest, sum);
        }
        this.shift = largest;
        double[] ll = new double[1];
        for (int q = 0; q < sets.n; q++) {
            risk[q] = sets.weight[q] * Math.exp(eta[q] - shift);
            if (sets.event[q]) {
                ll[0] += sets.weight[q] * (eta[q] - shift);
                for (int j = 0; j < sets.p; j++) {
                    score[j] += sets.weight[q] * sets.x[q * sets.p + j];
                }
            }
        }
        TieSums sums = new TieSums();
        sets.walk(risk, (k, s0, s1, d0, d1) -> {
            compute(sums, k, s0, d0);
            ll[0] -= sums.log;
            hazard[k] = sums.hazard;
            withheld[k] = sums.withheld;
            for (int j = 0; j < sets.p; j++) {
                score[j] -= sums.hazard * s1[j] - sums.withheld * d1[j];
            }
        });
        this.logLikelihood = ll[0];
    }

    double logLikelihood() {
        return logLikelihood;
    }

    double[] score() {
        return score.clone();
    }

    RiskSets sets() {
        return sets;
    }

    /** The linear predictor, offset included, of each position. */
    double eta(int position) {
        return eta[position];
    }

    /** e^η / e^shift of each position, without the row's weight. */
    double relativeRisk(int position) {
        return Math.exp(eta[position] - shift);
    }

    double shift() {
        return shift;
    }

    /** The increment of the cumulative hazard at a block, for η = shift; multiply by e^−shift for η = 0. */
    double hazardIncrement(int block) {
        return hazard[block];
    }

    /** What the events of a block accumulate less than the others at risk. */
    double withheldIncrement(int block) {
        return withheld[block];
    }

    void walk(RiskSets.Visitor visitor) {
        sets.walk(risk, visitor);
    }

    void compute(TieSums sums, int block, double s0, double d0) {
        double weight = 0;
        for (int j = sets.deathStart[block]; j < sets.deathStart[block + 1]; j++) {
            weight += sets.weight[sets.deaths[j]];
        }
        sums.compute(ties, sets.deathStart[block + 1] - sets.deathStart[block], weight, s0, d0);
    }

    /** The derivative by each position's linear predictor, {@code w (δ − e^η Λ)}: a weighted martingale residual. O(n). */
    double[] residuals() {
        double[] residuals = sets.accumulate(hazard);
        for (int q = 0; q < sets.n; q++) {
            residuals[q] = sets.event[q]
                    ? sets.weight[q] - risk[q] * (residuals[q] - withheld[sets.blockAtTime[q]])
                    : -risk[q] * residuals[q];
        }
        return residuals;
    }

    /** The information matrix, minus the second derivative of the log partial likelihood, p × p. */
    double[][] information() {
        double[] one = new double[sets.blocks];
        Arrays.fill(one, 1);
        return information(one);
    }

    /**
     * Σ over blocks of factor × the block's covariance of the covariates: the information, each event time weighted. Weights g and g² give
     * the blocks of the information of the covariates' interactions with g(t).
     */
    double[][] information(double[] factor) {
        int p = sets.p;
        double[] x = sets.x;
        double[][] information = new double[p][p];
        double[] increment = new double[sets.blocks];
        for (int k = 0; k < sets.blocks; k++) {
            increment[k] = factor[k] * hazard[k];
        }
        double[] cumulative = sets.accumulate(increment);
        for (int q = 0; q < sets.n; q++) {
            double own = cumulative[q];
            if (sets.event[q]) {
                own -= factor[sets.blockAtTime[q]] * withheld[sets.blockAtTime[q]];
            }
            double c = risk[q] * own;
            int base = q * p;
            for (int a = 0; a < p; a++) {
                double ca = c * x[base + a];
                double[] line = information[a];
                for (int b = 0; b <= a; b++) {
                    line[b] += ca * x[base + b];
                }
            }
        }
        TieSums sums = new TieSums();
        walk((k, s0, s1, d0, d1) -> {
            compute(sums, k, s0, d0);
            double square = factor[k] * sums.square;
            double cross = factor[k] * sums.cross;
            double deathSquare = factor[k] * sums.deathSquare;
            boolean tied = cross != 0;
            for (int a = 0; a < p; a++) {
                double[] line = information[a];
                double left = square * s1[a] - cross * d1[a];
                for (int b = 0; b <= a; b++) {
                    line[b] -= left * s1[b];
                }
                if (tied) {
                    double right = deathSquare * d1[a] - cross * s1[a];
                    for (int b = 0; b <= a; b++) {
                        line[b] -= right * d1[b];
                    }
                }
            }
        });
        for (int a = 0; a < p; a++) {
            for (int b = 0; b < a; b++) {
                information[b][a] = information[a][b];
            }
        }
        return information;
    }
}
