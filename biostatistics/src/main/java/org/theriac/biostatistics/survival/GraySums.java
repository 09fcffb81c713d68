package org.theriac.biostatistics.survival;

import java.util.Arrays;

/**
 * Score and covariance of Gray's test in one stratum. With h_g = Y_g/S_g(t−), pooled increment dF⁰ = d/Σh and weight w = (1 − F⁰(t−))^rho, let
 *
 * <pre>a_ig = w h_i (δ_ig − h_g/Σh),   C_ig(t) = Σ_{s ≤ t} a_ig d/(Σh (1 − F⁰(s−)))</pre>
 *
 * An event of the cause in group g at t moves score i by a_ig + (1 − (1 − F⁰)/S_g)(C_ig(∞) − C_ig(t)), an event of another cause by
 * −((1 − F⁰)/S_g)(C_ig(∞) − C_ig(t)); the covariance adds the products over the events expected of the former and the events seen of the latter.
 */
final class GraySums {
    private final double[] time;
    private final double[][] atRisk;
    private final double[][] own;
    private final double[][] other;
    private final int k;
    private final double rho;

    GraySums(CompetingTimes times, int cause, int[] group, int k, double rho) {
        this.k = k;
        this.rho = rho;
        SurvivalTimes rows = times.times();
        time = RiskTable.of(rows).time;
        int m = time.length;
        atRisk = new double[k][m];
        own = new double[k][m];
        other = new double[k][m];
        double[][] waiting = new double[k][m];
        for (int i = 0; i < rows.size(); i++) {
            int at = Arrays.binarySearch(time, rows.time(i));
            double w = rows.weight(i);
            atRisk[group[i]][at] += w;
            if (times.cause()[i] == cause) {
                own[group[i]][at] += w;
            } else if (times.cause()[i] > 0) {
                other[group[i]][at] += w;
            }
            int last = RiskTable.lastAtOrBefore(time, rows.entry(i));
            if (last >= 0) {
                waiting[group[i]][last] += w;
            }
        }
        for (int g = 0; g < k; g++) {
            double left = 0;
            double later = 0;
            for (int j = m - 1; j >= 0; j--) {
                left += atRisk[g][j];
                later += waiting[g][j];
                atRisk[g][j] = left - later;
            }
        }
    }

    void addTo(double[] score, double[][] variance) {
        Walk first = new Walk();
        while (first.next()) {
            first.score(score);
            first.accumulate();
        }
        double[][] whole = first.compensator;
        Walk second = new Walk();
        while (second.next()) {
            second.accumulate();
            second.variance(whole, variance);
        }
    }

    /** The state of the walk at one time after another at which somebody has an event. */
    private final class Walk {
        private int j = -1;
        private final double[] survival = ones();
        private final double[] survivalAfter = ones();
        private final double[] incidence = new double[k];
        private double pooled;
        private double pooledAfter;
        private final double[] h = new double[k];
        private double total;
        private double events;
        private double weight;
        private final double[][] a = new double[k][k];
        private final double[][] compensator = new double[k][k];

        private double[] ones() {
            double[] ones = new double[k];
            Arrays.fill(ones, 1);
            return ones;
        }

        boolean next() {
            if (j >= 0) {
                for (int g = 0; g < k; g++) {
                    incidence[g] += atRisk[g][j] > 0 ? survival[g] * own[g][j] / atRisk[g][j] : 0;
                }
                System.arraycopy(survivalAfter, 0, survival, 0, k);
                pooled = pooledAfter;
            }
            double any = 0;
            while (any == 0) {
                if (++j == time.length) {
                    return false;
                }
                events = 0;
                for (int g = 0; g < k; g++) {
                    events += own[g][j];
                    any += own[g][j] + other[g][j];
                }
            }
            total = 0;
            for (int g = 0; g < k; g++) {
                boolean here = atRisk[g][j] > 0 && survival[g] > 0;
                h[g] = here ? atRisk[g][j] / survival[g] : 0;
                total += h[g];
                survivalAfter[g] = here ? survival[g] * (1 - (own[g][j] + other[g][j]) / atRisk[g][j]) : survival[g];
            }
            pooledAfter = pooled + (events > 0 ? events / total : 0);
            weight = rho == 0 ? 1 : Math.pow(1 - pooled, rho);
            for (int i = 0; i < k; i++) {
                for (int g = 0; g < k; g++) {
                    a[i][g] = total > 0 ? weight * h[i] * ((i == g ? 1 : 0) - h[g] / total) : 0;
                }
            }
            return true;
        }

        void score(double[] score) {
            if (events == 0) {
                return;
            }
            double riskSets = 0;
            for (int g = 0; g < k; g++) {
                riskSets += h[g] * (1 - incidence[g]);
            }
            for (int g = 0; g < k; g++) {
                score[g] += weight * (own[g][j] - events * h[g] * (1 - incidence[g]) / riskSets);
            }
        }

        void accumulate() {
            double hazard = events > 0 ? events / (total * (1 - pooled)) : 0;
            for (int i = 0; i < k; i++) {
                for (int g = 0; g < k; g++) {
                    compensator[i][g] += a[i][g] * hazard;
                }
            }
        }

        void variance(double[][] whole, double[][] variance) {
            for (int g = 0; g < k; g++) {
                if (h[g] == 0) {
                    continue;
                }
                double n = atRisk[g][j];
                double s = survival[g];
                double ratio = survivalAfter[g] > 0 ? (1 - pooledAfter) / survivalAfter[g] : 0;
                if (events > 0) {
                    double ties = events > 1 ? 1 - (events - 1) / (total * s - 1) : 1;
                    add(g, 1, 1 - ratio, whole, ties * s * events / (total * n), variance);
                }
                double others = other[g][j];
                if (others > 0 && survivalAfter[g] > 0) {
                    double ties = others > 1 ? 1 - (others - 1) / (n - 1) : 1;
                    add(g, 0, -ratio, whole, ties * s * s * others / (n * n), variance);
                }
            }
        }

        /** Adds q × the products of direct × a + factor × (C(∞) − C(t)). */
        private void add(int g, double direct, double factor, double[][] whole, double q, double[][] variance) {
            double[] move = new double[k];
            for (int i = 0; i < k; i++) {
                move[i] = direct * a[i][g] + factor * (whole[i][g] - compensator[i][g]);
            }
            for (int i = 0; i < k; i++) {
                for (int l = 0; l < k; l++) {
                    variance[i][l] += q * move[i] * move[l];
                }
            }
        }
    }
}
