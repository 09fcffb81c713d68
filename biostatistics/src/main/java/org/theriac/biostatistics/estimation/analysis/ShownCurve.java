package org.theriac.biostatistics.estimation.analysis;

import java.util.Arrays;
import java.util.List;
import org.theriac.biostatistics.exhibits.Times;
import org.theriac.core.report.SmallCells;
import org.theriac.core.report.chart.StepCurves;

/** Curves of groups as a report may show them: no further than enough rows are at risk. */
final class ShownCurve {
    private static final int TICKS = 6;

    private ShownCurve() {}

    /** How many of the times have enough rows at risk; at least 1. */
    static int count(double[] atRisk) {
        int count = atRisk.length;
        while (count > 1 && atRisk[count - 1] < SmallCells.LEAST) {
            count--;
        }
        return count;
    }

    /** The last time at which at least {@value SmallCells#LEAST} of the rows are still under observation. */
    static double end(double[] lastTimes) {
        double[] sorted = lastTimes.clone();
        Arrays.sort(sorted);
        return sorted[Math.max(0, sorted.length - SmallCells.LEAST)];
    }

    /** Where the axis is labelled. */
    static List<Double> ticks(double end) {
        return Times.ticks(end, TICKS);
    }

    /** The same of an axis that begins later than 0. */
    static List<Double> ticks(double start, double end) {
        return Times.ticks(start, end, TICKS);
    }

    /** The times at which a table tells the curves: those that the study names, or the axis's labels. */
    static double[] tabulated(List<Double> named, double end) {
        return tabulated(named, 0, end);
    }

    /** The same of curves that begin later than 0. */
    static double[] tabulated(List<Double> named, double start, double end) {
        return (named.isEmpty() ? ticks(start, end) : named)
                .stream()
                        .mapToDouble(Double::doubleValue)
                        .filter(t -> t > start)
                        .toArray();
    }

    /** Where the axis of a measure from 0 on ends, its largest value rounded up. Never 1, where an axis would be labelled in percent. */
    static double axisEnd(double top) {
        if (!(top > 0)) {
            return 1.1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(top)));
        double rounded = Math.ceil(top / power * 2) / 2 * power;
        return rounded == 1 ? 1.1 : rounded;
    }

    /** The first {@code shown} points of a curve that starts at an origin. */
    static StepCurves.Curve of(
            String name,
            double originTime,
            double originValue,
            double[] time,
            double[] value,
            double[] lower,
            double[] upper,
            int shown,
            int[] atRisk) {
        return new StepCurves.Curve(
                name,
                from(originTime, time, shown),
                from(originValue, value, shown),
                from(originValue, lower, shown),
                from(originValue, upper, shown),
                atRisk);
    }

    private static double[] from(double origin, double[] values, int shown) {
        double[] extended = new double[shown + 1];
        extended[0] = origin;
        System.arraycopy(values, 0, extended, 1, shown);
        return extended;
    }
}
