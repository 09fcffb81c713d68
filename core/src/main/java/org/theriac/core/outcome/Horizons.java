package org.theriac.core.outcome;

import java.util.Map;

/** Times at which clinicians ask for a risk: 30 days, 5 years. */
public final class Horizons {
    /** By unit. */
    private static final Map<String, double[]> CUSTOMARY = Map.of(
            "days", new double[] {7, 14, 30, 60, 90, 180, 365, 730, 1095, 1826, 3652},
            "weeks", new double[] {1, 2, 4, 8, 12, 26, 52, 104, 260},
            "months", new double[] {1, 3, 6, 12, 24, 36, 60, 120},
            "years", new double[] {1, 2, 3, 5, 10, 15, 20});

    private Horizons() {}

    /** The customary time nearest to {@code time} on a logarithmic scale; {@code time} itself for a unit that has none. */
    public static double customary(double time, String unit) {
        double[] named = CUSTOMARY.get(unit);
        if (named == null || time <= 0) {
            return time;
        }
        double nearest = named[0];
        for (double candidate : named) {
            if (Math.abs(Math.log(candidate / time)) < Math.abs(Math.log(nearest / time))) {
                nearest = candidate;
            }
        }
        return nearest;
    }
}
