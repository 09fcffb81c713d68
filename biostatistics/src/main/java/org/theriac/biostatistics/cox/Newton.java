package org.theriac.biostatistics.cox;

import org.theriac.biostatistics.algebra.GeneralisedCholesky;

/**
 * The outcome of maximising the partial likelihood on scaled, linearly independent columns.
 *
 * @param start the likelihood at 0
 * @param scoreTest U(0)ᵀ I(0)⁻¹ U(0)
 * @param beta the maximiser
 * @param end the likelihood at the maximiser
 * @param variance inverse of the (penalised) information at the maximiser
 * @param iterations Newton steps taken
 * @param converged whether the relative change of the likelihood fell below the tolerance
 * @param infinite for each column, whether it still moves although the likelihood stands still
 */
record Newton(
        PartialLikelihood start,
        double scoreTest,
        double[] beta,
        PartialLikelihood end,
        double[][] variance,
        int iterations,
        boolean converged,
        boolean[] infinite) {

    static Newton maximise(
            RiskSets sets,
            Ties ties,
            PartialLikelihood start,
            double[][] informationAtStart,
            double ridge,
            int mostIterations,
            int mostHalvings,
            double tolerance) {
        int p = sets.p;
        double[] beta = new double[p];
        PartialLikelihood here = start;
        double scoreTest = GeneralisedCholesky.of(informationAtStart).quadraticForm(start.score());
        GeneralisedCholesky factor = penalised(informationAtStart, ridge);
        boolean converged = p == 0;
        int iterations = 0;
        double[] step = factor.solve(penalisedScore(here, beta, ridge));
        while (iterations < mostIterations && !(converged && small(step, beta))) {
            boolean polishing = converged;
            double before = objective(here, beta, ridge);
            double[] candidate = plus(beta, step, 1);
            PartialLikelihood there = new PartialLikelihood(sets, ties, candidate);
            double after = objective(there, candidate, ridge);
            double slack = tolerance * Math.abs(before);
            for (int halving = 1; !(after >= before - slack) && halving <= mostHalvings; halving++) {
                candidate = plus(beta, step, Math.pow(0.5, halving));
                there = new PartialLikelihood(sets, ties, candidate);
                after = objective(there, candidate, ridge);
            }
            if (!(after >= before - slack)) {
                break;
            }
            iterations++;
            beta = candidate;
            here = there;
            factor = penalised(here.information(), ridge);
            step = factor.solve(penalisedScore(here, beta, ridge));
            converged = Math.abs(after - before) <= tolerance * Math.max(Math.abs(after), tolerance);
            if (polishing) {
                // One step beyond convergence squares the remaining error; a second would only chase a runaway
                // coefficient.
                break;
            }
        }
        return new Newton(
                start, scoreTest, beta, here, factor.inverse(), iterations, converged, moving(step, beta, tolerance));
    }

    /**
     * Coefficients that another likelihood has found, held in this one.
     *
     * @param variance of them
     * @param step that would come next
     */
    static Newton held(
            RiskSets sets,
            Ties ties,
            double[] beta,
            double[][] variance,
            double[] step,
            int iterations,
            boolean converged,
            double tolerance) {
        PartialLikelihood start = new PartialLikelihood(sets, ties, new double[sets.p]);
        double scoreTest = GeneralisedCholesky.of(start.information()).quadraticForm(start.score());
        PartialLikelihood end = new PartialLikelihood(sets, ties, beta);
        return new Newton(start, scoreTest, beta, end, variance, iterations, converged, moving(step, beta, tolerance));
    }

    private static boolean[] moving(double[] step, double[] beta, double tolerance) {
        boolean[] moving = new boolean[step.length];
        for (int j = 0; j < moving.length; j++) {
            moving[j] = Math.abs(step[j]) > tolerance && Math.abs(step[j]) > Math.sqrt(tolerance) * Math.abs(beta[j]);
        }
        return moving;
    }

    private static boolean small(double[] step, double[] beta) {
        for (int j = 0; j < step.length; j++) {
            if (Math.abs(step[j]) > 1e-12 * (1 + Math.abs(beta[j]))) {
                return false;
            }
        }
        return true;
    }

    private static double objective(PartialLikelihood at, double[] beta, double ridge) {
        double penalty = 0;
        for (double b : beta) {
            penalty += b * b;
        }
        return at.logLikelihood() - 0.5 * ridge * penalty;
    }

    private static double[] penalisedScore(PartialLikelihood at, double[] beta, double ridge) {
        return plus(at.score(), beta, -ridge);
    }

    private static GeneralisedCholesky penalised(double[][] information, double ridge) {
        for (int j = 0; j < information.length; j++) {
            information[j][j] += ridge;
        }
        return GeneralisedCholesky.of(information);
    }

    private static double[] plus(double[] a, double[] b, double factor) {
        double[] sum = a.clone();
        for (int j = 0; j < sum.length; j++) {
            sum[j] += factor * b[j];
        }
        return sum;
    }
}
