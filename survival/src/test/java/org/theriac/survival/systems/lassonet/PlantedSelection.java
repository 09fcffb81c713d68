package org.theriac.survival.systems.lassonet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.run.Execution;
import org.theriac.core.run.Run;
import org.theriac.core.run.StoredRun;
import org.theriac.core.study.Binder;
import org.theriac.core.study.LocatedYaml;
import org.theriac.core.study.Place;
import org.theriac.core.task.Task;

/** Cohorts in which x0 and x1 carry the risk linearly, x2 by its square alone, x3 and x4 by their product alone, and the rest is noise. */
final class PlantedSelection {
    /** Quick enough for tests; what a test gives wins. */
    private static final String QUICK = "hidden: [8], dense: {epochs: 40}, path: {multiplier: 1.5, epochs: 3}";

    private PlantedSelection() {}

    static Cohort cohort(int rows, int inputs, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] x = new double[inputs][rows];
        double[] time = new double[rows];
        double[] event = new double[rows];
        for (int i = 0; i < rows; i++) {
            for (double[] column : x) {
                column[i] = random.nextGaussian();
            }
            double risk = risk(x, i);
            double death = -Math.log(1 - random.nextDouble()) * Math.exp(-risk);
            double censored = -Math.log(1 - random.nextDouble()) * 2.5;
            time[i] = Math.min(death, censored);
            event[i] = death <= censored ? 1 : 0;
        }
        List<Column<?>> columns = new ArrayList<>();
        for (int j = 0; j < inputs; j++) {
            columns.add(new NumberColumn("x" + j, x[j]));
        }
        columns.add(new NumberColumn("time", time));
        columns.add(new NumberColumn("event", event));
        return new Cohort(
                columns,
                List.of(),
                IntStream.range(0, rows).mapToObj(i -> seed + "-" + i).toList());
    }

    /** A cohort of fewer than five inputs has only the terms of those it has. */
    private static double risk(double[][] x, int row) {
        double square = x.length > 2 ? x[2][row] * x[2][row] - 1 : 0;
        double product = x.length > 4 ? x[3][row] * x[4][row] : 0;
        return x[0][row] - x[1][row] + 0.8 * square + 1.2 * product;
    }

    /** All columns but the outcome as inputs. */
    static Task<TimeToEvent> task(Cohort cohort) {
        return new Task<>(
                new TimeToEvent("time", "event", Optional.empty(), "years"),
                cohort.names().stream()
                        .filter(name -> !name.equals("time") && !name.equals("event"))
                        .toList());
    }

    static Run run(long seed) {
        return new StoredRun(Execution.inMemory(seed));
    }

    /** Settings as a study file gives them. */
    static LassoNetSettings settings(String yaml) {
        return Binder.standard()
                .bind(LocatedYaml.parse("{" + yaml + "}", Place.of("s.yaml")), LassoNetSettings.DEFAULTS);
    }

    /** A small network and a coarse path with a few more settings. */
    static LassoNetSettings quick(String yaml) {
        return settings(yaml.isEmpty() ? QUICK : QUICK + ", " + yaml);
    }
}
