package org.theriac.biostatistics.distribution;

import java.util.Arrays;
import org.theriac.biostatistics.survival.KaplanMeier;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.UserError;

/**
 * The Kaplan–Meier curve of the training rows with a straight tail: where it ends above 0 it follows the line from (0, 1) through its last point, so that it
 * has a mean, and a row that was censored has a best guess of its time (Haider et al., JMLR 21(85), 2020). Areas under the curve are those of its steps,
 * exactly; a trapezoid over them gives other numbers. Immutable.
 */
public final class TailedKaplanMeier {
    private final double[] time;
    private final double[] survival;
    /** Area under the steps from 0 to each time. */
    private final double[] area;

    private TailedKaplanMeier(double[] time, double[] survival) {
        this.time = time;
        this.survival = survival;
        this.area = areas(time, survival);
    }

    /** @throws UserError if none of the rows has the event, so that the curve never falls */
    public static TailedKaplanMeier of(SurvivalTimes train) {
        if (train.events() == 0) {
            throw new UserError("None of the training rows has the event: their Kaplan–Meier curve has no mean.");
        }
        KaplanMeier km = KaplanMeier.fit(train);
        return new TailedKaplanMeier(km.time(), km.survival());
    }

    static double[] areas(double[] time, double[] survival) {
        double[] area = new double[time.length];
        double from = 0;
        double level = 1;
        double sum = 0;
        for (int k = 0; k < time.length; k++) {
            sum += level * (time[k] - from);
            area[k] = sum;
            from = time[k];
            level = survival[k];
        }
        return area;
    }

    private double lastTime() {
        return time[time.length - 1];
    }

    private double lastSurvival() {
        return survival[survival.length - 1];
    }

    private int indexAt(double t) {
        int found = Arrays.binarySearch(time, t);
        return found >= 0 ? found : -found - 2;
    }

    /** S(t). */
    public double survival(double t) {
        int k = indexAt(t);
        return k < 0 ? 1 : t <= lastTime() ? survival[k] : Math.max(0, 1 - t * (1 - lastSurvival()) / lastTime());
    }

    /** Where the curve with its tail reaches 0: the cap of predicted times. */
    public double linearZero() {
        if (lastSurvival() > 0) {
            return lastTime() / (1 - lastSurvival());
        }
        int k = survival.length - 1;
        while (k > 0 && survival[k - 1] == 0) {
            k--;
        }
        return time[k];
    }

    /** The mean: the area under the curve with its tail. */
    public double mean() {
        return area[area.length - 1] + lastSurvival() * (linearZero() - lastTime()) / 2;
    }

    private double areaTo(double t) {
        if (t > lastTime()) {
            double end = Math.min(t, Math.max(lastTime(), linearZero()));
            return area[area.length - 1] + (end - lastTime()) * (lastSurvival() + survival(end)) / 2;
        }
        int k = indexAt(t);
        return k < 0 ? t : area[k] + survival[k] * (t - time[k]);
    }

    /** The expected time of a row censored at c: c + ∫_c^∞ S(u) du ∕ S(c); c itself where the curve has reached 0. */
    public double bestGuess(double c) {
        double s = survival(c);
        return s <= 0 ? c : c + Math.max(0, mean() - areaTo(c)) / s;
    }

    /** How much a best guess is worth: 1 − S(c), little for a row that was censored early. */
    public double confidence(double c) {
        return 1 - survival(c);
    }
}
