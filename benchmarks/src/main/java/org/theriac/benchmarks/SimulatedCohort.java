package org.theriac.benchmarks;

import java.util.SplittableRandom;

/**
 * Right-censored subjects under proportional hazards: ten standard-uniform covariates with coefficients from −1 to 1, exponential times in
 * whole days, so that ties are many, and about half of the subjects censored.
 *
 * @param time days until the event or the end of observation
 * @param event whether the event was seen
 * @param x covariates, n × 10
 * @param risk the true logarithm of the relative hazard
 */
record SimulatedCohort(double[] time, boolean[] event, double[][] x, double[] risk) {
    static final int COVARIATES = 10;
    private static final double MEAN_DAYS = 365;

    static SimulatedCohort of(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SimulatedCohort cohort = new SimulatedCohort(
                new double[rows], new boolean[rows], new double[rows][COVARIATES], new double[rows]);
        for (int row = 0; row < rows; row++) {
            cohort.draw(row, random);
        }
        return cohort;
    }

    private void draw(int row, SplittableRandom random) {
        for (int j = 0; j < COVARIATES; j++) {
            x[row][j] = random.nextDouble();
            risk[row] += x[row][j] * (2.0 * j / (COVARIATES - 1) - 1);
        }
        double death = -Math.log1p(-random.nextDouble()) * MEAN_DAYS / Math.exp(risk[row]);
        double end = -Math.log1p(-random.nextDouble()) * MEAN_DAYS;
        time[row] = Math.ceil(Math.min(death, end));
        event[row] = death <= end;
    }
}
