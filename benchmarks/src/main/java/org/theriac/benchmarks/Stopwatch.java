package org.theriac.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleSupplier;

/** Theriac's side of {@code peers/side_by_side.py}: writes the subjects as CSV, or times the estimators on the same ones. */
final class Stopwatch {
    private static final int REPETITIONS = 5;
    /** What the peers have too. */
    private static final List<String> TIMED = List.of(
            "kaplan_meier",
            "log_rank",
            "aalen_johansen",
            "cox",
            "zph",
            "aft",
            "fine_gray",
            "elastic_net",
            "concordance",
            "elastic_net_wide",
            "forest");

    private static final int WIDE_ROWS = 198;
    private static final int WIDE_COLUMNS = 5000;

    private Stopwatch() {}

    /**
     * Does the one or the other.
     *
     * @param arguments {@code write ROWS COVARIATES FILE WIDE_FILE} or {@code time ROWS COVARIATES}
     */
    public static void main(String[] arguments) throws IOException {
        SimulatedCohort cohort =
                SimulatedCohort.of(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), 1, 1);
        SimulatedCohort wide = SimulatedCohort.of(WIDE_ROWS, WIDE_COLUMNS, 1000, 1);
        if (arguments[0].equals("write")) {
            write(cohort, Path.of(arguments[3]));
            write(wide, Path.of(arguments[4]));
        } else {
            Map<String, DoubleSupplier> estimators = EstimatorList.of(cohort);
            estimators.putAll(EstimatorList.special(cohort, wide));
            for (String name : TIMED) {
                print(name, Objects.requireNonNull(estimators.get(name)));
            }
        }
    }

    private static void print(String what, DoubleSupplier work) {
        double value = work.getAsDouble();
        double[] seconds = new double[REPETITIONS];
        for (int i = 0; i < REPETITIONS; i++) {
            long start = processor();
            double again = work.getAsDouble();
            seconds[i] = (processor() - start) / 1e9;
            if (Double.compare(again, value) != 0) {
                throw new IllegalStateException(what + " gives another value each time");
            }
        }
        Arrays.sort(seconds);
        System.out.printf(Locale.ROOT, "%s %.6f %.9f%n", what, seconds[REPETITIONS / 2], value);
    }

    /** Nanoseconds of this thread's processor, so that other work on the machine counts little. */
    private static long processor() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void write(SimulatedCohort cohort, Path file) throws IOException {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            out.print("time,event,risk");
            for (int j = 0; j < cohort.x()[0].length; j++) {
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
