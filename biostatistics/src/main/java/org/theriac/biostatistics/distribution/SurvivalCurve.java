package org.theriac.biostatistics.distribution;

import java.util.Arrays;

/**
 * One row's survival curve as a whole: S from time 0 on, and the times that are read off it. Beyond the last time t* at which it is given it follows the
 * straight line from (0, 1) through (t*, S(t*)) down to 0 (Haider et al., JMLR 21(85), 2020); where S(t*) is 1 it stays there. Immutable.
 */
public final class SurvivalCurve {
    private static final int HALVINGS = 60;

    private final double[] t;
    private final double[] s;
    private final Interpolation between;
    /** Slopes at the knots of a cubic; empty otherwise. */
    private final double[] slope;

    private SurvivalCurve(double[] t, double[] s, Interpolation between) {
        this.t = t;
        this.s = s;
        this.between = between;
        this.slope = between == Interpolation.MONOTONE_CUBIC ? HymanSlopes.of(t, s) : new double[0];
    }

    /**
     * A curve; (0, 1) is put before a first time after 0.
     *
     * @param times strictly increasing, not negative, the last above 0
     * @param survival as many probabilities that do not rise
     */
    public static SurvivalCurve of(double[] times, double[] survival, Interpolation between) {
        int m = times.length;
        if (m == 0 || survival.length != m || !(times[0] >= 0) || !(times[m - 1] > 0)) {
            throw new IllegalArgumentException(
                    "a survival curve needs as many probabilities as times, which must not be negative");
        }
        int added = times[0] > 0 ? 1 : 0;
        double[] t = new double[m + added];
        double[] s = new double[m + added];
        s[0] = 1;
        System.arraycopy(times, 0, t, added, m);
        System.arraycopy(survival, 0, s, added, m);
        for (int k = 1; k < t.length; k++) {
            if (!(t[k] > t[k - 1]) || !(s[k] <= s[k - 1])) {
                throw new IllegalArgumentException(
                        "a survival curve's times must increase and its probabilities must not (position " + (k - added)
                                + ")");
            }
        }
        return new SurvivalCurve(t, s, between);
    }

    /** The last time at which the curve is given. */
    public double lastTime() {
        return t[t.length - 1];
    }

    /** S at the last time at which the curve is given. */
    public double lastSurvival() {
        return s[s.length - 1];
    }

    /** Where the line beyond the curve's end reaches 0: t*∕(1 − S(t*)); infinite where the curve never falls. */
    public double linearZero() {
        return lastSurvival() <= 0 ? t[firstAtOrBelow(0)] : lastTime() / (1 - lastSurvival());
    }

    /** S(t). O(log m). */
    public double at(double time) {
        if (time < 0) {
            return 1;
        }
        int last = t.length - 1;
        if (time > t[last]) {
            return Math.max(0, 1 - time * (1 - s[last]) / t[last]);
        }
        int found = Arrays.binarySearch(t, time);
        if (found >= 0) {
            return s[found];
        }
        int k = -found - 2;
        return between == Interpolation.STEP ? s[k] : within(k, (time - t[k]) / (t[k + 1] - t[k]));
    }

    /** The value a share x of the way from knot k to the next. */
    private double within(int k, double x) {
        if (between == Interpolation.LINEAR) {
            return s[k] + x * (s[k + 1] - s[k]);
        }
        double h = t[k + 1] - t[k];
        double y = 1 - x;
        double value = y * y * ((1 + 2 * x) * s[k] + x * h * slope[k])
                + x * x * ((1 + 2 * y) * s[k + 1] - y * h * slope[k + 1]);
        return Math.max(s[k + 1], Math.min(s[k], value)); // rounding
    }

    /** Whether the curve is given down to {@code level}; if not, its {@link #time} there is an extrapolation. */
    public boolean reaches(double level) {
        return lastSurvival() <= level;
    }

    /** The first time at which S is {@code level} or less, on the line beyond the curve's end if need be; infinite where the curve never falls. */
    public double time(double level) {
        if (!reaches(level)) {
            return (1 - level) * lastTime() / (1 - lastSurvival());
        }
        int k = firstAtOrBelow(level);
        if (k == 0 || between == Interpolation.STEP || s[k] == level && s[k] < s[k - 1]) {
            return t[k];
        }
        if (between == Interpolation.LINEAR) {
            return t[k - 1] + (t[k] - t[k - 1]) * (s[k - 1] - level) / (s[k - 1] - s[k]);
        }
        double low = 0;
        double high = 1;
        for (int halving = 0; halving < HALVINGS; halving++) {
            double middle = (low + high) / 2;
            if (within(k - 1, middle) <= level) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return t[k - 1] + high * (t[k] - t[k - 1]);
    }

    private int firstAtOrBelow(double level) {
        int low = 0;
        int high = s.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (s[middle] <= level) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The median survival time, {@code time(0.5)}. */
    public double median() {
        return time(0.5);
    }

    /** The mean survival time: the area under the whole curve; infinite where it never falls. O(m). */
    public double mean() {
        double zero = linearZero();
        return restrictedMean(lastTime()) + (zero > lastTime() ? lastSurvival() * (zero - lastTime()) / 2 : 0);
    }

    /** The area under the curve from 0 to {@code tau}. O(m). */
    public double restrictedMean(double tau) {
        double area = 0;
        int k = 0;
        for (; k + 1 < t.length && t[k + 1] <= tau; k++) {
            area += area(k, 1);
        }
        if (k + 1 < t.length) {
            return area + area(k, (tau - t[k]) / (t[k + 1] - t[k]));
        }
        double end = Math.min(tau, linearZero());
        return end > lastTime() ? area + (end - lastTime()) * (lastSurvival() + at(end)) / 2 : area;
    }

    /** The area over the first share x of the interval from knot k to the next: exact for each of the three forms. */
    private double area(int k, double x) {
        double h = t[k + 1] - t[k];
        return switch (between) {
            case STEP -> x * h * s[k];
            case LINEAR -> x * h * (s[k] + within(k, x)) / 2;
            // Simpson's rule is exact for a cubic
            case MONOTONE_CUBIC -> x * h * (s[k] + 4 * within(k, x / 2) + within(k, x)) / 6;
        };
    }
}
