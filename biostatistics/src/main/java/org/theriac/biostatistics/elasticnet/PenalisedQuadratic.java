package org.theriac.biostatistics.elasticnet;

import java.util.stream.IntStream;
import org.theriac.biostatistics.algebra.GeneralisedCholesky;

/**
 * Minimises ½ (b−b₀)ᵀH(b−b₀) − gᵀ(b−b₀) + Σ (bound_i |b_i| + ½ ridge_i b_i²). Cyclic coordinate descent finds out which b are not 0; it is slow to find
 * their values where columns are correlated, so that between two rounds these are solved for, as far as no sign changes: then both the number of rounds
 * and the accuracy do not depend on the correlations. A round costs O(a²), a solution O(a³) of the b that are not 0.
 */
final class PenalisedQuadratic {
    private static final int MOST_ROUNDS = 200;
    /** After so many rounds the values are solved for although the rounds still change which of them are 0. */
    private static final int PATIENCE = 5;

    private final double[][] curvature;
    private final double[] bound;
    private final double[] ridge;
    private final double[] b;
    private final double[] slope;

    /**
     * @param curvature H, a × a
     * @param bound of the absolute values, a
     * @param ridge of the squares, a
     * @param start b₀
     * @param slope g, the slope of the unpenalised function at b₀, downhill
     */
    PenalisedQuadratic(double[][] curvature, double[] bound, double[] ridge, double[] start, double[] slope) {
        this.curvature = curvature;
        this.bound = bound;
        this.ridge = ridge;
        this.b = start.clone();
        this.slope = slope.clone();
    }

    /** The minimum, when a round changes no coordinate's slope by more than {@code rest}. */
    double[] minimum(double rest) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double largest = 0;
            boolean settled = true;
            for (int i = 0; i < b.length; i++) {
                boolean free = b[i] != 0;
                largest = Math.max(largest, update(i));
                settled &= free == (b[i] != 0);
            }
            if (largest <= rest) {
                break;
            }
            if (settled || round % PATIENCE == PATIENCE - 1) {
                solveNonzero();
            }
        }
        return b;
    }

    private double update(int i) {
        double own = curvature[i][i];
        double target = slope[i] + own * b[i];
        double next = Math.abs(target) <= bound[i] ? 0 : (target - Math.signum(target) * bound[i]) / (own + ridge[i]);
        double change = next - b[i];
        if (change == 0 || !Double.isFinite(change)) {
            return 0;
        }
        b[i] = next;
        subtract(i, change);
        return Math.abs(change) * own;
    }

    private void subtract(int i, double change) {
        double[] line = curvature[i];
        for (int k = 0; k < slope.length; k++) {
            slope[k] -= line[k] * change;
        }
    }

    /** Goes towards the minimum of those that are not 0, their signs kept; one that reaches 0 stays there, and the others go on. */
    private void solveNonzero() {
        int[] free = IntStream.range(0, b.length).filter(i -> b[i] != 0).toArray();
        boolean blocked = free.length > 0;
        while (blocked) {
            double[] step = newtonStep(free);
            double share = 1;
            int first = -1;
            for (int a = 0; a < free.length; a++) {
                double reached = b[free[a]] + step[a];
                if (bound[free[a]] > 0 && reached * b[free[a]] <= 0 && -b[free[a]] / step[a] < share) {
                    share = -b[free[a]] / step[a];
                    first = free[a];
                }
            }
            for (int a = 0; a < free.length; a++) {
                int i = free[a];
                double change = i == first ? -b[i] : share * step[a];
                b[i] = i == first ? 0 : b[i] + change;
                subtract(i, change);
            }
            int stopped = first;
            blocked = stopped >= 0 && free.length > 1;
            free = IntStream.of(free).filter(i -> i != stopped).toArray();
        }
    }

    private double[] newtonStep(int[] free) {
        double[][] matrix = new double[free.length][free.length];
        double[] right = new double[free.length];
        for (int a = 0; a < free.length; a++) {
            int i = free[a];
            for (int c = 0; c <= a; c++) {
                matrix[a][c] = curvature[i][free[c]];
            }
            matrix[a][a] += ridge[i];
            right[a] = slope[i] - Math.signum(b[i]) * bound[i] - ridge[i] * b[i];
        }
        return GeneralisedCholesky.of(matrix).solve(right);
    }
}
