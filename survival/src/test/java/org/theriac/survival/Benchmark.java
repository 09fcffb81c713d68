package org.theriac.survival;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.theriac.biostatistics.concordance.HarrellConcordance;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.outcome.TimeToEvent.Observed;
import org.theriac.core.table.TableSettings;
import org.theriac.core.table.Tables;
import org.theriac.core.task.Task;

/** A shipped data set with DeepSurv's own division into training, validation and test rows. */
public record Benchmark(Task<TimeToEvent> task, Cohort train, Cohort validation, Cohort test) {
    /** Reads a data set whose column {@code part} says train, valid or test; {@code valid} may be empty. */
    public static Benchmark read(String name) {
        Cohort all = Tables.load(TableSettings.of("dataset:" + name), Path.of("."), Catalogue.load())
                .cohort();
        List<String> inputs =
                all.names().stream().filter(column -> column.startsWith("x")).toList();
        TimeToEvent outcome = new TimeToEvent("time", "event", Optional.empty(), "months");
        return new Benchmark(new Task<>(outcome, inputs), part(all, "train"), part(all, "valid"), part(all, "test"));
    }

    private static Cohort part(Cohort all, String part) {
        return all.take(IntStream.range(0, all.rows())
                .filter(row -> part.equals(all.column("part").get(row)))
                .toArray());
    }

    /** Harrell's C of a prediction for the test rows. */
    public double concordance(SurvivalCurves predicted) {
        return concordance(IntStream.range(0, predicted.rows())
                .mapToDouble(predicted::risk)
                .toArray());
    }

    /** Harrell's C of risks of the test rows. */
    public double concordance(double[] risk) {
        Observed observed = task.outcome().truth(test);
        return HarrellConcordance.of(SurvivalTimes.of(observed.time(), observed.event()), risk)
                .estimate();
    }
}
