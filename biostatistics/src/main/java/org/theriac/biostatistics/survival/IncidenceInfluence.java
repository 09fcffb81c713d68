package org.theriac.biostatistics.survival;

import java.util.Arrays;

/**
 * The change of an incidence F(t) with the weight of each row (infinitesimal jackknife). A row with risk indicator Y_i changes the hazards at s by
 * (dN_i(s) − Y_i(s) dH(s))/n(s), of which the cause's own part moves F by S(s−) times it, and the part of any cause the later increments of F:
 *
 * <pre>∂F(t)/∂w_i = Σ_{s ≤ t} S(s−) (dN_i,own − Y_i dH_own)/n − Σ_{s ≤ t} (F(t) − F(s)) (dN_i,any − Y_i dH_any)/(n (1 − dH_any))</pre>
 *
 * Both sums are differences of three running sums A, B, C over the times, so that a time costs O(n) and all times together O(n + m).
 */
final class IncidenceInfluence {
    private final CompetingTimes times;
    private final int cause;
    private final RiskTable table;
    private final double[] incidence;
    /** Running sums: S(s−) dH_own/n; dH_any/(n (1 − dH_any)); F(s) times the latter. */
    private final double[] a;

    private final double[] b;
    private final double[] c;
    /** S(s−)/n and 1/(n (1 − dH_any)): what an event of the row itself adds. */
    private final double[] own;

    private final double[] any;
    private final int[] at;
    private final int[] entered;

    /**
     * @param events of the cause at each time of the table
     * @param survival after each time
     * @param incidence after each time
     */
    IncidenceInfluence(
            CompetingTimes times, int cause, RiskTable table, double[] events, double[] survival, double[] incidence) {
        this.times = times;
        this.cause = cause;
        this.table = table;
        this.incidence = incidence;
        int m = table.time.length;
        a = new double[m + 1];
        b = new double[m + 1];
        c = new double[m + 1];
        own = new double[m];
        any = new double[m];
        for (int k = 0; k < m; k++) {
            double n = table.atRisk[k];
            double hazard = table.events[k] > 0 ? table.events[k] / n : 0;
            own[k] = table.events[k] > 0 ? (k == 0 ? 1 : survival[k - 1]) / n : 0;
            // Nobody is left after a hazard of 1, so that nothing later can move.
            any[k] = hazard > 0 && hazard < 1 ? 1 / (n * (1 - hazard)) : 0;
            a[k + 1] = a[k] + own[k] * (events[k] > 0 ? events[k] / n : 0);
            b[k + 1] = b[k] + any[k] * hazard;
            c[k + 1] = c[k] + incidence[k] * any[k] * hazard;
        }
        at = new int[times.size()];
        entered = new int[times.size()];
        for (int i = 0; i < at.length; i++) {
            at[i] = Arrays.binarySearch(table.time, times.times().time(i));
            entered[i] = times.times().delayedEntry()
                    ? RiskTable.lastAtOrBefore(table.time, times.times().entry(i)) + 1
                    : 0;
        }
    }

    /** The part of a row's influence that does not change with F(t) once it has left. */
    private double constant(int i) {
        int k = at[i];
        int e = entered[i];
        double sum = -(a[k + 1] - a[e]) - (c[k + 1] - c[e]);
        if (times.cause()[i] > 0) {
            sum += incidence[k] * any[k] + (times.cause()[i] == cause ? own[k] : 0);
        }
        return sum;
    }

    /** The part of a row's influence that F(t) multiplies once it has left. */
    private double slope(int i) {
        int k = at[i];
        return b[k + 1] - b[entered[i]] - (times.cause()[i] > 0 ? any[k] : 0);
    }

    /** The influence of each row on F at the k-th time, its weight not multiplied in. */
    double[] on(int k) {
        double f = incidence[k];
        double[] influence = new double[at.length];
        for (int i = 0; i < influence.length; i++) {
            int e = entered[i];
            if (at[i] <= k) {
                influence[i] = constant(i) + f * slope(i);
            } else if (e <= k) {
                influence[i] = -(a[k + 1] - a[e]) - (c[k + 1] - c[e]) + f * (b[k + 1] - b[e]);
            }
        }
        return influence;
    }

    /** Σ_i (w_i ∂F/∂w_i)² at every time, by sums over those that have left and moments of those at risk. */
    double[] variances() {
        int m = table.time.length;
        double[][] left = new double[m][3];
        double[][] leaving = new double[m][6];
        double[][] entering = new double[m + 1][6];
        for (int i = 0; i < at.length; i++) {
            double w = times.times().weight(i) * times.times().weight(i);
            double alpha = constant(i);
            double beta = slope(i);
            left[at[i]][0] += w * alpha * alpha;
            left[at[i]][1] += w * alpha * beta;
            left[at[i]][2] += w * beta * beta;
            double gamma = a[entered[i]] + c[entered[i]];
            double delta = b[entered[i]];
            addMoments(entering[entered[i]], w, gamma, delta);
            addMoments(leaving[at[i]], w, gamma, delta);
        }
        double[] variance = new double[m];
        double[] gone = new double[3];
        double[] here = new double[6];
        for (int k = 0; k < m; k++) {
            double f = incidence[k];
            for (int j = 0; j < 3; j++) {
                gone[j] += left[k][j];
            }
            for (int j = 0; j < 6; j++) {
                here[j] += entering[k][j] - leaving[k][j];
            }
            double p = f * b[k + 1] - a[k + 1] - c[k + 1];
            double ofThoseAtRisk =
                    p * p * here[0] + 2 * p * (here[1] - f * here[2]) + here[3] - 2 * f * here[4] + f * f * here[5];
            variance[k] = gone[0] + 2 * f * gone[1] + f * f * gone[2] + Math.max(0, ofThoseAtRisk);
        }
        return variance;
    }

    private static void addMoments(double[] to, double w, double gamma, double delta) {
        to[0] += w;
        to[1] += w * gamma;
        to[2] += w * delta;
        to[3] += w * gamma * gamma;
        to[4] += w * gamma * delta;
        to[5] += w * delta * delta;
    }
}
