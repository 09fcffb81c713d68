package org.theriac.biostatistics.elasticnet;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.theriac.biostatistics.algebra.SecantUpdate;
import org.theriac.biostatistics.cox.PredictorLikelihood;

/**
 * Minimises {@code −ℓ(β)/W + λ Σ f_j (α|β_j| + (1−α)/2 β_j²)} for one λ after another, each from the last solution. An outer step is one of proximal
 * Newton: the quadratic approximation of ℓ is minimised under the penalty. Two economies: only columns that the sequential strong rule cannot discard
 * take part, and what it discarded is checked afterwards; the second derivative, O(n a²), is kept from earlier steps, and corrected by what they tell of
 * it, as long as the gradient, O(n a), which is always exact, falls tenfold a step. Simon, Friedman, Hastie and Tibshirani, Journal of Statistical
 * Software 39 (2011); Tibshirani et al., J. R. Stat. Soc. B 74 (2012).
 */
final class PathSolver {
    /** What may be left of the gradient, as a share of the largest one at β = 0. */
    private static final double TOLERANCE = 1e-9;

    private static final double ENOUGH = 0.1;
    private static final int MOST_STEPS = 200;
    private static final int MOST_HALVINGS = 40;
    /** So few columns all take part from the beginning: their second derivative is then computed more rarely. */
    private static final int FEW = 50;

    private final PredictorLikelihood likelihood;
    private final ScaledColumns columns;
    private final double[] factor;
    private final double alpha;
    private final double total;
    private final double[] offset;
    private final boolean[] usable;

    private final double[] beta;
    private final double[] gradient;
    private PredictorLikelihood.At here;
    private int[] working;
    private double[][] curvature = new double[0][];
    private double scale;
    private boolean converged = true;

    /**
     * @param columns p × n, scaled, in the order of the likelihood
     * @param factor of the penalty of each column
     * @param usable whether a column varies
     * @param total weight of the rows
     * @param offset in the order of the likelihood
     */
    PathSolver(
            PredictorLikelihood likelihood,
            double[][] columns,
            double[] factor,
            boolean[] usable,
            double alpha,
            double total,
            double[] offset) {
        this.likelihood = likelihood;
        this.columns = new ScaledColumns(columns);
        this.factor = factor;
        this.usable = usable;
        this.alpha = alpha;
        this.total = total;
        this.offset = offset;
        this.beta = new double[columns.length];
        this.gradient = new double[columns.length];
        this.here = likelihood.at(offset);
        differentiate(IntStream.range(0, beta.length).toArray());
        this.scale = Arrays.stream(gradient).map(Math::abs).max().orElse(0);
        this.working = IntStream.range(0, beta.length)
                .filter(j -> usable[j] && (beta.length <= FEW || factor[j] == 0))
                .toArray();
    }

    /** The smallest λ at which every penalised coefficient is 0. */
    double largestLambda() {
        if (IntStream.range(0, beta.length).anyMatch(j -> usable[j] && factor[j] == 0)) {
            // penalised columns are judged beside those that are always in the model
            solve(Double.MAX_VALUE / 1e10, Double.MAX_VALUE / 1e10);
        }
        double largest = 0;
        for (int j = 0; j < beta.length; j++) {
            if (usable[j] && factor[j] > 0) {
                largest = Math.max(largest, Math.abs(gradient[j]) / (factor[j] * Math.max(alpha, 1e-3)));
            }
        }
        return largest;
    }

    double logLikelihood() {
        return here.logLikelihood();
    }

    double[] beta() {
        return beta.clone();
    }

    boolean converged() {
        return converged;
    }

    /** Moves to the solution at λ from that at the last, larger one. */
    void solve(double lambda, double last) {
        admit(j -> beta[j] != 0
                || factor[j] == 0
                || Math.abs(gradient[j]) >= factor[j] * alpha * (2 * lambda - Math.min(last, 2 * lambda)));
        int[] all = IntStream.range(0, beta.length).toArray();
        boolean again = true;
        while (again) {
            descend(lambda);
            differentiate(all);
            int before = working.length;
            admit(j -> Math.abs(gradient[j]) > factor[j] * alpha * lambda + TOLERANCE * scale);
            again = working.length > before;
        }
    }

    /** Takes further columns in. Those that are in stay: taking one out would cost a second derivative. */
    private void admit(IntPredicate condition) {
        boolean[] in = new boolean[beta.length];
        for (int j : working) {
            in[j] = true;
        }
        int[] further = IntStream.range(0, beta.length)
                .filter(j -> usable[j] && !in[j] && condition.test(j))
                .toArray();
        if (further.length > 0) {
            int[] kept = beta.length <= FEW
                    ? working
                    : Arrays.stream(working)
                            .filter(j -> beta[j] != 0 || factor[j] == 0)
                            .toArray();
            // dropping columns must not look as if none had been added
            int[] base = kept.length + further.length > working.length ? kept : working;
            working = IntStream.concat(Arrays.stream(base), Arrays.stream(further))
                    .sorted()
                    .toArray();
            curvature = new double[0][];
        }
    }

