package org.theriac.biostatistics.cox;

import java.util.Arrays;
import org.theriac.biostatistics.survival.CurveSet;
import org.theriac.biostatistics.survival.StepCurve;
import org.theriac.biostatistics.survival.SurvivalTimes;

/**
 * The cumulative baseline hazard H₀ of a Cox model, one step function for each stratum (codes in ascending order of the strata's values),
 * for a linear predictor of 0. Breslow's estimate with the increments that belong to the fit's tie rule. Immutable.
 */
public final class BaselineHazard {
    /** Up to so many probabilities are kept, 32 MiB: metrics ask for each of them many times. */
    private static final long MOST_KEPT = 1 << 22;

    private final StepCurve[] cumulative;

    private BaselineHazard(StepCurve[] cumulative) {
        this.cumulative = cumulative;
    }

    /**
     * H₀ at log-risks that any model gives, a network's for instance: at the event times of all rows, without strata. O(n log n).
     *
     * @param logRisk of each row; the level matters, since H₀ belongs to a log-risk of 0
     * @param ties the rule under which the model was fitted
     */
    public static StepCurve cumulative(SurvivalTimes times, double[] logRisk, Ties ties) {
        if (logRisk.length != times.size()) {
            throw new IllegalArgumentException(logRisk.length + " log-risks for " + times.size() + " rows");
        }
        RiskSets sets = new RiskSets(times, new double[0], 0, new int[times.size()], logRisk);
        return of(new PartialLikelihood(sets, ties, new double[0])).cumulative(0);
    }

    /**
     * H₀ after Kalbfleisch and Prentice (Biometrika 60, 1973): a discrete hazard, −Σ log α_k, where α_k solves {@code Σ_deaths w θ/(1 − α^θ) = Σ_at risk w θ}
     * with θ = e^log-risk. Without covariates exp(−H₀) is the Kaplan–Meier curve. It is infinite from where everybody at risk has the event. Without
     * strata; O(n log n).
     */
    public static StepCurve kalbfleischPrentice(SurvivalTimes times, double[] logRisk) {
        if (logRisk.length != times.size()) {
            throw new IllegalArgumentException(logRisk.length + " log-risks for " + times.size() + " rows");
        }
        RiskSets sets = new RiskSets(times, new double[0], 0, new int[times.size()], logRisk);
        PartialLikelihood at = new PartialLikelihood(sets, Ties.BRESLOW, new double[0]);
        double[] increment = new double[sets.blocks];
        at.walk((k, s0, s1, d0, d1) -> increment[k] = discrete(at, sets, k, s0, d0) * Math.exp(-at.shift()));
        double[] upTo = sets.cumulate(increment);
        double[] time = new double[sets.blocks];
        double[] values = new double[sets.blocks];
        for (int k = 0; k < sets.blocks; k++) {
            time[sets.blocks - 1 - k] = sets.blockTime[k];
            values[sets.blocks - 1 - k] = upTo[k];
        }
        return new StepCurve(0, time, values);
    }

    /** Newton's method for h = −log α from Breslow's increment, which lies below the root of a convex, falling function. */
    private static double discrete(PartialLikelihood at, RiskSets sets, int block, double s0, double d0) {
        if (d0 >= s0 * (1 - 1e-12)) {
            return Double.POSITIVE_INFINITY;
        }
        double h = at.hazardIncrement(block);
        for (int step = 0; step < 100; step++) {
            double value = -s0;
            double slope = 0;
            for (int e = sets.deathStart[block]; e < sets.deathStart[block + 1]; e++) {
                int q = sets.deaths[e];
                double theta = at.relativeRisk(q);
                double gone = -Math.expm1(-h * theta);
                value += sets.weight[q] * theta / gone;
                slope -= sets.weight[q] * theta * theta * (1 - gone) / (gone * gone);
            }
            double next = h - value / slope;
            if (!(next > h * (1 + 1e-15))) {
                return h;
            }
            h = next;
        }
        return h;
    }

    static BaselineHazard of(PartialLikelihood at) {
        RiskSets sets = at.sets();
        double[] increment = new double[sets.blocks];
        double scale = Math.exp(-at.shift());
        for (int k = 0; k < sets.blocks; k++) {
            increment[k] = at.hazardIncrement(k) * scale;
        }
        double[] upTo = sets.cumulate(increment);
        StepCurve[] curves = new StepCurve[sets.strata];
        int from = 0;
        for (int s = 0; s < sets.strata; s++) {
            int to = from;
            while (to < sets.blocks && sets.blockStratum[to] == s) {
                to++;
            }
            double[] times = new double[to - from];
            double[] values = new double[to - from];
            for (int k = from; k < to; k++) {
                times[to - 1 - k] = sets.blockTime[k];
                values[to - 1 - k] = upTo[k];
            }
            curves[s] = new StepCurve(0, times, values);
            from = to;
        }
        return new BaselineHazard(curves);
    }

    /** The number of strata; 1 for a model without. */
    public int strata() {
        return cumulative.length;
    }

    /** H₀ of a stratum. */
    public StepCurve cumulative(int stratum) {
        return cumulative[stratum];
    }

    /** Curves exp(−H₀(t) e^η) at the event times of a stratum, one for each linear predictor. */
    public CurveSet survival(int stratum, double[] eta) {
        return survival(cumulative[stratum], eta);
    }

    /**
     * Curves exp(−H₀(t) e^η) for any cumulative baseline hazard, one for each linear predictor. Curves of very many rows are computed when they are asked
     * for, so that memory does not grow with rows × times.
     */
    public static CurveSet survival(StepCurve baseline, double[] eta) {
        double[] h = baseline.values();
        if ((long) eta.length * h.length > MOST_KEPT) {
            double[] ratio = Arrays.stream(eta).map(Math::exp).toArray();
            return CurveSet.computed(baseline.times(), eta.length, (row, k) -> survival(h[k], ratio[row]));
        }
        double[] flat = new double[eta.length * h.length];
        for (int i = 0; i < eta.length; i++) {
            double ratio = Math.exp(eta[i]);
            for (int k = 0; k < h.length; k++) {
                flat[i * h.length + k] = survival(h[k], ratio);
            }
        }
        return CurveSet.ofFlat(baseline.times(), flat);
    }

    /** A hazard ratio that overflowed must not turn a hazard of 0 into 0 · ∞. */
    private static double survival(double hazard, double ratio) {
        return hazard == 0 ? 1 : Math.exp(-hazard * ratio);
    }
}
