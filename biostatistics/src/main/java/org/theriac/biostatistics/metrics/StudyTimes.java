package org.theriac.biostatistics.metrics;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.theriac.biostatistics.survival.SurvivalTimes;

/** Times at which metrics look: quantiles over training and test rows together, so that they are the same in every fold of a cross-validation. */
public final class StudyTimes {
    private StudyTimes() {}

    /** The quantile of all times, events and censorings (linear interpolation, R's type 7). */
    public static double quantile(SurvivalTimes train, SurvivalTimes test, double p) {
        return quantile(DoubleStream.concat(Arrays.stream(train.times()), Arrays.stream(test.times())), p);
    }

    /** The quantile of the event times; NaN where there is no event. */
    public static double eventQuantile(SurvivalTimes train, SurvivalTimes test, double p) {
        return quantile(DoubleStream.concat(Arrays.stream(events(train)), Arrays.stream(events(test))), p);
    }

    /** The last event time; NaN where there is no event. */
    public static double lastEvent(SurvivalTimes train, SurvivalTimes test) {
        return DoubleStream.concat(Arrays.stream(events(train)), Arrays.stream(events(test)))
                .max()
                .orElse(Double.NaN);
    }

    /** The event times, ascending. */
    public static double[] events(SurvivalTimes times) {
        return IntStream.range(0, times.size())
                .filter(times::event)
                .mapToDouble(times::time)
                .sorted()
                .toArray();
    }

    private static double quantile(DoubleStream values, double p) {
        double[] sorted = values.sorted().toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double at = p * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
