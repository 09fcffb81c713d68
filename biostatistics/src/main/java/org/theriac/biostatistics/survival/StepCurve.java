package org.theriac.biostatistics.survival;

import java.util.Arrays;

/** A right-continuous step function of time: {@code initial} before the first time, {@code values[k]} on {@code [times[k], times[k+1])}. */
public final class StepCurve {
    private final double initial;
    private final double[] times;
    private final double[] values;

    /**
     * @param initial the value before the first time
     * @param times strictly increasing, copied
     * @param values as many, copied
     */
    public StepCurve(double initial, double[] times, double[] values) {
        if (times.length != values.length) {
            throw new IllegalArgumentException(times.length + " times but " + values.length + " values");
        }
        this.initial = initial;
        this.times = times.clone();
        this.values = values.clone();
    }

    /** The value at {@code t}, jumps at {@code t} included. O(log m). */
    public double at(double t) {
        int k = RiskTable.lastAtOrBefore(times, t);
        return k < 0 ? initial : values[k];
    }

    /** The value just before {@code t}, jumps at {@code t} excluded. O(log m). */
    public double before(double t) {
        int at = Arrays.binarySearch(times, t);
        int k = at >= 0 ? at - 1 : -at - 2;
        return k < 0 ? initial : values[k];
    }

    /** The times of the steps, a copy. */
    public double[] times() {
        return times.clone();
    }

    /** The values from each step on, a copy. */
    public double[] values() {
        return values.clone();
    }

    /** The number of steps. */
    public int size() {
        return times.length;
    }

    /** The exact area under the curve from 0 to {@code tau}, the last value being carried forward. */
    public double area(double tau) {
        double area = 0;
        double from = 0;
        double value = initial;
        for (int k = 0; k < times.length && times[k] < tau; k++) {
            area += value * (times[k] - from);
            from = times[k];
            value = values[k];
        }
        return area + value * (tau - from);
    }
}
