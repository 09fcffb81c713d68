package org.theriac.biostatistics.logistic;

import org.theriac.biostatistics.algebra.GeneralisedCholesky;

/**
 * The maximiser of the (penalised) multinomial likelihood.
 *
 * @param beta m × q, flat, on scaled columns
 * @param variance inverse of the (penalised) information at the maximiser
 * @param logLikelihood without the penalty
 * @param moving for each coefficient, whether it still moves although the likelihood stands still: its maximum lies at infinity
 */
record Newton(
        double[] beta, double[][] variance, double logLikelihood, int iterations, boolean converged, boolean[] moving) {
    private static final double TOLERANCE = 1e-9;
    private static final int MOST_ITERATIONS = 50;
    private static final int MOST_HALVINGS = 30;

    /** Newton–Raphson from {@code start}, halving steps that lower the objective, with one step beyond convergence that squares the error. */
    static Newton maximise(MultinomialLikelihood.Design design, double[] start, double ridge) {
        double[] beta = start;
        MultinomialLikelihood here = new MultinomialLikelihood(design, beta);
        boolean converged = false;
        boolean polished = false;
        int iterations = 0;
        GeneralisedCholesky factor = penalised(here, design.q(), ridge);
        double[] step = factor.solve(penalisedScore(here, beta, design.q(), ridge));
        while (iterations < MOST_ITERATIONS && !polished) {
            polished = converged;
            double before = objective(here, beta, design.q(), ridge);
            double slack = TOLERANCE * (Math.abs(before) + 0.1);
            double share = 1;
            double[] candidate = moved(beta, step, share);
            MultinomialLikelihood there = new MultinomialLikelihood(design, candidate);
            double after = objective(there, candidate, design.q(), ridge);
            for (int halving = 0; !(after >= before - slack) && halving < MOST_HALVINGS; halving++) {
                share /= 2;
                candidate = moved(beta, step, share);
                there = new MultinomialLikelihood(design, candidate);
                after = objective(there, candidate, design.q(), ridge);
            }
            if (!(after >= before - slack)) {
                break;
            }
            iterations++;
            beta = candidate;
            here = there;
            factor = penalised(here, design.q(), ridge);
            step = factor.solve(penalisedScore(here, beta, design.q(), ridge));
            // relative, but absolute near 0, where a separated outcome drives the likelihood
            converged = Math.abs(after - before) <= slack;
        }
        boolean[] moving = new boolean[beta.length];
        for (int j = 0; j < moving.length; j++) {
            moving[j] = Math.abs(step[j]) > Math.sqrt(TOLERANCE) * Math.max(Math.abs(beta[j]), 0.1);
        }
        return new Newton(beta, factor.inverse(), here.logLikelihood(), iterations, converged, moving);
    }

    /** The intercepts, first of each class's q coefficients, are not penalised. */
    private static boolean penalised(int j, int q) {
        return j % q != 0;
    }

    private static double objective(MultinomialLikelihood at, double[] beta, int q, double ridge) {
        double squares = 0;
        for (int j = 0; j < beta.length; j++) {
            squares += penalised(j, q) ? beta[j] * beta[j] : 0;
        }
        return at.logLikelihood() - 0.5 * ridge * squares;
    }

    private static double[] penalisedScore(MultinomialLikelihood at, double[] beta, int q, double ridge) {
        double[] score = at.score().clone();
        for (int j = 0; j < score.length; j++) {
            score[j] -= penalised(j, q) ? ridge * beta[j] : 0;
        }
        return score;
    }

    private static GeneralisedCholesky penalised(MultinomialLikelihood at, int q, double ridge) {
        double[][] information = at.information();
        for (int j = 0; j < information.length; j++) {
            information[j][j] += penalised(j, q) ? ridge : 0;
        }
        return GeneralisedCholesky.of(information);
    }

    private static double[] moved(double[] beta, double[] step, double share) {
        double[] moved = beta.clone();
        for (int j = 0; j < moved.length; j++) {
            moved[j] += share * step[j];
        }
        return moved;
    }
}
