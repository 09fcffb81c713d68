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
