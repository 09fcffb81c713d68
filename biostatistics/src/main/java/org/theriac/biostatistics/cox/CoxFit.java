package org.theriac.biostatistics.cox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.theriac.biostatistics.algebra.ColumnScaling;
import org.theriac.biostatistics.algebra.GeneralisedCholesky;
import org.theriac.biostatistics.concordance.Concordance;
import org.theriac.biostatistics.concordance.HarrellConcordance;
import org.theriac.biostatistics.survival.CurveSet;
import org.theriac.biostatistics.survival.SurvivalTimes;

/**
 * A fitted Cox model: coefficients with model-based and, if asked for, robust standard errors, tests, baseline hazard, predictions and
 * residuals. Immutable. Arrays over columns have the order of the fitted columns; a column that was left out as redundant has NaN.
 * {@link #toString()} is the table of a paper.
 */
public final class CoxFit {
    private final SurvivalTimes times;
    private final Ties ties;
    private final List<String> names;
    private final int[] kept;
    private final ColumnScaling scaling;
    private final int[] stratum;
    private final Newton newton;
    private final Optional<double[][]> robustVariance;
    private final BaselineHazard baseline;

    CoxFit(
            SurvivalTimes times,
            Ties ties,
            List<String> names,
            int[] kept,
            ColumnScaling scaling,
            int[] stratum,
            Newton newton,
            Optional<int[]> cluster) {
        this.times = times;
        this.ties = ties;
        this.names = names;
        this.kept = kept;
        this.scaling = scaling;
        this.stratum = stratum;
        this.newton = newton;
        this.robustVariance = cluster.map(this::sandwich);
        this.baseline = BaselineHazard.of(newton.end());
    }

    /** One row of the coefficient table; {@code standardError} is the robust one where there is one. */
    public record Coefficient(
            String name,
            double estimate,
            double modelStandardError,
            double standardError,
            double z,
            double p,
            double lower,
            double upper) {
        /** e^β with its 95 % limits: {hazard ratio, lower, upper}. */
        public double[] hazardRatio() {
            return new double[] {Math.exp(estimate), Math.exp(lower), Math.exp(upper)};
        }
    }

    /** A chi-square test. */
    public record Test(double statistic, int degreesOfFreedom) {
        /** The p-value. */
        public double p() {
            return degreesOfFreedom == 0
                    ? 1
                    : ChiSquaredDistribution.of(degreesOfFreedom).survivalProbability(statistic);
        }
    }

    /** The names of the columns. */
    public List<String> names() {
        return names;
    }

    /** The tie rule of the fit. */
    public Ties ties() {
        return ties;
    }

    /** Log hazard ratios for one unit of each column; NaN for redundant columns. */
    public double[] coefficients() {
        double[] beta = new double[names.size()];
        Arrays.fill(beta, Double.NaN);
        for (int a = 0; a < kept.length; a++) {
            beta[kept[a]] = newton.beta()[a] / scaling.deviation(kept[a]);
        }
        return beta;
    }

    /** Columns left out because they are constant or a linear combination of earlier ones. */
    public List<String> aliased() {
        List<String> left = new ArrayList<>();
        for (int j = 0; j < names.size(); j++) {
            if (Arrays.binarySearch(kept, j) < 0) {
                left.add(names.get(j));
            }
        }
        return left;
    }

    /** Columns whose coefficient may be infinite: a group without events, or a column that separates the events. */
    public List<String> infinite() {
        List<String> list = new ArrayList<>();
        for (int a = 0; a < kept.length; a++) {
            if (newton.infinite()[a]) {
                list.add(names.get(kept[a]));
            }
        }
        return list;
    }

    /** Whether the likelihood converged. */
    public boolean converged() {
        return newton.converged();
    }

    /** The number of Newton steps. */
    public int iterations() {
        return newton.iterations();
    }

    /** The model-based variance, p × p; NaN for redundant columns. */
    public double[][] modelVariance() {
        return unscaled(newton.variance());
    }

    /** The robust variance, p × p, if it was asked for. */
    public Optional<double[][]> robustVariance() {
        return robustVariance.map(this::unscaled);
    }

    /** The robust variance where there is one, the model-based one otherwise. */
    public double[][] variance() {
        return robustVariance().orElseGet(this::modelVariance);
    }

    /** Square roots of the diagonal of {@link #variance()}. */
    public double[] standardErrors() {
        return diagonalRoots(variance());
    }

    /** The coefficient table. */
    public List<Coefficient> table() {
        double[] beta = coefficients();
        double[] model = diagonalRoots(modelVariance());
        double[] se = standardErrors();
        NormalDistribution normal = NormalDistribution.of(0, 1);
        double quantile = normal.inverseCumulativeProbability(0.975);
        List<Coefficient> rows = new ArrayList<>();
        for (int j = 0; j < beta.length; j++) {
            double z = beta[j] / se[j];
            double p = Double.isNaN(z) ? Double.NaN : 2 * normal.survivalProbability(Math.abs(z));
            rows.add(new Coefficient(
                    names.get(j),
                    beta[j],
                    model[j],
                    se[j],
                    z,
                    p,
                    beta[j] - quantile * se[j],
                    beta[j] + quantile * se[j]));
        }
        return rows;
    }

