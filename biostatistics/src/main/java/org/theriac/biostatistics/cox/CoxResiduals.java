package org.theriac.biostatistics.cox;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Residuals of a fitted Cox model, in the original order of the rows and in the units of the columns; columns left out of the fit have NaN.
 * Therneau and Grambsch, Modeling Survival Data (2000), chapter 4. Except in {@link #dfbeta}, row weights are not
 * multiplied in.
 */
public final class CoxResiduals {
    private final CoxFit fit;

    CoxResiduals(CoxFit fit) {
        this.fit = fit;
    }

    /** Events minus expected events, δ − e^η Λ(t); they add to 0 under weights. */
    public double[] martingale() {
        PartialLikelihood at = fit.likelihood();
        RiskSets sets = at.sets();
        double[] increment = new double[sets.blocks];
        for (int k = 0; k < sets.blocks; k++) {
            increment[k] = at.hazardIncrement(k);
        }
        double[] cumulative = sets.accumulate(increment);
        double[] residual = new double[sets.n];
        for (int q = 0; q < sets.n; q++) {
            double h = cumulative[q] - (sets.event[q] ? at.withheldIncrement(sets.blockAtTime[q]) : 0);
            residual[sets.row[q]] = (sets.event[q] ? 1 : 0) - at.relativeRisk(q) * h;
        }
        return residual;
    }

    /** Martingale residuals made symmetric: sign(M) √(−2 (M + δ log(δ − M))). */
    public double[] deviance() {
        double[] m = martingale();
        for (int i = 0; i < m.length; i++) {
            double delta = fit.times().event(i) ? 1 : 0;
            double expected = delta - m[i];
            double log = delta > 0 ? Math.log(expected) : 0;
            m[i] = Math.signum(m[i]) * Math.sqrt(Math.max(0, -2 * (m[i] + log)));
        }
        return m;
    }

    /** Score residuals, n × p; each column adds to 0 under weights. */
    public double[][] score() {
        double[][] scaled = ScoreResiduals.of(fit.likelihood());
        double[][] full = new double[scaled.length][];
        for (int i = 0; i < scaled.length; i++) {
            full[i] = expand(scaled[i], 1);
        }
        return full;
    }

    /** The approximate change of the coefficients when a row is left out with its whole weight, n × p. */
    public double[][] dfbeta() {
        double[][] scaled = ScoreResiduals.dfbeta(fit.likelihood(), fit.scaledVariance());
        double[][] full = new double[scaled.length][];
        for (int i = 0; i < scaled.length; i++) {
            full[i] = expand(scaled[i], -1);
            for (int j = 0; j < full[i].length; j++) {
                full[i][j] *= fit.times().weight(i);
            }
        }
        return full;
    }

    /**
     * One residual for each event: its covariates minus their mean over the risk set.
     *
     * @param row the original row of the event
     * @param time the time of the event
     * @param residual p values; each column adds to 0 over the events under weights
     */
    public record Schoenfeld(int row, double time, double[] residual) {}

    /** Schoenfeld residuals by ascending time (within it by row). */
    public Schoenfeld[] schoenfeld() {
        PartialLikelihood at = fit.likelihood();
        RiskSets sets = at.sets();
        int p = sets.p;
        Schoenfeld[] residuals = new Schoenfeld[sets.deaths.length];
        TieSums sums = new TieSums();
        at.walk((k, s0, s1, d0, d1) -> {
            at.compute(sums, k, s0, d0);
            for (int e = sets.deathStart[k]; e < sets.deathStart[k + 1]; e++) {
                int q = sets.deaths[e];
                double[] r = new double[p];
                for (int j = 0; j < p; j++) {
                    r[j] = sets.x[q * p + j] - (sums.mean * s1[j] - sums.deathMean * d1[j]);
                }
                residuals[e] = new Schoenfeld(sets.row[q], sets.blockTime[k], expand(r, 1));
            }
        });
        Arrays.sort(residuals, Comparator.comparingDouble(Schoenfeld::time).thenComparingInt(Schoenfeld::row));
        return residuals;
    }

    /**
     * Schoenfeld residuals times the number of events and the variance, plus the coefficients: a smooth of one column against time shows
     * how the coefficient changes (Grambsch and Therneau, Biometrika 81, 1994).
     */
    public Schoenfeld[] scaledSchoenfeld() {
        Schoenfeld[] residuals = schoenfeld();
        double[][] v = fit.modelVariance();
        double[] beta = fit.coefficients();
        for (int e = 0; e < residuals.length; e++) {
            double[] r = residuals[e].residual();
            double[] scaled = beta.clone();
            for (int j : fit.kept()) {
                for (int l : fit.kept()) {
                    scaled[j] += residuals.length * v[j][l] * r[l];
                }
            }
            residuals[e] = new Schoenfeld(residuals[e].row(), residuals[e].time(), scaled);
        }
        return residuals;
    }

    /** Values of kept, scaled columns in their places, multiplied by the columns' standard deviation to the given power. */
    private double[] expand(double[] scaled, int power) {
        double[] full = new double[fit.names().size()];
        Arrays.fill(full, Double.NaN);
        for (int a = 0; a < scaled.length; a++) {
            int j = fit.kept()[a];
            full[j] = power > 0 ? scaled[a] * fit.deviation(j) : scaled[a] / fit.deviation(j);
        }
        return full;
    }
}
