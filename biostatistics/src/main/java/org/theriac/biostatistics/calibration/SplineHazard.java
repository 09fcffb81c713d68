package org.theriac.biostatistics.calibration;

import java.util.Arrays;

/**
 * Cox regression on at most two columns, fast enough to be repeated for each bootstrap sample; where causes compete, Fine and Gray's subdistribution hazard of
 * cause 1 (JASA 94, 1999): a row that ended by another cause at s stays at risk with weight G(t−)∕G(s−). Efron's ties, row weights (tied events share their
 * mean weight, as in R). Risk sums are prefix sums over the sorted rows, O(n) for each Newton step.
 */
final class SplineHazard {
    private static final int MOST_STEPS = 30;
    private static final double CONVERGED = 1e-10;

    private final double[][] x;
    private final double[] time;
    private final int[] cause;
    private final double[] weight;
    /** 1/G(T−) of each row that ended by another cause, 0 otherwise. */
    private final double[] inverse;
    /** First rows of the distinct times, then n. */
    private final int[] block;
    /** G before each distinct time. */
    private final double[] g;

    private final int columns;
    private double[] beta;

    /** @param x columns × n, n rows in ascending order of time; all arrays in that order */
    SplineHazard(double[][] x, double[] time, int[] cause, double[] weight) {
        this.x = x;
        this.time = time;
        this.cause = cause;
        this.weight = weight;
        this.columns = x.length;
        int n = time.length;
        int[] starts = new int[n + 1];
        int blocks = 0;
        for (int i = 0; i < n; i++) {
            if (i == 0 || time[i] != time[i - 1]) {
                starts[blocks++] = i;
            }
        }
        starts[blocks] = n;
        block = Arrays.copyOf(starts, blocks + 1);
        g = new double[blocks];
        inverse = new double[n];
        double atRisk = Arrays.stream(weight).sum();
        double free = 1;
        for (int k = 0; k < blocks; k++) {
            g[k] = free;
            double events = 0;
            double censored = 0;
            for (int i = block[k]; i < block[k + 1]; i++) {
                events += cause[i] > 0 ? weight[i] : 0;
                censored += cause[i] == 0 ? weight[i] : 0;
                inverse[i] = cause[i] > 1 && free > 0 ? 1 / free : 0;
            }
            free *= censored > 0 ? 1 - censored / (atRisk - events) : 1;
            atRisk -= events + censored;
        }
        beta = new double[columns];
        fit();
    }

    private record Point(double logLikelihood, double[] score, double[][] information) {}

    private void fit() {
        Point here = at(beta);
        for (int step = 0; step < MOST_STEPS && columns > 0; step++) {
            double[] change = solve(here.information, here.score);
            double[] next = new double[columns];
            Point there = here;
            double size = 1;
            for (int halving = 0; halving < 20; halving++) {
                for (int j = 0; j < columns; j++) {
                    next[j] = beta[j] + size * change[j];
                }
                there = at(next);
                if (there.logLikelihood >= here.logLikelihood - 1e-12 * Math.abs(here.logLikelihood)) {
                    break;
                }
                size /= 2;
            }
            boolean done =
                    Math.abs(there.logLikelihood - here.logLikelihood) <= CONVERGED * Math.abs(there.logLikelihood);
            beta = next;
            here = there;
            if (done) {
                return;
            }
        }
    }

    /** A singular direction gets no step. */
    private static double[] solve(double[][] a, double[] b) {
        if (b.length == 1) {
            return new double[] {a[0][0] > 0 ? b[0] / a[0][0] : 0};
        }
        double determinant = a[0][0] * a[1][1] - a[0][1] * a[0][1];
        if (determinant <= 1e-10 * a[0][0] * a[1][1]) {
            return new double[] {a[0][0] > 0 ? b[0] / a[0][0] : 0, 0};
        }
        return new double[] {
            (a[1][1] * b[0] - a[0][1] * b[1]) / determinant, (a[0][0] * b[1] - a[0][1] * b[0]) / determinant
        };
    }

    /** Sums over a risk set: Σ w r, Σ w r x_j, Σ w r x_j x_l with r = e^{xβ}; six numbers for two columns. */
    private void add(double[] sums, int i, double r) {
        sums[0] += r;
        for (int j = 0; j < columns; j++) {
            sums[1 + j] += r * x[j][i];
        }
        if (columns > 0) {
            sums[3] += r * x[0][i] * x[0][i];
        }
        if (columns > 1) {
            sums[4] += r * x[0][i] * x[1][i];
            sums[5] += r * x[1][i] * x[1][i];
        }
    }

    private double linear(double[] at, int i) {
        double sum = 0;
        for (int j = 0; j < columns; j++) {
            sum += at[j] * x[j][i];
        }
        return sum;
    }

    /** The weighted number of events, and the sum of risks with Efron's share for each tied event. */
    private interface Denominator {
        void take(int k, double meanWeight, double[] sums);
    }

    private double[] risks(double[] at) {
        double[] r = new double[time.length];
        for (int i = 0; i < r.length; i++) {
            r[i] = weight[i] * Math.exp(linear(at, i));
        }
        return r;
    }

    private void walk(double[] r, Denominator visitor) {
        double[] whole = new double[6];
        for (int i = 0; i < r.length; i++) {
            add(whole, i, r[i]);
        }
        double[] competing = new double[6];
        double[] sums = new double[6];
        for (int k = 0; k < g.length; k++) {
            double[] tied = new double[6];
            int events = 0;
            double weights = 0;
            for (int i = block[k]; i < block[k + 1]; i++) {
                if (cause[i] == 1 && weight[i] > 0) {
                    events++;
                    weights += weight[i];
                    add(tied, i, r[i]);
                }
            }
            for (int e = 0; e < events; e++) {
                for (int s = 0; s < 6; s++) {
                    sums[s] = whole[s] + g[k] * competing[s] - tied[s] * e / events;
                }
                visitor.take(k, weights / events, sums);
            }
            for (int i = block[k]; i < block[k + 1]; i++) {
                add(whole, i, -r[i]);
                if (cause[i] > 1) {
                    add(competing, i, r[i] * inverse[i]);
                }
            }
        }
    }

    private Point at(double[] b) {
        double[] score = new double[columns];
        double[][] information = new double[columns][columns];
        double[] logLikelihood = new double[1];
        for (int i = 0; i < time.length; i++) {
            if (cause[i] == 1) {
                logLikelihood[0] += weight[i] * linear(b, i);
                for (int j = 0; j < columns; j++) {
                    score[j] += weight[i] * x[j][i];
                }
            }
        }
        walk(risks(b), (k, w, s) -> {
            logLikelihood[0] -= w * Math.log(s[0]);
            for (int j = 0; j < columns; j++) {
                score[j] -= w * s[1 + j] / s[0];
                for (int l = 0; l < columns; l++) {
                    information[j][l] += w * (s[3 + j + l] / s[0] - s[1 + j] * s[1 + l] / (s[0] * s[0]));
                }
            }
        });
        return new Point(logLikelihood[0], score, information);
    }

    /** The fitted incidence of cause 1 by a time, for each row. */
    double[] incidence(double horizon) {
        double[] hazard = new double[1];
        walk(risks(beta), (k, w, s) -> hazard[0] += time[block[k]] <= horizon ? w / s[0] : 0);
        double[] fitted = new double[time.length];
        for (int i = 0; i < fitted.length; i++) {
            fitted[i] = -Math.expm1(-hazard[0] * Math.exp(linear(beta, i)));
        }
        return fitted;
    }
}
