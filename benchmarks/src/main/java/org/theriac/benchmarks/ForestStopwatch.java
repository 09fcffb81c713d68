package org.theriac.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.theriac.biostatistics.forest.GrownForest;
import org.theriac.biostatistics.forest.RandomSurvivalForest;
import org.theriac.biostatistics.survival.SurvivalTimes;

/** Times a forest of 100 trees on one thread; {@code benchmarks/peers/forest.R} times ranger on the same file. */
public final class ForestStopwatch {
    private static final int TREES = 100;

    private ForestStopwatch() {}

    /**
     * Runs.
     *
     * @param arguments the number of rows; the file to write them to
     */
    public static void main(String[] arguments) throws IOException {
        int rows = Integer.parseInt(arguments[0]);
        SimulatedCohort cohort = SimulatedCohort.of(rows, 1);
        write(cohort, Path.of(arguments[1]));
        SurvivalTimes times = SurvivalTimes.of(cohort.time(), cohort.event());
        for (int round = 0; round < 2; round++) {
            long start = System.nanoTime();
            GrownForest forest = RandomSurvivalForest.of(TREES).fit(times, cohort.x(), round);
            double c = forest.outOfBag().concordance().estimate();
            if (round > 0) {
                System.out.printf(
                        Locale.ROOT,
                        "theriac %d rows, %d trees: %.2f s, C out of bag %.4f%n",
                        rows,
                        TREES,
                        (System.nanoTime() - start) / 1e9,
                        c);
            }
        }
    }

    private static void write(SimulatedCohort cohort, Path file) throws IOException {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            out.println("time,event,x1,x2,x3,x4,x5,x6,x7,x8,x9,x10");
            for (int i = 0; i < cohort.time().length; i++) {
                StringBuilder line =
                        new StringBuilder().append(cohort.time()[i]).append(',').append(cohort.event()[i] ? 1 : 0);
                for (double value : cohort.x()[i]) {
                    line.append(',').append(value);
                }
                out.println(line);
            }
        }
    }
}