    private void descend(double lambda) {
        double left = violation(lambda);
        for (int step = 0; left > TOLERANCE * scale; step++) {
            if (step == MOST_STEPS) {
                converged = false;
                return;
            }
            boolean fresh = curvature.length == 0;
            if (fresh) {
                curvature = information();
            }
            double[] from = at(working, beta);
            double[] slope = at(working, gradient);
            boolean moved = move(quadraticMinimum(lambda, left), lambda, fresh);
            differentiate(working);
            double now = violation(lambda);
            if (moved && now > TOLERANCE * scale) {
                learn(from, slope);
            }
            if (fresh && (!moved || now > 0.5 * left) && now <= 1e3 * TOLERANCE * scale) {
                // rounding of sums over many rows, not distance from the minimum, is what is left
                return;
            }
            if (fresh && !moved) {
                converged = false;
                return;
            }
            if (!moved || now > ENOUGH * left) {
                curvature = new double[0][];
            }
            left = now;
        }
    }

    /** Minus the second derivative of ℓ/W by the working columns. */
    private double[][] information() {
        double[][] information = here.information(columns.values(), working);
        for (double[] line : information) {
            for (int k = 0; k < line.length; k++) {
                line[k] /= total;
            }
        }
        return information;
    }

    private static double[] at(int[] places, double[] values) {
        double[] taken = new double[places.length];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = values[places[i]];
        }
        return taken;
    }

    /** Corrects the second derivative by what a step tells of it. */
    private void learn(double[] from, double[] slope) {
        SecantUpdate.apply(curvature, difference(at(working, beta), from), difference(slope, at(working, gradient)));
    }

    private static double[] difference(double[] minuend, double[] subtrahend) {
        for (int i = 0; i < minuend.length; i++) {
            minuend[i] -= subtrahend[i];
        }
        return minuend;
    }

    /** The greatest distance of the working columns from the conditions of Karush, Kuhn and Tucker. */
    private double violation(double lambda) {
        double worst = 0;
        for (int j : working) {
            double slope = gradient[j] - (beta[j] == 0 ? 0 : lambda * (1 - alpha) * factor[j] * beta[j]);
            double bound = lambda * alpha * factor[j];
            worst = Math.max(
                    worst, beta[j] == 0 ? Math.abs(slope) - bound : Math.abs(slope - Math.signum(beta[j]) * bound));
        }
        return worst;
    }

    private void differentiate(int[] chosen) {
        columns.products(chosen, here.residuals(), total, gradient);
    }

    private double[] quadraticMinimum(double lambda, double violation) {
        int a = working.length;
        double[] bound = new double[a];
        double[] ridge = new double[a];
        double[] start = new double[a];
        double[] slope = new double[a];
        for (int i = 0; i < a; i++) {
            int j = working[i];
            bound[i] = lambda * alpha * factor[j];
            ridge[i] = lambda * (1 - alpha) * factor[j];
            start[i] = beta[j];
            slope[i] = gradient[j];
        }
        double rest = Math.max(0.1 * TOLERANCE * scale, 1e-4 * violation);
        return new PenalisedQuadratic(curvature, bound, ridge, start, slope).minimum(rest);
    }

    /** Goes to the candidate, or a part of the way, so that the objective does not rise. */
    private boolean move(double[] candidate, double lambda, boolean fresh) {
        double before = objective(here, beta, lambda);
        double slack = 1e-11 * (1 + Math.abs(before));
        int tries = fresh ? MOST_HALVINGS : 1;
        double share = 1;
        for (int halving = 0; halving < tries; halving++, share /= 2) {
            double[] next = beta.clone();
            for (int i = 0; i < candidate.length; i++) {
                next[working[i]] += share * (candidate[i] - next[working[i]]);
            }
            PredictorLikelihood.At reached = likelihood.at(predictor(next));
            if (objective(reached, next, lambda) <= before + slack) {
                System.arraycopy(next, 0, beta, 0, beta.length);
                here = reached;
                return true;
            }
        }
        return false;
    }

    private double[] predictor(double[] b) {
        double[] sum = offset.clone();
        columns.addCombination(Arrays.stream(working).filter(j -> b[j] != 0).toArray(), b, sum);
        return sum;
    }

    private double objective(PredictorLikelihood.At at, double[] b, double lambda) {
        double penalty = 0;
        for (int j : working) {
            if (b[j] != 0) {
                penalty += factor[j] * (alpha * Math.abs(b[j]) + 0.5 * (1 - alpha) * b[j] * b[j]);
            }
        }
        return -at.logLikelihood() / total + (penalty == 0 ? 0 : lambda * penalty);
    }
}
