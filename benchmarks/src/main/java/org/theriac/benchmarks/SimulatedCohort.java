package org.theriac.benchmarks;

import java.util.SplittableRandom;

/**
 * Right-censored subjects under proportional hazards: standard-uniform covariates with coefficients from −1 to 1, exponential times in
 * whole days, so that ties are many, or in thousandths of days, so that they are few, and about half of the subjects censored.
 *
 * @param time days until the event or the end of observation
 * @param event whether the event was seen
 * @param x covariates, n × p
 * @param risk the true logarithm of the relative hazard
 */
record SimulatedCohort(double[] time, boolean[] event, double[][] x, double[] risk) {
    static final int COVARIATES = 10;
    private static final double MEAN_DAYS = 365;

    static SimulatedCohort of(int rows, long seed) {
        return of(rows, COVARIATES, 1, seed);
    }

    /**
     * Subjects with so many covariates.
     *
     * @param perDay into how many parts a day is divided
     */
    static SimulatedCohort of(int rows, int covariates, int perDay, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SimulatedCohort cohort = new SimulatedCohort(
                new double[rows], new boolean[rows], new double[rows][covariates], new double[rows]);
        for (int row = 0; row < rows; row++) {
            cohort.draw(row, perDay, random);
        }
        return cohort;
    }

    private void draw(int row, int perDay, SplittableRandom random) {
        int p = x[row].length;
        double scale = Math.sqrt((double) COVARIATES / p);
        for (int j = 0; j < p; j++) {
            x[row][j] = random.nextDouble();
            risk[row] += scale * x[row][j] * (2.0 * j / (p - 1) - 1);
        }
        double death = -Math.log1p(-random.nextDouble()) * MEAN_DAYS / Math.exp(risk[row]);
        double end = -Math.log1p(-random.nextDouble()) * MEAN_DAYS;
        time[row] = Math.ceil(perDay * Math.min(death, end)) / perDay;
        event[row] = death <= end;
    }

    /** The cause of each row: 0 without an event, else 1 or, for every third event, 2. */
    int[] cause() {
        int[] cause = new int[time.length];
        for (int row = 0; row < time.length; row++) {
            cause[row] = event[row] ? row % 3 == 0 ? 2 : 1 : 0;
        }
        return cause;
    }

    /** Two groups by the last covariate, which matters most. */
    int[] group() {
        int[] group = new int[time.length];
        for (int row = 0; row < time.length; row++) {
            group[row] = x[row][x[row].length - 1] < 0.5 ? 0 : 1;
        }
        return group;
    }
}
