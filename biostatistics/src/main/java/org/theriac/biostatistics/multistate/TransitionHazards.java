package org.theriac.biostatistics.multistate;

import java.util.Arrays;
import org.theriac.biostatistics.survival.TimeOrder;

/**
 * The increments dA_jl(t) = d_jl/n_j of the transitions seen, in the order of time: what Aalen and Johansen multiply. Only what happens is kept, O(rows) whatever
 * the number of states.
 */
final class TransitionHazards {
    /** Times at which somebody moves, ascending, and where their moves begin among those below. */
    final double[] time;

    final int[] first;
    final int[] from;
    final int[] to;
    /** dA of each move (those of one pair of states at one time together). */
    final double[] hazard;
    /** The weighted number at risk in the state that is left. */
    final double[] atRisk;

    TransitionHazards(StateHistories rows) {
        int s = rows.states().size();
        int[] byStart = TimeOrder.of(rows.start());
        int[] byStop = TimeOrder.of(rows.stop());
        double[] times = new double[rows.rows()];
        int[] starts = new int[rows.rows() + 1];
        int[] leaving = new int[rows.rows()];
        int[] entering = new int[rows.rows()];
        double[] hazards = new double[rows.rows()];
        double[] risks = new double[rows.rows()];
        double[] here = new double[s];
        int[] heads = new int[s];
        double[][] moved = new double[s][s];
        int m = 0;
        int moves = 0;
        int entered = 0;
        for (int q = 0; q < byStop.length; ) {
            double t = rows.stop()[byStop[q]];
            for (; entered < byStart.length && rows.start()[byStart[entered]] < t; entered++) {
                int row = byStart[entered];
                here[rows.from()[row]] += rows.weight()[row];
                heads[rows.from()[row]]++;
            }
            boolean any = false;
            int end = q;
            for (; end < byStop.length && rows.stop()[byStop[end]] == t; end++) {
                int row = byStop[end];
                if (rows.to()[row] != StateHistories.NONE && rows.to()[row] != rows.from()[row]) {
                    moved[rows.from()[row]][rows.to()[row]] += rows.weight()[row];
                    any |= rows.weight()[row] > 0;
                }
            }
            if (any) {
                times[m] = t;
                for (int j = 0; j < s; j++) {
                    for (int l = 0; l < s; l++) {
                        if (moved[j][l] > 0) {
                            leaving[moves] = j;
                            entering[moves] = l;
                            risks[moves] = here[j];
                            hazards[moves++] = moved[j][l] / here[j];
                            moved[j][l] = 0;
                        }
                    }
                }
                starts[++m] = moves;
            }
            for (; q < end; q++) {
                int state = rows.from()[byStop[q]];
                // Weights that are no whole numbers must not leave a remainder where nobody is left.
                here[state] = --heads[state] == 0 ? 0 : here[state] - rows.weight()[byStop[q]];
            }
        }
        time = Arrays.copyOf(times, m);
        first = Arrays.copyOf(starts, m + 1);
        from = Arrays.copyOf(leaving, moves);
        to = Arrays.copyOf(entering, moves);
        hazard = Arrays.copyOf(hazards, moves);
        atRisk = Arrays.copyOf(risks, moves);
    }

    /** p ← p (I + dA) at the k-th time. */
    void move(int k, double[] p, double[] scratch) {
        System.arraycopy(p, 0, scratch, 0, p.length);
        for (int e = first[k]; e < first[k + 1]; e++) {
            double flow = scratch[from[e]] * hazard[e];
            p[from[e]] -= flow;
            p[to[e]] += flow;
        }
    }
}
