package org.theriac.biostatistics.multistate;

import java.util.Arrays;

/**
 * The change of p(t), or of its integral up to t, with the weight of each subject (infinitesimal jackknife). With V(s) the effect of a unit of probability in
 * each state after s on the target, a row at risk in state j changes it by
 *
 * <pre>p_j(s−)/n_j(s) [ V_l(s) − V_j(s) if it moves to l  −  Σ_l dA_jl(s) (V_l(s) − V_j(s)) ]</pre>
 *
 * V follows from walking back in time, V(s−) = (I + dA(s)) V(s), so that no matrix is inverted and one target costs O(rows × states).
 */
final class OccupancyInfluence {
    private final StateHistories rows;
    private final TransitionHazards hazards;
    private final double[][] before;
    private final int[] byStart;
    private final int[] byStop;
    private final int[] initial;
    private final double[] initialWeight;
    private final double[] p0;
    private final double origin;

    /**
     * @param before p just before each time of the hazards
     * @param initial the state of each subject that p0 was counted from, −1 for others
     */
    OccupancyInfluence(
            StateHistories rows,
            TransitionHazards hazards,
            double[][] before,
            int[] initial,
            double[] initialWeight,
            double[] p0,
            double origin) {
        this.rows = rows;
        this.hazards = hazards;
        this.before = before;
        this.byStart = TransitionHazards.order(rows.start());
        this.byStop = TransitionHazards.order(rows.stop());
        this.initial = initial;
        this.initialWeight = initialWeight;
        this.p0 = p0;
        this.origin = origin;
    }

    /**
     * @param integrated whether the target is the time spent in each state up to {@code t} instead of the probability at {@code t}
     * @return subjects × states, weights multiplied in
     */
    double[][] on(double t, boolean integrated) {
        int s = p0.length;
        double[][] influence = new double[rows.subjects()][s];
        double[][] v = new double[s][s];
        for (int j = 0; j < s && !integrated; j++) {
            v[j][j] = 1;
        }
        // What rows at risk in each state accumulate at times later than the current one.
        double[][] later = new double[s][s];
        double[][] old = new double[s][s];
        int end = byStop.length - 1;
        int begin = byStart.length - 1;
        double now = t;
        for (int k = hazards.time.length - 1; k >= 0; k--) {
            double at = hazards.time[k];
            if (at > t) {
                continue;
            }
            if (integrated) {
                spend(v, now - at);
                now = at;
            }
            for (; begin >= 0 && rows.start()[byStart[begin]] >= at; begin--) {
                add(influence, byStart[begin], later, -1);
            }
            for (; end >= 0 && rows.stop()[byStop[end]] >= at; end--) {
                int row = byStop[end];
                add(influence, row, later, 1);
                if (rows.stop()[row] == at) {
                    jump(influence, row, k, v);
                }
            }
            for (int j = 0; j < s; j++) {
                System.arraycopy(v[j], 0, old[j], 0, s);
            }
            for (int e = hazards.first[k]; e < hazards.first[k + 1]; e++) {
                int j = hazards.from[e];
                double factor = before[k][j] / hazards.atRisk[e];
                for (int target = 0; target < s; target++) {
                    double step = hazards.hazard[e] * (old[hazards.to[e]][target] - old[j][target]);
                    v[j][target] += step;
                    later[j][target] -= factor * step;
                }
            }
        }
        for (; begin >= 0; begin--) {
            add(influence, byStart[begin], later, -1);
        }
        for (; end >= 0; end--) {
            add(influence, byStop[end], later, 1);
        }
        if (integrated) {
            spend(v, now - origin);
        }
        addInitial(influence, v);
        return influence;
    }

    private static void spend(double[][] v, double time) {
        for (int j = 0; j < v.length; j++) {
            v[j][j] += time;
        }
    }

    /** A row accumulates between its start and its stop: what is later than its start less what is later than its stop. */
    private void add(double[][] influence, int row, double[][] later, int sign) {
        double[] own = influence[rows.subject()[row]];
        double[] sum = later[rows.from()[row]];
        for (int target = 0; target < own.length; target++) {
            own[target] -= sign * rows.weight()[row] * sum[target];
        }
    }

    private void jump(double[][] influence, int row, int k, double[][] v) {
        int j = rows.from()[row];
        int l = rows.to()[row];
        if (l == StateHistories.NONE || l == j) {
            return;
        }
        for (int e = hazards.first[k]; e < hazards.first[k + 1]; e++) {
            if (hazards.from[e] == j && hazards.to[e] == l) {
                double factor = rows.weight()[row] * before[k][j] / hazards.atRisk[e];
                double[] own = influence[rows.subject()[row]];
                for (int target = 0; target < own.length; target++) {
                    own[target] += factor * (v[l][target] - v[j][target]);
                }
            }
        }
    }

    private void addInitial(double[][] influence, double[][] v) {
        double total = Arrays.stream(initialWeight).sum();
        for (int target = 0; target < p0.length; target++) {
            double mean = 0;
            for (int j = 0; j < p0.length; j++) {
                mean += p0[j] * v[j][target];
            }
            for (int i = 0; i < influence.length; i++) {
                if (initial[i] >= 0) {
                    influence[i][target] += initialWeight[i] / total * (v[initial[i]][target] - mean);
                }
            }
        }
    }
}
