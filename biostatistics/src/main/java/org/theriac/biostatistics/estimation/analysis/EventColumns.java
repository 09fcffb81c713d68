package org.theriac.biostatistics.estimation.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theriac.biostatistics.estimation.sample.Sample;
import org.theriac.biostatistics.recurrent.RecurrentEvents;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Column;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Required;

/**
 * The columns that tell events which recur: rows (start, stop] of a subject, each with or without an event at its stop. They are no outcome of the study, since a
 * time to an event ends with it.
 */
@Meaning(
        "Columns of events that recur: a row for each stretch of a subject's time, which ends with an event or without.")
public record EventColumns(
        @Meaning("Column with the time at which a row begins; 0 unless given.")
        Optional<String> start,

        @Required @Meaning("Column with the time at which a row ends.")
        String stop,

        @Required @Meaning("Column that says whether it ends with an event.")
        String event,

        @Meaning("The value of that column which means an event.")
        String eventIs,

        @Meaning("The unit of the times.") Optional<String> unit) {
    public static final EventColumns DEFAULTS = new EventColumns(Optional.empty(), "", "", "1", Optional.empty());

    /** The columns that must have a value. */
    List<String> read() {
        List<String> columns = new ArrayList<>(List.of(stop, event));
        start.ifPresent(columns::add);
        return columns;
    }

    /** The title of the axis of time. */
    String timeTitle() {
        return "Time" + unit.map(u -> " (" + u + ")").orElse("");
    }

    /** A time in words: "300 days". */
    String time(String number) {
        return number + unit.map(u -> " " + u).orElse("");
    }

    /**
     * The rows of a sample that has values in all columns.
     *
     * @param weights the column with case weights
     * @throws UserError if a column does not exist, a weight is no positive number, no row has the event, or rows of a subject are empty or overlap
     */
    RecurrentEvents events(Sample sample, Optional<String> weights) {
        int n = sample.rows();
        Column<?> said = sample.column(event);
        boolean[] happened = new boolean[n];
        boolean any = false;
        for (int row = 0; row < n; row++) {
            happened[row] = Sample.level(said, row).equals(eventIs);
            any |= happened[row];
        }
        if (!any) {
            throw new UserError("none of the " + n + " rows used has the event: column '" + event + "' never holds '"
                    + eventIs + "'. Write event_is: for another value.");
        }
        double[] starts = start.map(column -> sample.numbers(column, "start")).orElseGet(() -> new double[n]);
        RecurrentEvents events = new RecurrentEvents(sample.subjects(), starts, sample.numbers(stop, "stop"), happened);
        return weights.map(column -> events.withWeights(sample.numbers(column, "weights")))
                .orElse(events);
    }
}
