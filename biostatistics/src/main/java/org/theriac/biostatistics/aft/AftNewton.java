package org.theriac.biostatistics.aft;

import org.theriac.biostatistics.algebra.GeneralisedCholesky;
import org.theriac.biostatistics.algebra.SecantUpdate;

/**
 * The maximiser of the likelihood, by Newton's method with Levenberg's damping: the likelihood is log-concave in (β/σ, 1/σ), not in (β, log σ), so that
 * far from the maximum a plain step may lead away from it. The information, which costs q times as much as the score, is computed at the start, where
 * the likelihood comes to rest or a step fails, and corrected by the steps in between; only a step with the exact one ends the search.
 *
 * @param theta the maximiser, on scaled columns
 * @param variance inverse information there
 * @param moving for each parameter, whether it still moves although the likelihood stands still: its maximum lies at infinity
 */
record AftNewton(
        double[] theta,
        double[][] variance,
        double logLikelihood,
        int iterations,
        boolean converged,
        boolean[] moving) {
    private static final double TOLERANCE = 1e-10;
    private static final int MOST_ITERATIONS = 100;
    private static final double MOST_DAMPING = 1e12;
    private static final int MOST_SECANTS = 12;

    static AftNewton maximise(AftLikelihood.Design design, double[] start) {
        double[] theta = start;
        AftLikelihood here = new AftLikelihood(design, theta);
        double[][] curvature = here.information();
        int secants = 0;
        double damping = 0;
        int iterations = 0;
        boolean converged = false;
        while (iterations < MOST_ITERATIONS && !converged && damping < MOST_DAMPING) {
            GeneralisedCholesky factor = damped(curvature, damping);
            double[] step = factor.solve(here.score());
            double[] candidate = moved(theta, step);
            AftLikelihood there = new AftLikelihood(design, candidate);
            double slack = TOLERANCE * (Math.abs(here.logLikelihood()) + 0.1);
            boolean exact = secants == 0;
            boolean renew = !exact;
            if (factor.rank() == theta.length && there.logLikelihood() >= here.logLikelihood() - slack) {
                iterations++;
                boolean rests = Math.abs(there.logLikelihood() - here.logLikelihood()) <= slack;
                converged = rests && exact;
                SecantUpdate.apply(curvature, step, fall(here.score(), there.score()));
                theta = candidate;
                here = there;
                damping = damping > 1e-4 ? damping / 10 : 0;
                renew = rests || ++secants > MOST_SECANTS;
            } else if (exact) {
                damping = damping == 0 ? 1e-3 : damping * 10;
            }
            if (renew && !converged) {
                curvature = here.information();
                secants = 0;
            }
        }
        GeneralisedCholesky factor = GeneralisedCholesky.of(here.information());
        double[] step = factor.solve(here.score());
        boolean[] moving = new boolean[theta.length];
        for (int j = 0; j < moving.length; j++) {
            moving[j] = factor.dependent(j) || Math.abs(step[j]) > 1e-4 * Math.max(Math.abs(theta[j]), 0.1);
        }
        return new AftNewton(theta, factor.inverse(), here.logLikelihood(), iterations, converged, moving);
    }

    private static double[] fall(double[] from, double[] to) {
        double[] fall = from.clone();
        for (int j = 0; j < fall.length; j++) {
            fall[j] -= to[j];
        }
        return fall;
    }

    private static GeneralisedCholesky damped(double[][] information, double damping) {
        double[][] sum = new double[information.length][];
        for (int j = 0; j < sum.length; j++) {
            sum[j] = information[j].clone();
            sum[j][j] += damping * Math.max(Math.abs(information[j][j]), 1);
        }
        return GeneralisedCholesky.of(sum);
    }

    private static double[] moved(double[] theta, double[] step) {
        double[] moved = theta.clone();
        for (int j = 0; j < moved.length; j++) {
            moved[j] += step[j];
        }
        return moved;
    }
}
