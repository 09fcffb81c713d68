package org.theriac.biostatistics.cox;

import java.util.Arrays;

/**
 * The mean survival of the rows of a Cox model, were their covariates such and such: S̄(t) = Σ w_i S(t|x_i)/Σ w_i, directly standardised to the rows
 * (Makuch, Journal of Chronic Diseases 35, 1982), with standard errors from influence functions:
 *
 * <pre>φ_i(t) = w_i { (S(t|x_i) − S̄(t))/W − A(t) L_i(t) + G(t)ᵀ D_i }</pre>
 *
 * D_i and L_i are the derivatives of the coefficients and of the baseline hazard by the weight of row i, A and G those of S̄ by them. The variance is
 * Σ φ², φ added up within clusters first: it allows for the coefficients, the baseline, and for the rows being a sample of those the curve speaks of, and
 * does not need the model to hold (Chen and Tsiatis, Biometrics 57, 2001). Strata, delayed entry, weights, offsets and either rule for ties are those of
 * the fit.
 *
 * <p>O(n p) for a time, O(n p) memory.
 */
public final class MeanSurvival {
    private final CoxFit fit;
    private final RiskSets sets;
    /** By position. */
    private final int[] cluster;

    private final int clusters;
    private final double shift;
    private final double total;
    /** n × p by position, flat. */
    private final double[] dfbeta;
    /** e^(η − shift) of the fitted covariates, by position. */
    private final double[] risk;
    /** Sums over the blocks of a stratum up to each block: of the hazard, of its derivative by the risks, and by the coefficients (blocks × p). */
    private final double[] hazard;

    private final double[] square;
    private final double[][] covariates;
    /** What an event's weight adds to the hazard at its own block: by itself, and times its risk. */
    private final double[] mean;

    private final double[] cross;

    private MeanSurvival(CoxFit fit, int[] cluster) {
        this.fit = fit;
        this.clusters = Arrays.stream(cluster).max().orElse(0) + 1;
        PartialLikelihood at = fit.likelihood();
        this.sets = at.sets();
        this.cluster = new int[sets.n];
        this.dfbeta = new double[sets.n * sets.p];
        double[][] ofRow = ScoreResiduals.dfbeta(at, fit.scaledVariance());
        for (int q = 0; q < sets.n; q++) {
            this.cluster[q] = cluster[sets.row[q]];
            System.arraycopy(ofRow[sets.row[q]], 0, dfbeta, q * sets.p, sets.p);
        }
        this.shift = at.shift();
        this.total = Arrays.stream(sets.weight).sum();
        this.risk = new double[sets.n];
        Arrays.setAll(risk, at::relativeRisk);
        this.mean = new double[sets.blocks];
        this.cross = new double[sets.blocks];
        double[] hazardAt = new double[sets.blocks];
        double[] squareAt = new double[sets.blocks];
        double[][] covariatesAt = new double[sets.p][sets.blocks];
        TieSums sums = new TieSums();
        at.walk((k, s0, s1, d0, d1) -> {
            at.compute(sums, k, s0, d0);
            hazardAt[k] = sums.hazard;
            squareAt[k] = sums.square;
            mean[k] = sums.mean;
            cross[k] = sums.cross;
            for (int j = 0; j < sets.p; j++) {
                covariatesAt[j][k] = sums.square * s1[j] - sums.cross * d1[j];
            }
        });
        this.hazard = sets.cumulate(hazardAt);
        this.square = sets.cumulate(squareAt);
        this.covariates = new double[sets.p][];
        Arrays.setAll(covariates, j -> sets.cumulate(covariatesAt[j]));
    }

    /**
     * Of the rows of a fit.
     *
     * @param cluster codes from 0 on of rows that may depend on each other
     */
    public static MeanSurvival of(CoxFit fit, int[] cluster) {
        if (cluster.length != fit.rows()) {
            throw new IllegalArgumentException(cluster.length + " clusters for " + fit.rows() + " rows");
        }
        return new MeanSurvival(fit, cluster);
    }

    /** An estimate with its standard error. */
    public record Estimate(double value, double standardError) {}

    /**
     * Mean survival at each of some times.
     *
     * @param x n × p covariates that the rows of the fit are given, in the columns' own units
     */
    public Estimate[] at(double[][] x, double[] times) {
        Given given = given(x);
        Estimate[] estimates = new Estimate[times.length];
        double[] influence = new double[clusters];
        for (int k = 0; k < times.length; k++) {
            Arrays.fill(influence, 0);
            double value = add(given, times[k], 1, influence);
            estimates[k] = new Estimate(value, norm(influence));
        }
        return estimates;
    }

