package org.theriac.survival.systems.lassonet;

/**
 * The hierarchical proximal operator of LassoNet (Lemhadri, Ruan, Abraham and Tibshirani, JMLR 22(127), 2021, algorithm 2). For every group of
 * inputs, with skip weights v and first-layer weights u, it finds the minimum of
 *
 * <pre>
 * ½ ‖θ − v‖² + ½ ‖W − u‖² + λ ‖θ‖ + λ̄ ‖W‖₁   subject to   |W_k| ≤ M ‖θ‖ for every k.
 * </pre>
 *
 * Once W is given its best values, the problem has the single unknown x = ‖θ‖, and its derivative
 *
 * <pre>
 * f(x) = x − ‖v‖ + λ − M Σ_k (a_k − M x)₊,   a_k = (|u_k| − λ̄)₊
 * </pre>
 *
 * is increasing, concave and made of straight pieces. Newton's method from x = 0 climbs to its root without passing it and lands on it once it
 * is on the root's piece: the same exact minimum as the paper's, without sorting. Each step costs O(size of the group); in training there are
 * two to four. Holds working space; not safe for use by several threads.
 */
public final class HierProx {
    private final double m;
    private final double lambdaBar;
    private final int[][] groups;
    /** The a_k of the group at work. */
    private final double[] bounded;

    /**
     * @param m M; 0 leaves the skip weights alone, each group's norm soft-thresholded, and clears the first layer
     * @param lambdaBar λ̄, the L1 penalty of the first layer itself; 0 in the paper's experiments
     * @param groups columns of each group; every column of the arrays in exactly one
     * @param units rows of the first layer's weight
     */
    public HierProx(double m, double lambdaBar, int[][] groups, int units) {
        if (!(m >= 0) || !(lambdaBar >= 0)) {
            throw new IllegalArgumentException("M and the penalty of the first layer are not negative");
        }
        this.m = m;
        this.lambdaBar = lambdaBar;
        this.groups = groups.clone();
        int widest = 0;
        for (int[] group : groups) {
            widest = Math.max(widest, group.length);
        }
        bounded = new double[widest * units];
    }

    /**
     * Replaces both weights by the minimum.
     *
     * @param theta skip weights, outputs × columns, row-major
     * @param first weights of the first layer, units × columns, row-major
     * @param columns how many
     * @param lambda λ ≥ 0
     * @return Σ ‖θ‖ over the groups
     */
    public double apply(double[] theta, double[] first, int columns, double lambda) {
        double norms = 0;
        for (int[] group : groups) {
            double v = norm(theta, group, columns);
            int count = bound(first, group, columns);
            double x = root(v, lambda, count);
            scale(theta, group, columns, v, x);
            clip(first, group, columns, m * x);
            norms += x;
        }
        return norms;
    }

    /**
     * How much λ in all, given in many small doses and nothing else, the first group to vanish takes. While k weights of a group lie at their bound,
     * a dose dλ takes dλ/(1 + kM²) off x = ‖θ‖; so a group whose bounds hold lasts for ∫₀ˣ (1 + k(s) M²) ds = x + M Σ_k a_k.
     */
    double endurance(double[] theta, double[] first, int columns) {
        double[] bound = first.clone();
        double[] skip = theta.clone();
        apply(skip, bound, columns, 0);
        double least = Double.POSITIVE_INFINITY;
        for (int[] group : groups) {
            double lasts = norm(skip, group, columns);
            int count = bound(bound, group, columns);
            for (int k = 0; k < count; k++) {
                lasts += m * bounded[k];
            }
            least = Math.min(least, lasts);
        }
        return least;
    }

    /** Σ ‖θ‖ over the groups. */
    double norms(double[] theta, int columns) {
        double norms = 0;
        for (int[] group : groups) {
            norms += norm(theta, group, columns);
        }
        return norms;
    }

    private static double norm(double[] theta, int[] group, int columns) {
        if (theta.length == columns && group.length == 1) {
            return Math.abs(theta[group[0]]);
        }
        double squares = 0;
        for (int row = 0; row < theta.length; row += columns) {
            for (int column : group) {
                squares += theta[row + column] * theta[row + column];
            }
        }
        return Math.sqrt(squares);
    }

    private int bound(double[] first, int[] group, int columns) {
        int count = 0;
        for (int row = 0; row < first.length; row += columns) {
            for (int column : group) {
                bounded[count++] = Math.max(Math.abs(first[row + column]) - lambdaBar, 0);
            }
        }
        return count;
    }

    /** x = ‖θ‖ at the minimum. */
    private double root(double v, double lambda, int count) {
        // Where no bound is active the root is known at once.
        double x = Math.max(v - lambda, 0);
        double next = step(v, lambda, count, x);
        if (next == x) {
            return x;
        }
        x = 0;
        next = step(v, lambda, count, 0);
        while (next > x) {
            x = next;
            next = step(v, lambda, count, x);
        }
        return x;
    }

    /** Where the straight piece of f that x lies on crosses 0, or 0 if it does so to the left of 0. */
    private double step(double v, double lambda, int count, double x) {
        double bound = m * x;
        double sum = 0;
        int active = 0;
        for (int k = 0; k < count; k++) {
            if (bounded[k] > bound) {
                sum += bounded[k];
                active++;
            }
        }
        return Math.max(v - lambda + m * sum, 0) / (1 + active * m * m);
    }

    private static void scale(double[] theta, int[] group, int columns, double v, double x) {
        if (v == 0) {
            // Every direction is as good as any other: the first one is taken.
            theta[group[0]] = x;
            return;
        }
        double factor = x / v;
        for (int row = 0; row < theta.length; row += columns) {
            for (int column : group) {
                theta[row + column] *= factor;
            }
        }
    }

    private void clip(double[] first, int[] group, int columns, double bound) {
        for (int row = 0; row < first.length; row += columns) {
            for (int column : group) {
                double u = first[row + column];
                double size = Math.min(Math.max(Math.abs(u) - lambdaBar, 0), bound);
                first[row + column] = u < 0 ? -size : size;
            }
        }
    }
}
