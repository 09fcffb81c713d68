package org.theriac.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.Model;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.run.Execution;
import org.theriac.core.run.StoredRun;
import org.theriac.core.study.Binder;
import org.theriac.core.study.LocatedYaml;
import org.theriac.core.study.Place;
import org.theriac.core.table.TableSettings;
import org.theriac.core.table.Tables;
import org.theriac.core.task.Task;
import org.theriac.learning.tensor.Native;
import org.theriac.survival.selection.SelectionPath;
import org.theriac.survival.selection.Selector;
import org.theriac.survival.systems.lassonet.LassoNet;
import org.theriac.survival.systems.lassonet.LassoNetSettings;

/** Theriac's side of {@code peers/lassonet_path.py}: writes the head-and-neck cohort as CSV, or times LassoNet's dense training and path on it. */
final class PathStopwatch {
    private static final String DATA = "/org/theriac/datasets/hnscc.csv.gz";

    /** The same on both sides: peers/lassonet_path.py holds them too. */
    private static final String SETTINGS =
            "{hidden: [32], m: 10, dense: {learning_rate: 0.001, epochs: 300, patience: 50},"
                    + " path: {multiplier: 1.05, learning_rate: 0.001, momentum: 0.9, epochs: 10, patience: 5},"
                    + " choose: {keep: {inputs: 10}}}";

    private PathStopwatch() {}

    /**
     * Does the one or the other.
     *
     * @param arguments {@code write FILE} or {@code time FILE}
     */
    public static void main(String[] arguments) {
        Path file = Path.of(arguments[1]).toAbsolutePath();
        if (arguments[0].equals("write")) {
            write(file);
        } else {
            Native.threads(1);
            Cohort cohort = Tables.load(TableSettings.of(file.toString()), Path.of(""), Catalogue.EMPTY)
                    .cohort();
            follow(cohort);
            long start = System.nanoTime();
            SelectionPath path = follow(cohort);
            System.out.printf(
                    Locale.ROOT,
                    "path %.6f %d%n",
                    (System.nanoTime() - start) / 1e9,
                    path.steps().size());
        }
    }

    private static void write(Path file) {
        try (InputStream in = LassoNet.class.getResourceAsStream(DATA)) {
            if (in == null) {
                throw new IllegalStateException("no " + DATA + " on the class path");
            }
            Files.copy(new GZIPInputStream(in), file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static SelectionPath follow(Cohort cohort) {
        Task<TimeToEvent> task = new Task<>(
                new TimeToEvent("duration", "event", Optional.empty(), "days"),
                cohort.names().stream()
                        .filter(name -> !name.equals("duration") && !name.equals("event"))
                        .toList());
        LassoNetSettings settings =
                Binder.standard().bind(LocatedYaml.parse(SETTINGS, Place.of("settings")), LassoNetSettings.DEFAULTS);
        try (Model<SurvivalCurves> model =
                new LassoNet(settings).fit(task, cohort, cohort.none(), new StoredRun(Execution.inMemory(1)))) {
            return model.as(Selector.class).orElseThrow().selection();
        }
    }
}