    /** Mean survival under covariates {@code x} minus that under {@code reference}, at each of some times. */
    public Estimate[] difference(double[][] x, double[][] reference, double[] times) {
        Given given = given(x);
        Given other = given(reference);
        Estimate[] estimates = new Estimate[times.length];
        double[] influence = new double[clusters];
        for (int k = 0; k < times.length; k++) {
            Arrays.fill(influence, 0);
            double value = add(given, times[k], 1, influence) - add(other, times[k], -1, influence);
            estimates[k] = new Estimate(value, norm(influence));
        }
        return estimates;
    }

    private static double norm(double[] influence) {
        double sum = 0;
        for (double phi : influence) {
            sum += phi * phi;
        }
        return Math.sqrt(sum);
    }

    /**
     * Covariates by position.
     *
     * @param ratio e^(η − shift)
     * @param x flat n × kept columns, scaled
     */
    private record Given(double[] ratio, double[] x) {}

    private Given given(double[][] x) {
        int n = sets.n;
        int p = sets.p;
        if (x.length != n) {
            throw new IllegalArgumentException(x.length + " rows of covariates for " + n + " rows of the fit");
        }
        double[] eta = fit.linearPredictor(x);
        double[] means = fit.means();
        double[] ratio = new double[n];
        double[] scaled = new double[n * p];
        for (int q = 0; q < n; q++) {
            int row = sets.row[q];
            ratio[q] = Math.exp(eta[row] + sets.offset[q] - shift);
            for (int a = 0; a < p; a++) {
                int j = fit.kept()[a];
                scaled[q * p + a] = (x[row][j] - means[j]) / fit.deviation(j);
            }
        }
        return new Given(ratio, scaled);
    }

    /** Adds sign × φ of each row to its cluster's sum, and returns S̄. */
    private double add(Given given, double t, int sign, double[] influence) {
        int p = sets.p;
        int[] last = blocksAt(t);
        double[] slope = new double[sets.strata];
        double[] gradient = new double[p];
        double[] survival = new double[sets.n];
        double sum = 0;
        for (int q = 0; q < sets.n; q++) {
            int k = last[sets.stratumAt(q)];
            // a hazard of exactly 0 stays 0 whatever the ratio
            if (k < 0 || hazard[k] == 0) {
                survival[q] = 1;
                sum += sets.weight[q];
                continue;
            }
            survival[q] = Math.exp(-hazard[k] * given.ratio[q]);
            sum += sets.weight[q] * survival[q];
            double c = survival[q] == 0 ? 0 : sets.weight[q] * survival[q] * given.ratio[q] / total;
            slope[sets.stratumAt(q)] += c;
            for (int j = 0; j < p; j++) {
                gradient[j] -= c * (hazard[k] * given.x[q * p + j] - covariates[j][k]);
            }
        }
        double value = sum / total;
        for (int q = 0; q < sets.n; q++) {
            int stratum = sets.stratumAt(q);
            double phi = (survival[q] - value) / total - slope[stratum] * ofBaseline(q, last[stratum]);
            for (int j = 0; j < p; j++) {
                phi += gradient[j] * dfbeta[q * p + j];
            }
            influence[cluster[q]] += sign * sets.weight[q] * phi;
        }
        return value;
    }

    /** The derivative of the cumulative hazard up to a block by the weight of the row at a position, the coefficients held. */
    private double ofBaseline(int q, int block) {
        if (block < 0) {
            return 0;
        }
        int own = sets.blockAtTime[q];
        int entry = sets.blockAtEntry[q];
        // blocks stand in descending order of time: the later index is the earlier time
        double atRisk = (own < 0 ? 0 : square[Math.max(own, block)]) - (entry < 0 ? 0 : square[Math.max(entry, block)]);
        double event = sets.event[q] && own >= block ? mean[own] + risk[q] * cross[own] : 0;
        return event - risk[q] * atRisk;
    }

    /** The last block of each stratum at or before a time; −1 if it has none. */
    private int[] blocksAt(double t) {
        int[] last = new int[sets.strata];
        Arrays.fill(last, -1);
        for (int k = sets.blocks - 1; k >= 0; k--) {
            if (sets.blockTime[k] <= t) {
                last[sets.blockStratum[k]] = k;
            }
        }
        return last;
    }
}