    /** The log partial likelihood with all coefficients 0. */
    public double nullLogLikelihood() {
        return newton.start().logLikelihood();
    }

    /** The maximal log partial likelihood. */
    public double logLikelihood() {
        return newton.end().logLikelihood();
    }

    /** Likelihood ratio test that all coefficients are 0. */
    public Test likelihoodRatioTest() {
        return new Test(2 * (logLikelihood() - nullLogLikelihood()), kept.length);
    }

    /** Wald test that all coefficients are 0, with the robust variance where there is one. */
    public Test waldTest() {
        double[][] v = robustVariance.orElse(newton.variance());
        return new Test(GeneralisedCholesky.of(v).quadraticForm(newton.beta()), kept.length);
    }

    /** Score test that all coefficients are 0 (with one group column and no ties: the log-rank test). */
    public Test scoreTest() {
        return new Test(newton.scoreTest(), kept.length);
    }

    /** The number of rows. */
    public int rows() {
        return times.size();
    }

    /** The number of events. */
    public int events() {
        return times.events();
    }

    /** The rows the model was fitted to. */
    public SurvivalTimes times() {
        return times;
    }

    /** The (weighted) means at which the linear predictor is 0. */
    public double[] means() {
        double[] means = new double[names.size()];
        for (int j = 0; j < means.length; j++) {
            means[j] = scaling.mean(j);
        }
        return means;
    }

    /** The cumulative hazard at the covariate means and offset 0, by stratum, with the increments of the fit's tie rule. */
    public BaselineHazard baseline() {
        return baseline;
    }

    /** (x − means)·β of new rows, q × p; redundant columns are ignored. */
    public double[] linearPredictor(double[][] x) {
        double[] eta = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            if (x[i].length != names.size()) {
                throw new IllegalArgumentException(
                        "a row has " + x[i].length + " covariates, the model " + names.size());
            }
            for (int a = 0; a < kept.length; a++) {
                int j = kept[a];
                eta[i] += newton.beta()[a] * ((x[i][j] - scaling.mean(j)) / scaling.deviation(j));
            }
        }
        return eta;
    }

    /** The linear predictor of each fitted row, offset included. */
    public double[] fittedLinearPredictor() {
        RiskSets sets = newton.end().sets();
        double[] eta = new double[sets.n];
        for (int q = 0; q < sets.n; q++) {
            eta[sets.row[q]] = newton.end().eta(q);
        }
        return eta;
    }

    /**
     * Survival curves exp(−H₀(t) e^η) of new rows at the event times of the fit, for a model without strata.
     *
     * @throws IllegalStateException if the model has strata: ask {@link #baseline()} for one of them
     */
    public CurveSet survival(double[][] x) {
        if (baseline.strata() > 1) {
            throw new IllegalStateException("the model has " + baseline.strata() + " strata: choose one by baseline()");
        }
        return baseline.survival(0, linearPredictor(x));
    }

    /** Residuals of the fitted rows. */
    public CoxResiduals residuals() {
        return new CoxResiduals(this);
    }

    /** Harrell's concordance of the fitted rows, pairs within strata, with its standard error. */
    public Concordance concordance() {
        return HarrellConcordance.of(times, fittedLinearPredictor(), stratum);
    }

    @Override
    public String toString() {
        return CoxTable.print(this);
    }

    PartialLikelihood likelihood() {
        return newton.end();
    }

    int[] kept() {
        return kept;
    }

    double deviation(int column) {
        return scaling.deviation(column);
    }

    double[][] scaledVariance() {
        return newton.variance();
    }

    /** The robust variance of the scaled columns where there is one, the model-based one otherwise. */
    double[][] scaledVarianceInUse() {
        return robustVariance.orElse(newton.variance());
    }

    private double[][] sandwich(int[] cluster) {
        double[][] dfbeta = ScoreResiduals.dfbeta(newton.end(), newton.variance());
        int p = kept.length;
        double[][] sums = new double[Arrays.stream(cluster).max().orElse(0) + 1][p];
        for (int i = 0; i < cluster.length; i++) {
            for (int a = 0; a < p; a++) {
                sums[cluster[i]][a] += times.weight(i) * dfbeta[i][a];
            }
        }
        double[][] v = new double[p][p];
        for (double[] d : sums) {
            for (int a = 0; a < p; a++) {
                for (int b = 0; b < p; b++) {
                    v[a][b] += d[a] * d[b];
                }
            }
        }
        return v;
    }

    private double[][] unscaled(double[][] v) {
        int p = names.size();
        double[][] full = new double[p][p];
        for (double[] line : full) {
            Arrays.fill(line, Double.NaN);
        }
        for (int a = 0; a < kept.length; a++) {
            for (int b = 0; b < kept.length; b++) {
                full[kept[a]][kept[b]] = v[a][b] / (scaling.deviation(kept[a]) * scaling.deviation(kept[b]));
            }
        }
        return full;
    }

    private static double[] diagonalRoots(double[][] v) {
        double[] roots = new double[v.length];
        for (int j = 0; j < v.length; j++) {
            roots[j] = Math.sqrt(v[j][j]);
        }
        return roots;
    }
}
