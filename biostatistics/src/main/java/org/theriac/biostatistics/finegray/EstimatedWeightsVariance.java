package org.theriac.biostatistics.finegray;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.theriac.biostatistics.cox.CoxFit;
import org.theriac.biostatistics.cox.CoxResiduals;
import org.theriac.biostatistics.cox.RetainedRows;
import org.theriac.biostatistics.survival.CompetingTimes;
import org.theriac.biostatistics.survival.KaplanMeier;
import org.theriac.biostatistics.survival.StepCurve;

/**
 * The variance of Fine and Gray (1999, equations 7 and 8), I⁻¹ Σ_i (η_i + ψ_i)(η_i + ψ_i)ᵀ I⁻¹: η_i is the row's contribution to the score, ψ_i what its
 * contribution to the estimate of G adds,
 *
 * <pre>
 * ψ_i  = ∫ q(u)/Y(u) dM_i^c(u),   M^c the martingale of censoring, Y(u) the number at risk
 * q(u) = Σ_{j: other event at X_j &lt; u} ∫_{t ≥ u} (x_j − x̄(t)) w_j(t) e^{x_j β} dΛ(t)
 * </pre>
 *
 * by running sums in O(n p + p³). At tied times this is the convention of cmprsk; the derivative of G(t−)/G(X_j−) itself would count X_j ≤ u &lt; t.
 */
final class EstimatedWeightsVariance {
    private final CompetingTimes times;
    private final double[][] x;
    private final CoxFit fit;
    private final RetainedRows retained;
    private final ObservationCurves observed;
    private final int[] kept;

    EstimatedWeightsVariance(
            CompetingTimes times, double[][] x, CoxFit fit, RetainedRows retained, ObservationCurves observed) {
        this.times = times;
        this.x = x;
        this.fit = fit;
        this.retained = retained;
        this.observed = observed;
        double[] beta = fit.coefficients();
        this.kept = IntStream.range(0, beta.length)
                .filter(j -> !Double.isNaN(beta[j]))
                .toArray();
    }

    /** p × p; NaN for redundant columns. */
    double[][] variance() {
        int p = kept.length;
        double[][] influence = influence();
        double[][] inverse = fit.modelVariance();
        double[][] v = new double[x[0].length][x[0].length];
        for (double[] line : v) {
            Arrays.fill(line, Double.NaN);
        }
        double[][] sum = new double[p][p];
        double[] step = new double[p];
        for (int i = 0; i < influence.length; i++) {
            double w = times.times().weight(i);
            for (int a = 0; a < p; a++) {
                step[a] = 0;
                for (int b = 0; b < p; b++) {
                    step[a] += w * inverse[kept[a]][kept[b]] * influence[i][b];
                }
            }
            for (int a = 0; a < p; a++) {
                for (int b = 0; b < p; b++) {
                    sum[a][b] += step[a] * step[b];
                }
            }
        }
        for (int a = 0; a < p; a++) {
            for (int b = 0; b < p; b++) {
                v[kept[a]][kept[b]] = sum[a][b];
            }
        }
        return v;
    }

    /** η + ψ of each row, n × kept. */
    private double[][] influence() {
        double[][] score = fit.residuals().score();
        double[][] influence = new double[score.length][kept.length];
        for (int i = 0; i < score.length; i++) {
            for (int a = 0; a < kept.length; a++) {
                influence[i][a] = score[i][kept[a]];
            }
        }
        double[] risk = fit.fittedLinearPredictor();
        for (int i = 0; i < risk.length; i++) {
            risk[i] = Math.exp(risk[i]) * times.times().weight(i);
        }
        for (int c = 0; c < observed.curves().size(); c++) {
            addCensoring(c, risk, influence);
        }
        return influence;
    }

    /** Adds ψ of the rows of one group of censoring. */
    private void addCensoring(int c, double[] risk, double[][] influence) {
        KaplanMeier table = observed.tables().get(c);
        double[] time = table.time();
        double[] atRisk = table.atRisk();
        double[] censored = table.censored();
        int m = time.length;
        int p = kept.length;
        double[][] hazardFrom = hazardFrom(c, time);
        double[] leaving0 = new double[m];
        double[][] leaving1 = new double[m][p];
        for (int i = 0; i < risk.length; i++) {
            if (observed.group()[i] == c && retained.retained()[i]) {
                int k = Arrays.binarySearch(time, times.times().time(i));
                double g = observed.curves().get(c).before(time[k]);
                double r = g > 0 ? risk[i] / g : 0;
                leaving0[k] += r;
                for (int a = 0; a < p; a++) {
                    leaving1[k][a] += r * x[i][kept[a]];
                }
            }
        }
        double[][] jump = new double[m][p];
        double[][] compensator = new double[m][p];
        double l0 = 0;
        double[] l1 = new double[p];
        for (int k = 0; k < m; k++) {
            for (int a = 0; a < p; a++) {
                double q = l1[a] * hazardFrom[k][p] - l0 * hazardFrom[k][a];
                jump[k][a] = atRisk[k] > 0 ? q / atRisk[k] : 0;
                double rate = atRisk[k] > 0 ? censored[k] / atRisk[k] : 0;
                compensator[k][a] = (k == 0 ? 0 : compensator[k - 1][a]) + jump[k][a] * rate;
                l1[a] += leaving1[k][a];
            }
            l0 += leaving0[k];
        }
        for (int i = 0; i < risk.length; i++) {
            if (observed.group()[i] == c) {
                int k = Arrays.binarySearch(time, times.times().time(i));
                int entered = lastAtOrBefore(time, times.times().entry(i));
                for (int a = 0; a < p; a++) {
                    influence[i][a] += (times.cause()[i] == 0 ? jump[k][a] : 0)
                            - compensator[k][a]
                            + (entered < 0 ? 0 : compensator[entered][a]);
                }
            }
        }
    }

    /** At each time u: Σ_{t ≥ u} x̄(t) g(t−) dΛ(t) of each kept column, and Σ_{t ≥ u} g(t−) dΛ(t) in the last place. */
    private double[][] hazardFrom(int c, double[] time) {
        int p = kept.length;
        StepCurve baseline = fit.baseline().cumulative(0);
        double[] eventTime = baseline.times();
        double[] cumulative = baseline.values();
        double[][] mean = new double[eventTime.length][];
        for (CoxResiduals.Schoenfeld r : fit.residuals().schoenfeld()) {
            int k = Arrays.binarySearch(eventTime, r.time());
            mean[k] = IntStream.of(kept)
                    .mapToDouble(j -> x[r.row()][j] - r.residual()[j])
                    .toArray();
        }
        double[][] from = new double[time.length][];
        double[] sum = new double[p + 1];
        int k = eventTime.length - 1;
        for (int u = time.length - 1; u >= 0; u--) {
            for (; k >= 0 && eventTime[k] >= time[u]; k--) {
                double g = observed.curves().get(c).before(eventTime[k]);
                double d = g * (cumulative[k] - (k == 0 ? 0 : cumulative[k - 1]));
                for (int a = 0; a < p; a++) {
                    sum[a] += d * mean[k][a];
                }
                sum[p] += d;
            }
            from[u] = sum.clone();
        }
        return from;
    }

    private static int lastAtOrBefore(double[] sorted, double t) {
        int at = Arrays.binarySearch(sorted, t);
        return at >= 0 ? at : -at - 2;
    }
}
