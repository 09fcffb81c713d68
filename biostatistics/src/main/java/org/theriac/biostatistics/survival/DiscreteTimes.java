package org.theriac.biostatistics.survival;

import java.util.Arrays;
import org.theriac.core.UserError;

/**
 * Continuous times on a grid of cuts 0 = τ₀ &lt; τ₁ &lt; … &lt; τ_m (Kvamme and Borgan, "Continuous and discrete-time survival prediction with neural
 * networks", 2019). An event counts at the next cut, a censoring at the last one that the row is known to have survived; what lies beyond τ_m is censored
 * there. An entry counts like the censoring of the row before it, so that cutting a row into pieces changes nothing. Immutable.
 */
public final class DiscreteTimes {
    private final double[] cuts;

    private DiscreteTimes(double[] cuts) {
        this.cuts = cuts;
    }

    /**
     * Given cuts.
     *
     * @param cuts at least two, strictly increasing from 0
     */
    public static DiscreteTimes of(double[] cuts) {
        if (cuts.length < 2 || cuts[0] != 0) {
            throw new IllegalArgumentException("cuts are at least two and begin with 0: " + Arrays.toString(cuts));
        }
        for (int k = 1; k < cuts.length; k++) {
            if (!(cuts[k] > cuts[k - 1])) {
                throw new IllegalArgumentException("cuts increase strictly: " + Arrays.toString(cuts));
            }
        }
        return new DiscreteTimes(cuts.clone());
    }

    /**
     * Equally spaced cuts from 0 to the last observed time.
     *
     * @throws UserError if all times are 0
     */
    public static DiscreteTimes equidistant(SurvivalTimes times, int number) {
        double last = times.lastTime();
        if (!(last > 0)) {
            throw new UserError(
                    "all " + times.size() + " training times are 0, so that no interval of time can be formed.");
        }
        double[] cuts = new double[requireTwo(number)];
        for (int k = 1; k < number; k++) {
            cuts[k] = last * k / (number - 1);
        }
        return new DiscreteTimes(cuts);
    }

    /**
     * Cuts at which the Kaplan–Meier curve reaches equally spaced levels from 1 down to its end, so that events are alike in number between them; the first
     * is 0. Levels that the curve passes in one step give one cut, so that there may be fewer than asked for.
     *
     * @throws UserError if all times are 0
     */
    public static DiscreteTimes quantiles(SurvivalTimes times, int number) {
        KaplanMeier fitted = KaplanMeier.fit(times);
        double[] time = fitted.time();
        double[] survival = fitted.survival();
        double lowest = survival[survival.length - 1];
        double[] found = new double[requireTwo(number)];
        for (int k = 0; k < number; k++) {
            double level = k == number - 1 ? 1 : lowest + k * ((1 - lowest) / (number - 1));
            found[k] = lastAtOrAbove(level, time, survival);
        }
        // The highest level is 1: the cut found for it, 0 or a time of censoring before the first event, becomes 0.
        double[] cuts = Arrays.stream(found).sorted().distinct().toArray();
        cuts[0] = 0;
        if (cuts.length < 2) {
            return equidistant(times, 2);
        }
        return new DiscreteTimes(cuts);
    }

    /** The last time at which the curve is still at the lowest of its values that is at least {@code level}; 0 before all times. */
    private static double lastAtOrAbove(double level, double[] time, double[] survival) {
        for (int k = survival.length - 1; k >= 0; k--) {
            if (survival[k] >= level) {
                return time[k];
            }
        }
        return 0;
    }

    private static int requireTwo(int number) {
        if (number < 2) {
            throw new IllegalArgumentException("at least two cuts make an interval, not " + number);
        }
        return number;
    }

    /** The number of cuts, the first at 0 among them. */
    public int size() {
        return cuts.length;
    }

    /** The cuts, a copy. */
    public double[] cuts() {
        return cuts.clone();
    }

    /** The cut at which a row's time counts: of an event the first one not before it, of a censoring the last one not after it. */
    public int index(double time, boolean event) {
        if (time > cuts[cuts.length - 1]) {
            return cuts.length - 1;
        }
        int found = Arrays.binarySearch(cuts, time);
        return found >= 0 ? found : event ? -found - 1 : -found - 2;
    }

    /** Whether an event at this time lies within the cuts; one beyond them counts as censored at the last. */
    public boolean covers(double time) {
        return time <= cuts[cuts.length - 1];
    }

    /** The first cut at which a row with this entry counts as at risk: the one after the entry rounded down; 0 for rows observed from the start. */
    public int firstAtRisk(double entry) {
        return entry < 0 ? 0 : index(entry, false) + 1;
    }

    /**
     * The cuts with {@code parts} − 1 equally spaced times between any two.
     *
     * @return (m · parts) + 1 times for m + 1 cuts
     */
    public double[] refined(int parts) {
        double[] refined = new double[(cuts.length - 1) * parts + 1];
        for (int k = 1; k < cuts.length; k++) {
            for (int part = 1; part <= parts; part++) {
                refined[(k - 1) * parts + part] =
                        part == parts ? cuts[k] : cuts[k - 1] + (cuts[k] - cuts[k - 1]) * part / parts;
            }
        }
        return refined;
    }
}
