package org.theriac.biostatistics.calibration;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.theriac.biostatistics.survival.KaplanMeier;
import org.theriac.biostatistics.survival.StepCurve;
import org.theriac.biostatistics.survival.SurvivalTimes;

/**
 * G, the Kaplan–Meier estimate of the probability of being uncensored, by which scores under censoring are weighted. Usually of the training
 * rows. Beyond the last time the last value is carried forward. Immutable.
 *
 * <p>Where rows come under observation late, what weights need is the probability κ(t) = P(entry ≤ t &lt; censoring) of being <em>under observation</em>
 * ({@link #ofObservation}): an event at t is in the sample with probability κ(t−), a row that lives on after t with κ(t).
 */
public final class CensoringCurve {
    private final StepCurve curve;
    private final boolean atEvents;

    private CensoringCurve(StepCurve curve, boolean atEvents) {
        this.curve = curve;
        this.atEvents = atEvents;
    }

    /** The convention of R and scikit-survival: rows with an event at t have left before the censorings at t. */
    public static CensoringCurve of(SurvivalTimes times) {
        return new CensoringCurve(eventsLeaveFirst(times), false);
    }

    /** The convention of pycox: rows with an event at t are still at risk of being censored at t. */
    public static CensoringCurve withEventsAtRisk(SurvivalTimes times) {
        return new CensoringCurve(KaplanMeier.fit(times.reversed()).curve(), false);
    }

    /** G = 1 throughout: nobody is censored. */
    public static CensoringCurve none() {
        return new CensoringCurve(new StepCurve(1, new double[0], new double[0]), false);
    }

    /**
     * κ of rows some of which come under observation late, one row for each subject, entry and censoring being independent of the event. Of n rows the share
     * Y(t+)/n is seen under observation just after t, the share S(t) κ(t)/π of all from whom the sample was drawn, if π is the probability of getting into
     * it; so
     *
     * <pre>κ(t)/π = Y(t+) / (n S(t))</pre>
     *
     * with the Kaplan–Meier estimate S for delayed entry (Wang, JASA 86, 1991). It may exceed 1; π cancels, for a sum over n rows of the sample is divided by
     * n, not by the number of those from whom they were drawn. Rows without entry times have π = 1, and it is G of {@link #of}.
     */
    public static CensoringCurve ofObservation(SurvivalTimes times) {
        if (!times.delayedEntry()) {
            return of(times);
        }
        int n = times.size();
        double[] steps = DoubleStream.concat(
                        IntStream.range(0, n).mapToDouble(times::entry), Arrays.stream(times.times()))
                .sorted()
                .distinct()
                .toArray();
        double[] change = new double[steps.length];
        double rows = 0;
        for (int i = 0; i < n; i++) {
            change[Arrays.binarySearch(steps, times.entry(i))] += times.weight(i);
            change[Arrays.binarySearch(steps, times.time(i))] -= times.weight(i);
            rows += times.weight(i);
        }
        StepCurve survival = KaplanMeier.fit(times).curve();
        double[] observed = new double[steps.length];
        double under = 0;
        for (int k = 0; k < steps.length; k++) {
            under += change[k];
            double s = survival.at(steps[k]);
            observed[k] = s > 0 && under > 0 ? under / (rows * s) : 0;
        }
        return new CensoringCurve(new StepCurve(0, steps, observed), false);
    }

    /**
     * The same curve with the weights of the program of Haider et al. (JMLR 21(85), 2020), which scikit-survival has too: an event at T weighs 1/G(T) instead
     * of 1/G(T−), and whatever would weigh 1/0 weighs nothing.
     */
    public CensoringCurve atEvents() {
        return new CensoringCurve(curve, true);
    }

    /** G(t): uncensored up to and including t. */
    public double at(double t) {
        return curve.at(t);
    }

    /** G(t−): uncensored before t. */
    public double before(double t) {
        return curve.before(t);
    }

    /** What an event at t is divided by: G(t−), or G(t) of a curve {@link #atEvents}. */
    public double ofEvent(double t) {
        return atEvents ? curve.at(t) : curve.before(t);
    }

    /** Whether a row that would weigh 1/0 is left out, rather than refused. */
    public boolean leavesOutUndefined() {
        return atEvents;
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
