package org.theriac.biostatistics.cox;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The survival curve of given covariates under a Cox model, with its standard error: S(t|x) = exp(−H₀(t) e^{xβ}) and
 *
 * <pre>var log S(t|x) = e^{2xβ} ( Σ_{s ≤ t} v(s) + q(t)ᵀ V q(t) ),  q(t) = Σ_{s ≤ t} (x − x̄(s)) dH₀(s)</pre>
 *
 * where v adds up 1/D² over the fit's tied events and V is the variance of β (Therneau and Grambsch, Modeling Survival Data, 2000, section 10.2); what R's
 * {@code survfit} of a Cox model gives. The variance is the robust one where the fit has one. Immutable.
 */
public final class PredictedCurve {
    private final double[] time;
    private final double[] cumulative;
    private final double[] standardError;
    private final double confidence;

    private PredictedCurve(double[] time, double[] cumulative, double[] standardError, double confidence) {
        this.time = time;
        this.cumulative = cumulative;
        this.standardError = standardError;
        this.confidence = confidence;
    }

    /** The estimate at a time with its limits, symmetric on the scale of log S. */
    public record Estimate(double time, double survival, double standardError, double lower, double upper) {}

    /**
     * The curve of a row at the event times of a stratum. O(m p²) for m times.
     *
     * @param x p covariates in the columns' own units
     * @param stratum from 0 on, codes in ascending order of the strata's values
     */
    public static PredictedCurve of(CoxFit fit, double[] x, int stratum) {
        PartialLikelihood at = fit.likelihood();
        RiskSets sets = at.sets();
        int p = sets.p;
        double[] means = fit.means();
        double[] scaled = new double[p];
        for (int a = 0; a < p; a++) {
            int j = fit.kept()[a];
            scaled[a] = (x[j] - means[j]) / fit.deviation(j);
        }
        double[] hazard = new double[sets.blocks];
        double[] spread = new double[sets.blocks];
        double[][] covariates = new double[sets.blocks][p];
        TieSums sums = new TieSums();
        at.walk((k, s0, s1, d0, d1) -> {
            at.compute(sums, k, s0, d0);
            hazard[k] = sums.hazard;
            spread[k] = sums.square;
            for (int j = 0; j < p; j++) {
                covariates[k][j] = sums.square * s1[j] - sums.cross * d1[j];
            }
        });
        double ratio = Math.exp(fit.linearPredictor(new double[][] {x})[0] - at.shift());
        int[] blocks = java.util.stream.IntStream.range(0, sets.blocks)
                .filter(k -> sets.blockStratum[k] == stratum)
                .toArray();
        int m = blocks.length;
        double[] time = new double[m];
        double[] cumulative = new double[m];
        double[] error = new double[m];
        double[] q = new double[p];
        double sum = 0;
        double variance = 0;
        // blocks stand in descending order of time
        for (int i = 0; i < m; i++) {
            int k = blocks[m - 1 - i];
            sum += hazard[k];
            variance += spread[k];
            for (int j = 0; j < p; j++) {
                q[j] += scaled[j] * hazard[k] - covariates[k][j];
            }
            time[i] = sets.blockTime[k];
            cumulative[i] = ratio * sum;
            error[i] = ratio * Math.sqrt(variance + quadratic(fit.scaledVarianceInUse(), q));
        }
        return new PredictedCurve(time, cumulative, error, 0.95);
    }

    /** The same curve with limits of another confidence than 0.95. */
    public PredictedCurve withConfidence(double level) {
        return new PredictedCurve(time, cumulative, standardError, level);
    }

    private static double quadratic(double[][] v, double[] q) {
        double sum = 0;
        for (int a = 0; a < q.length; a++) {
            for (int b = 0; b < q.length; b++) {
                sum += q[a] * v[a][b] * q[b];
            }
        }
        return Math.max(sum, 0);
    }

    /** The times of the steps, ascending. */
    public double[] time() {
        return time.clone();
    }

    /** S at each of {@link #time()}. */
    public double[] survival() {
        return Arrays.stream(cumulative).map(h -> Math.exp(-h)).toArray();
    }

    /** The lower limit at each of {@link #time()}. */
    public double[] lower() {
        return limits(-1);
    }

    /** The upper limit at each of {@link #time()}. */
    public double[] upper() {
        return limits(1);
    }

    /** The standard error of log S at each of {@link #time()}. */
    public double[] standardErrorOfLog() {
        return standardError.clone();
    }

    /** The estimate at a time; beyond the last step it is carried forward. */
    public Estimate at(double t) {
        int found = Arrays.binarySearch(time, t);
        int k = found >= 0 ? found : -found - 2;
        if (k < 0) {
            return new Estimate(t, 1, 0, 1, 1);
        }
        double s = Math.exp(-cumulative[k]);
        return new Estimate(t, s, s * standardError[k], limit(k, -1), limit(k, 1));
    }

    private double[] limits(int sign) {
        double[] limits = new double[time.length];
        Arrays.setAll(limits, k -> limit(k, sign));
        return limits;
    }

    private double limit(int k, int sign) {
        double z = NormalDistribution.of(0, 1).inverseCumulativeProbability(0.5 + confidence / 2);
        return Math.min(1, Math.exp(-cumulative[k] + sign * z * standardError[k]));
    }
}
