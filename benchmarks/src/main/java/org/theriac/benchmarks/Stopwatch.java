package org.theriac.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.theriac.biostatistics.concordance.HarrellConcordance;
import org.theriac.biostatistics.cox.Cox;
import org.theriac.biostatistics.survival.SurvivalTimes;

/** Theriac's side of {@code peers/side_by_side.py}: writes the subjects as CSV, or times the estimators on the same ones. */
final class Stopwatch {
    private static final int REPETITIONS = 7;

    private Stopwatch() {}

    /**
     * Does the one or the other.
     *
     * @param arguments {@code write ROWS FILE} or {@code time ROWS}
     */
    public static void main(String[] arguments) throws IOException {
        SimulatedCohort cohort = SimulatedCohort.of(Integer.parseInt(arguments[1]), 1);
        if (arguments[0].equals("write")) {
            write(cohort, Path.of(arguments[2]));
        } else {
            SurvivalTimes times = SurvivalTimes.of(cohort.time(), cohort.event());
            double[] beta = Cox.efron().fit(times, cohort.x()).coefficients();
            double concordance = HarrellConcordance.of(times, cohort.risk()).estimate();
            print("cox", () -> Cox.efron().fit(times, cohort.x()), beta[0]);
            print("concordance", () -> HarrellConcordance.of(times, cohort.risk()), concordance);
        }
    }

    private static void print(String what, Runnable work, double value) {
        double[] seconds = new double[REPETITIONS];
        for (int i = 0; i < REPETITIONS; i++) {
            long start = System.nanoTime();
            work.run();
            seconds[i] = (System.nanoTime() - start) / 1e9;
        }
        Arrays.sort(seconds);
        System.out.printf(Locale.ROOT, "%s %.6f %.9f%n", what, seconds[REPETITIONS / 2], value);
    }

    private static void write(SimulatedCohort cohort, Path file) throws IOException {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            out.print("time,event,risk");
            for (int j = 0; j < SimulatedCohort.COVARIATES; j++) {
                out.print(",x" + j);
            }
            out.println();
            for (int row = 0; row < cohort.time().length; row++) {
                out.print(cohort.time()[row] + "," + (cohort.event()[row] ? 1 : 0) + "," + cohort.risk()[row]);
                for (double value : cohort.x()[row]) {
                    out.print("," + value);
                }
                out.println();
            }
        }
    }
}
