package org.theriac.biostatistics.calibration;

import org.theriac.biostatistics.survival.KaplanMeier;
import org.theriac.biostatistics.survival.StepCurve;
import org.theriac.biostatistics.survival.SurvivalTimes;

/**
 * G, the Kaplan–Meier estimate of the probability of being uncensored, by which scores under censoring are weighted. Usually of the training
 * rows. Beyond the last time the last value is carried forward. Immutable.
 */
public final class CensoringCurve {
    private final StepCurve curve;

    private CensoringCurve(StepCurve curve) {
        this.curve = curve;
    }

    /** The convention of R and scikit-survival: rows with an event at t have left before the censorings at t. */
    public static CensoringCurve of(SurvivalTimes times) {
        return new CensoringCurve(eventsLeaveFirst(times));
    }

    /** The convention of pycox: rows with an event at t are still at risk of being censored at t. */
    public static CensoringCurve withEventsAtRisk(SurvivalTimes times) {
        return new CensoringCurve(KaplanMeier.fit(times.reversed()).curve());
    }

    /** G = 1 throughout: nobody is censored. */
    public static CensoringCurve none() {
        return new CensoringCurve(new StepCurve(1, new double[0], new double[0]));
    }

    /** G(t): uncensored up to and including t. */
    public double at(double t) {
        return curve.at(t);
    }

    /** G(t−): uncensored before t. */
    public double before(double t) {
        return curve.before(t);
    }

    /** G as a step function. */
    public StepCurve curve() {
        return curve;
    }

    /** The first time at which G is below {@code least}; infinity if it never is. */
    public double firstTimeBelow(double least) {
        double[] times = curve.times();
        double[] g = curve.values();
        for (int k = 0; k < g.length; k++) {
            if (g[k] < least) {
                return times[k];
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    private static StepCurve eventsLeaveFirst(SurvivalTimes times) {
        KaplanMeier km = KaplanMeier.fit(times);
        double[] g = km.time();
        double[] atRisk = km.atRisk();
        double[] events = km.events();
        double[] censored = km.censored();
        double value = 1;
        for (int k = 0; k < g.length; k++) {
            if (censored[k] > 0) {
                value *= 1 - censored[k] / (atRisk[k] - events[k]);
            }
            g[k] = value;
        }
        return new StepCurve(1, km.time(), g);
    }
}
