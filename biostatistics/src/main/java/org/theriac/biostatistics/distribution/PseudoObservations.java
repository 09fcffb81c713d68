package org.theriac.biostatistics.distribution;

import java.util.Arrays;
import org.theriac.biostatistics.survival.KaplanMeier;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.UserError;

/**
 * What a censored row adds to the mean of the training rows' Kaplan–Meier curve: (n+1) E_{n+1}[T] − n E_n[T], the surrogate time of Qi et al. (An Effective
 * Meaningful Way to Evaluate Survival Models, ICML 2023). Means are areas under the steps with the straight tail of {@link TailedKaplanMeier}.
 *
 * <p>A row that is censored at c is at risk at each event up to c and leaves the rest of the curve as it was, up to a factor; so the curve with the row is made
 * of two prefix products that all rows share. Preparing costs O(m), a row O(log m), where writing out each curve costs O(m).
 */
public final class PseudoObservations {
    private final double rows;
    private final double meanWithout;
    private final double[] time;
    private final double[] without;
    private final double[] with;
    private final double[] areaWithout;
    private final double[] areaWith;

    /** @throws UserError if none of the rows has the event */
    public PseudoObservations(SurvivalTimes train) {
        meanWithout = TailedKaplanMeier.of(train).mean();
        KaplanMeier km = KaplanMeier.fit(train);
        rows = Arrays.stream(train.weights()).sum();
        time = km.time();
        without = km.survival();
        with = new double[time.length];
        double[] atRisk = km.atRisk();
        double[] events = km.events();
        double s = 1;
        for (int k = 0; k < time.length; k++) {
            s *= 1 - events[k] / (atRisk[k] + 1);
            with[k] = s;
        }
        areaWithout = TailedKaplanMeier.areas(time, without);
        areaWith = TailedKaplanMeier.areas(time, with);
    }

    /** The surrogate time of a row that was censored at c. O(log m). */
    public double ofCensored(double c) {
        return (rows + 1) * meanWith(c) - rows * meanWithout;
    }

    private double meanWith(double c) {
        int last = time.length - 1;
        int found = Arrays.binarySearch(time, c);
        int k = found >= 0 ? found : -found - 2;
        double level = k < 0 ? 1 : with[k];
        double before = k < 0 ? c : areaWith[k] + level * (c - time[k]);
        if (c >= time[last]) {
            return before + tail(c, level);
        }
        double unchanged = k < 0 ? 1 : without[k];
        double passed = k < 0 ? c : areaWithout[k] + unchanged * (c - time[k]);
        double factor = level / unchanged;
        return before + factor * (areaWithout[last] - passed) + tail(time[last], factor * without[last]);
    }

    /** The triangle under the line from (0, 1) through (t, s), from t on. */
    private static double tail(double t, double s) {
        return s <= 0 ? 0 : s * (t / (1 - s) - t) / 2;
    }
}
