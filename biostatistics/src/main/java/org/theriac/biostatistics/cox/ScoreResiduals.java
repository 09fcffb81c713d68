package org.theriac.biostatistics.cox;

/**
 * Each row's contribution to the score, in the scaled columns of the fit:
 * {@code L_i = δ_i (x_i − x̄(t_i)) − e^{η_i} Σ_t (x_i − x̄(t)) dΛ(t)} over the event times at which the row is at risk. Under Efron's rule the
 * events of a block see the average of the block's d covariate means, and accumulate each of its d hazards only by the part in which they are
 * still at risk. Therneau and Grambsch (2000), section 4.6.
 */
final class ScoreResiduals {
    private ScoreResiduals() {}

    /** n × p in original row order; the weights of the rows are not multiplied in. */
    static double[][] of(PartialLikelihood at) {
        RiskSets sets = at.sets();
        int p = sets.p;
        double[] hazard = new double[sets.blocks];
        double[][] weighted = new double[sets.blocks][p];
        double[][] ofDeaths = new double[sets.blocks][p];
        double[][] mean = new double[sets.blocks][p];
        TieSums sums = new TieSums();
        at.walk((k, s0, s1, d0, d1) -> {
            at.compute(sums, k, s0, d0);
            hazard[k] = sums.hazard;
            for (int j = 0; j < p; j++) {
                weighted[k][j] = sums.square * s1[j] - sums.cross * d1[j];
                // Σ (1 − f_r) x̄_r w̄/D_r, what the block's own events accumulate
                ofDeaths[k][j] = weighted[k][j] - (sums.cross * s1[j] - sums.deathSquare * d1[j]);
                mean[k][j] = sums.mean * s1[j] - sums.deathMean * d1[j];
            }
        });
        double[] ownHazard = sets.accumulate(hazard);
        double[][] residual = new double[sets.n][p];
        double[][] gammas = accumulate(sets, weighted);
        for (int q = 0; q < sets.n; q++) {
            double[] line = residual[sets.row[q]];
            double risk = at.relativeRisk(q);
            int block = sets.blockAtTime[q];
            boolean event = sets.event[q];
            double h = ownHazard[q] - (event ? at.withheldIncrement(block) : 0);
            for (int j = 0; j < p; j++) {
                double xj = sets.x[q * p + j];
                double gamma = gammas[j][q];
                if (event) {
                    gamma += ofDeaths[block][j] - weighted[block][j];
                    line[j] += xj - mean[block][j];
                }
                line[j] -= risk * (xj * h - gamma);
            }
        }
        return residual;
    }

    /** Score residuals times the variance: the change of the coefficients when a row is left out, to first order. n × p. */
    static double[][] dfbeta(PartialLikelihood at, double[][] variance) {
        double[][] score = of(at);
        int p = variance.length;
        double[][] dfbeta = new double[score.length][p];
        for (int i = 0; i < score.length; i++) {
            for (int a = 0; a < p; a++) {
                for (int b = 0; b < p; b++) {
                    dfbeta[i][a] += variance[a][b] * score[i][b];
                }
            }
        }
        return dfbeta;
    }

    /** What each row accumulates while at risk, p × n. */
    private static double[][] accumulate(RiskSets sets, double[][] increment) {
        double[][] own = new double[sets.p][];
        double[] column = new double[sets.blocks];
        for (int j = 0; j < sets.p; j++) {
            for (int k = 0; k < sets.blocks; k++) {
                column[k] = increment[k][j];
            }
            own[j] = sets.accumulate(column);
        }
        return own;
    }
}
