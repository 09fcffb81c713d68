package org.theriac.biostatistics.calibration;

import java.util.Locale;

/**
 * KS-D-calibration: the distribution of v = 1 − S(T), estimated by Kaplan and Meier with the rows' censorings, against the uniform one. The distance is weighted
 * as the confidence bands of Hall and Wellner (Biometrika 67, 1980) are,
 *
 * <pre>D = sup_v |Ŝ(v) − (1 − v)| (1 − K(v)) ∕ (1 − v),   K = C∕(1 + C),   C(v) = ∫_0^v ds ∕ ((1 − s)² G(s−))</pre>
 *
 * with G the Kaplan–Meier curve of censoring on the scale of v, up to the last v that was observed. Without censoring K(v) = v, and D is Kolmogorov's distance.
 * √n D then has at most the distribution of the supremum of a Brownian bridge, so that the p value, with Stephens's correction for small n, does not need
 * censored rows to be imputed; where observation ends early it is conservative.
 */
public final class KolmogorovCalibration {
    private static final int MOST_TERMS = 100;

    private final double statistic;
    private final double rows;
    private final double covered;

    private KolmogorovCalibration(double statistic, double rows, double covered) {
        this.statistic = statistic;
        this.rows = rows;
        this.covered = covered;
    }

    /**
     * Tests.
     *
     * @param u S_i(T_i) of each row
     * @param weight of each row
     */
    public static KolmogorovCalibration of(double[] u, boolean[] event, double[] weight) {
        Walk walk = new Walk(u, event, weight);
        double largest = 0;
        while (walk.next()) {
            largest = Math.max(largest, Math.max(walk.distanceBefore(), walk.distanceAt()));
        }
        return new KolmogorovCalibration(largest, walk.total, walk.v);
    }

    /** The Kaplan–Meier estimate of P(v ≤ level); NaN where observation ends before it. */
    public static double distribution(double[] u, boolean[] event, double[] weight, double level) {
        Walk walk = new Walk(u, event, weight);
        double survival = 1;
        while (walk.next() && walk.v <= level) {
            survival = walk.survival;
        }
        return walk.v < level && walk.survival > 0 ? Double.NaN : 1 - survival;
    }

    /** One walk from v = 0 upwards, from one distinct v to the next. */
    private static final class Walk {
        private final double[] time;
        private final boolean[] event;
        private final double[] weight;
        private final int[] order;
        private final double total;
        private int at;
        private double atRisk;
        private double v;
        private double before = 1;
        private double survival = 1;
        private boolean parted;
        private double g = 1;
        private double c;

        Walk(double[] u, boolean[] event, double[] weight) {
            time = new double[u.length];
            double sum = 0;
            for (int i = 0; i < u.length; i++) {
                time[i] = 1 - Math.min(1, Math.max(0, u[i]));
                sum += weight[i];
            }
            this.event = event;
            this.weight = weight;
            total = sum;
            atRisk = sum;
            order = StableOrder.ascending(time);
        }

        boolean next() {
            while (at < order.length && weight[order[at]] == 0) {
                at++;
            }
            if (at == order.length || g <= 0) {
                return false;
            }
            double from = v;
            v = time[order[at]];
            c += (v < 1 ? 1 / (1 - v) - 1 / (1 - from) : Double.POSITIVE_INFINITY) / g;
            double events = 0;
            double censored = 0;
            int first = at;
            for (; at < order.length && time[order[at]] == v; at++) {
                events += event[order[at]] ? weight[order[at]] : 0;
                censored += event[order[at]] ? 0 : weight[order[at]];
            }
            parted = events > 0 && at - first > 1;
            before = survival;
            survival *= 1 - events / atRisk;
            if (censored > 0) {
                g *= 1 - censored / (atRisk - events);
            }
            atRisk -= events + censored;
            return true;
        }

        /** Of rows that share v, as all do that have the event on one day under one curve, only the distance after their step means anything. */
        double distanceBefore() {
            return parted ? 0 : distance(before);
        }

        double distanceAt() {
            return distance(survival);
        }

        private double distance(double s) {
            // at v = 1 the weight's limit is that of no further censoring, g
            double scale = v < 1 ? 1 / ((1 + c) * (1 - v)) : g;
            return Math.abs(s - (1 - v)) * scale;
        }
    }

    /** D. */
    public double statistic() {
        return statistic;
    }

    /** How far up v was observed: 1 where the last row is an event or was to die surely. */
    public double covered() {
        return covered;
    }

    /** The p value; small means that the predicted probabilities are not those observed. */
    public double p() {
        double root = Math.sqrt(rows);
        double x = (root + 0.12 + 0.11 / root) * statistic;
        if (x < 0.2) {
            return 1;
        }
        double sum = 0;
        for (int j = 1; j <= MOST_TERMS; j++) {
            double term = Math.exp(-2.0 * j * j * x * x);
            sum += j % 2 == 1 ? term : -term;
            if (term < 1e-17) {
                break;
            }
        }
        return Math.min(1, Math.max(0, 2 * sum));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "KS-D-calibration: D %.5f over v up to %.3f, p %.4g", statistic, covered, p());
    }
}
