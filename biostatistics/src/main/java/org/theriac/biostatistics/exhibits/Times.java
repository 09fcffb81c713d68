package org.theriac.biostatistics.exhibits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.theriac.biostatistics.metrics.StudyTimes;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.outcome.Horizons;
import org.theriac.core.report.Numbers;

/** Times at which exhibits look. */
public final class Times {
    private static final double[] LEVELS = {0.25, 0.5, 0.75};

    private Times() {}

    /** 0 and round times up to {@code end}, at most {@code most} in all. */
    public static List<Double> ticks(double end, int most) {
        return ticks(0, end, most);
    }

    /** Round times from {@code start} to {@code end}, at most {@code most} in all; the start alone where nothing comes after it. */
    public static List<Double> ticks(double start, double end, int most) {
        if (!(end > start)) {
            return List.of(start);
        }
        double raw = (end - start) / (most - 1);
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double step = power * 10;
        for (double factor : new double[] {5, 2.5, 2, 1}) {
            step = factor * power >= raw ? factor * power : step;
        }
        List<Double> ticks = new ArrayList<>();
        for (int k = (int) Math.ceil(start / step); k * step <= end; k++) {
            ticks.add(k * step);
        }
        return ticks;
    }

    /** Up to three horizons: the quartiles of the event times, moved to the nearest customary time of the unit. */
    public static double[] horizons(SurvivalTimes times, String unit) {
        double[] events = StudyTimes.events(times);
        if (events.length == 0) {
            return new double[0];
        }
        return Arrays.stream(LEVELS)
                .map(level -> events[(int) (level * (events.length - 1))])
                .map(quartile -> Horizons.customary(quartile, unit))
                .filter(horizon -> horizon > 0 && horizon < times.lastTime())
                .distinct()
                .toArray();
    }

    /** A horizon as a heading: "By 1,826 days". */
    public static String by(double horizon, String unit) {
        String number = Numbers.value(horizon);
        return "By " + number + " " + unit;
    }
}
