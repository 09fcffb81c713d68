package org.theriac.biostatistics.multistate;

import java.util.Arrays;
import org.theriac.biostatistics.survival.TimeOrder;

/**
 * The change of p(t), or of its integral up to t, with the weight of each subject (infinitesimal jackknife). With V(s) the effect of a unit of probability in
 * each state after s on the target, a row at risk in state j changes it by
 *
 * <pre>p_j(s−)/n_j(s) [ V_l(s) − V_j(s) if it moves to l  −  Σ_l dA_jl(s) (V_l(s) − V_j(s)) ]</pre>
 *
 * V follows from walking back in time, V(s−) = (I + dA(s)) V(s), so that no matrix is inverted. What a row at risk in state j accumulates from s on is kept for
 * each time at which somebody leaves j; a row then is a difference of two such sums. One target costs O(rows × states).
 */
final class OccupancyInfluence {
    private final StateHistories rows;
    private final TransitionHazards hazards;
    private final double[][] before;
    private final int[] initial;
    private final double[] initialWeight;
    private final double[] p0;
    private final double origin;
    private final int[] bySubject;
    /** The departures from state j are numbered from {@code first[j]} to {@code first[j + 1] − 2}; the last number of each state stands for "no more". */
    private final int[] first;

    private final double[] departureTime;
    private final int[] departureOfMove;
    /** Of each row, its state's first departure after its start, the first after its stop, and the move that ends it or −1. */
    private final int[] entered;

    private final int[] left;
    private final int[] move;

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
        this.initial = initial;
        this.initialWeight = initialWeight;
        this.p0 = p0;
        this.origin = origin;
        this.bySubject =
                TimeOrder.of(Arrays.stream(rows.subject()).asDoubleStream().toArray());
        this.first = new int[p0.length + 1];
        this.departureOfMove = new int[hazards.from.length];
        this.departureTime = departures();
        this.entered = new int[rows.rows()];
        this.left = new int[rows.rows()];
        this.move = new int[rows.rows()];
        for (int i = 0; i < rows.rows(); i++) {
            entered[i] = firstAfter(rows.start()[i], rows.from()[i]);
            left[i] = firstAfter(rows.stop()[i], rows.from()[i]);
            move[i] = moveOf(i);
        }
    }

    /** Numbers the departures; moves from one state at one time are one departure. */
    private double[] departures() {
        int states = p0.length;
        int[] next = new int[states];
        double[] latest = new double[states];
        Arrays.fill(latest, Double.NaN);
        for (int k = 0; k < hazards.time.length; k++) {
            for (int e = hazards.first[k]; e < hazards.first[k + 1]; e++) {
                int j = hazards.from[e];
                next[j] += latest[j] == hazards.time[k] ? 0 : 1;
                latest[j] = hazards.time[k];
                departureOfMove[e] = next[j] - 1;
            }
        }
        for (int j = 0; j < states; j++) {
            first[j + 1] = first[j] + next[j] + 1;
        }
        double[] time = new double[first[states]];
        Arrays.fill(time, Double.POSITIVE_INFINITY);
        for (int k = 0; k < hazards.time.length; k++) {
            for (int e = hazards.first[k]; e < hazards.first[k + 1]; e++) {
                departureOfMove[e] += first[hazards.from[e]];
                time[departureOfMove[e]] = hazards.time[k];
            }
        }
        return time;
    }

    private int firstAfter(double t, int state) {
        int at = Arrays.binarySearch(departureTime, first[state], first[state + 1] - 1, t);
        return at >= 0 ? at + 1 : -at - 1;
    }

    private int moveOf(int row) {
        int l = rows.to()[row];
        int k = Arrays.binarySearch(hazards.time, rows.stop()[row]);
        if (l == StateHistories.NONE || l == rows.from()[row] || k < 0) {
            return -1;
        }
        for (int e = hazards.first[k]; e < hazards.first[k + 1]; e++) {
            if (hazards.from[e] == rows.from()[row] && hazards.to[e] == l) {
                return e;
            }
        }
        return -1;
    }

    /** What moves and times at risk do to one target, states wide. */
    private final class Effects {
        /** What a row that moves changes, per unit of its weight, moves × targets. */
        final double[] ofMove;
        /** What a row at risk accumulates from a departure on, departures × targets. */
        final double[] from;
        /** V at the origin. */
        final double[][] v;

        Effects(double t, boolean integrated) {
            int s = p0.length;
            ofMove = new double[hazards.from.length * s];
            from = new double[departureTime.length * s];
            v = new double[s][s];
            for (int j = 0; j < s && !integrated; j++) {
                v[j][j] = 1;
            }
            double[][] old = new double[s][s];
            double now = t;
            for (int k = hazards.time.length - 1; k >= 0; k--) {
                if (hazards.time[k] > t) {
                    continue;
                }
                spend(integrated ? now - hazards.time[k] : 0);
                now = hazards.time[k];
                for (int j = 0; j < s; j++) {
                    System.arraycopy(v[j], 0, old[j], 0, s);
                }
                walkBack(k, old);
            }
            spend(integrated ? now - origin : 0);
        }

        private void spend(double time) {
            for (int j = 0; j < v.length; j++) {
                v[j][j] += time;
            }
        }

        private void walkBack(int k, double[][] old) {
            int s = p0.length;
            for (int e = hazards.first[k]; e < hazards.first[k + 1]; e++) {
                int j = hazards.from[e];
                int departure = departureOfMove[e];
                boolean another = e > hazards.first[k] && departureOfMove[e - 1] == departure;
                double factor = before[k][j] / hazards.atRisk[e];
                for (int target = 0; target < s; target++) {
                    double gain = old[hazards.to[e]][target] - old[j][target];
                    double step = hazards.hazard[e] * gain;
                    v[j][target] += step;
                    ofMove[e * s + target] = factor * gain;
                    int at = departure * s + target;
                    from[at] = (another ? from[at] : from[at + s]) - factor * step;
                }
            }
        }
    }

    /**
     * The sums over the subjects of their squared changes, one for each state.
     *
     * @param integrated whether the target is the time spent in each state up to {@code t} instead of the probability at {@code t}
     */
    double[] squares(double t, boolean integrated) {
        int s = p0.length;
        Effects effects = new Effects(t, integrated);
        double[] mean = new double[s];
        for (int j = 0; j < s; j++) {
            for (int target = 0; target < s; target++) {
                mean[target] += p0[j] * effects.v[j][target];
            }
        }
        double total = Arrays.stream(initialWeight).sum();
        double[] sum = new double[s];
        double[] own = new double[s];
        for (int q = 0; q < bySubject.length; q++) {
            int row = bySubject[q];
            addRow(own, row, effects);
            int subject = rows.subject()[row];
            if (q + 1 < bySubject.length && rows.subject()[bySubject[q + 1]] == subject) {
                continue;
            }
            for (int target = 0; target < s; target++) {
                if (initial[subject] >= 0) {
                    own[target] +=
                            initialWeight[subject] / total * (effects.v[initial[subject]][target] - mean[target]);
                }
                sum[target] += own[target] * own[target];
                own[target] = 0;
            }
        }
        return sum;
    }

    private void addRow(double[] own, int row, Effects effects) {
        int s = own.length;
        double weight = rows.weight()[row];
        for (int target = 0; target < s; target++) {
            double change = effects.from[entered[row] * s + target] - effects.from[left[row] * s + target];
            change += move[row] < 0 ? 0 : effects.ofMove[move[row] * s + target];
            own[target] += weight * change;
        }
    }
}
