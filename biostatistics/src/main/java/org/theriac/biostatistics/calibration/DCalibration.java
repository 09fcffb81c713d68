package org.theriac.biostatistics.calibration;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.theriac.biostatistics.survival.CurveSet;
import org.theriac.biostatistics.survival.SurvivalTimes;

/**
 * D-calibration (Haider et al., JMLR 21(85), 2020): under a true model the predicted survival at a row's own time is uniform on [0, 1]. A row
 * with the event at u = S(T) counts in its bin; a censored row with u spreads its mass over what may still come: (u−l)/u in its own bin, which
 * starts at l, and 1/(B u) in each lower one. Pearson's chi-square against n/B with B−1 degrees of freedom. Under censoring the test is
 * conservative.
 *
 * <p>Bins of the folds of a cross-validation are to be added ({@link #plus}) before the one test; p-values must not be averaged.
 */
public final class DCalibration implements CellTest {
    private final double[] bins;

    private DCalibration(double[] bins) {
        this.bins = bins;
    }

    /** The bins of predicted curves at the rows' own times, with the rows' weights; bin 0 is [0, 1/B). */
    public static DCalibration of(CurveSet curves, SurvivalTimes times, int bins) {
        return prepare(curves, times, bins).at(times.weights());
    }

    /** The bins of probabilities u = S_i(T_i), one for each row. */
    public static DCalibration of(double[] u, boolean[] event, int bins) {
        double[] ones = new double[u.length];
        Arrays.fill(ones, 1);
        return new Prepared(u, event, bins).at(ones);
    }

    /**
     * The contributions of the rows prepared for many weight vectors. A row with an entry time counts with S(T)/S(entry), its survival given that it was
     * under observation at all: that too is uniform under a true model.
     */
    public static Prepared prepare(CurveSet curves, SurvivalTimes times, int bins) {
        double[] u = curves.survivalAtOwn(times.times());
        if (times.delayedEntry()) {
            double[] atEntry = curves.survivalAtOwn(
                    IntStream.range(0, u.length).mapToDouble(times::entry).toArray());
            for (int i = 0; i < u.length; i++) {
                u[i] = atEntry[i] > 0 ? u[i] / atEntry[i] : 1;
            }
        }
        return new Prepared(u, times.eventIndicators(), bins);
    }

    /** Given bins, for instance read back from a result. */
    public static DCalibration ofBins(double[] bins) {
        return new DCalibration(bins.clone());
    }

    /** Each row's mass in each bin; a weight vector costs O(n B). */
    public static final class Prepared {
        private final int bins;
        private final double[] mass;

        private Prepared(double[] u, boolean[] event, int bins) {
            if (u.length != event.length || bins < 2) {
                throw new IllegalArgumentException(
                        "D-calibration needs one event indicator for each probability and two bins");
            }
            this.bins = bins;
            this.mass = new double[u.length * bins];
            for (int i = 0; i < u.length; i++) {
                double s = Math.min(1, Math.max(0, u[i]));
                int own = Math.min(bins - 1, (int) (s * bins));
                if (event[i] || s == 0) {
                    mass[i * bins + own] = 1;
                    continue;
                }
                mass[i * bins + own] = (s - (double) own / bins) / s;
                for (int b = 0; b < own; b++) {
                    mass[i * bins + b] = 1 / (bins * s);
                }
            }
        }

        /** The bins under n row weights. */
        public DCalibration at(double[] weight) {
            if (weight.length * bins != mass.length) {
                throw new IllegalArgumentException(weight.length + " weights for " + mass.length / bins + " rows");
            }
            double[] sum = new double[bins];
            for (int i = 0; i < weight.length; i++) {
                for (int b = 0; b < bins; b++) {
                    sum[b] += weight[i] * mass[i * bins + b];
                }
            }
            return new DCalibration(sum);
        }
    }

    /** These bins plus those of another fold. */
    public DCalibration plus(DCalibration other) {
        if (other.bins.length != bins.length) {
            throw new IllegalArgumentException(bins.length + " and " + other.bins.length + " bins cannot be added");
        }
        double[] sum = bins.clone();
        for (int b = 0; b < sum.length; b++) {
            sum[b] += other.bins[b];
        }
        return new DCalibration(sum);
    }

    /** The mass of each bin, from [0, 1/B) up; they add to the weighted number of rows. */
    public double[] bins() {
        return bins.clone();
    }

    /** Pearson's chi-square against equal mass. */
    @Override
    public double statistic() {
        double expected = Arrays.stream(bins).sum() / bins.length;
        double sum = 0;
        for (double b : bins) {
            sum += (b - expected) * (b - expected) / expected;
        }
        return sum;
    }

    /** B − 1. */
    @Override
    public int degreesOfFreedom() {
        return bins.length - 1;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "D-calibration: chi-square %.5f on %d df, p %.4g", statistic(), degreesOfFreedom(), p());
    }
}
