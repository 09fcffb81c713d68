package org.theriac.biostatistics.estimation.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theriac.biostatistics.estimation.sample.Sample;
import org.theriac.biostatistics.multistate.StateHistories;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Column;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Required;

/**
 * The columns that tell multi-state histories: rows (start, stop] and the state entered at stop.
 *
 * @param start column, 0 for all rows where it is left out
 * @param stop column
 * @param to column of the state entered
 * @param from column of the state before, where the table has it
 */
@Meaning("Columns of the histories: one row for each stay of a subject in a state.")
public record StateColumns(
        @Meaning("Column with the time at which a row begins; 0 unless given.")
        Optional<String> start,

        @Required @Meaning("Column with the time at which a row ends.")
        String stop,

        @Required @Meaning("Column with the state that is entered at the end of a row.")
        String to,

        @Meaning(
                "Column with the state during a row; unless given, a subject begins in the initial state and goes on from where it went.")
        Optional<String> from,

        @Meaning("The value of the column to that means that no state was entered.")
        String censored,

        @Meaning("The name of the state in which everybody begins; not used where from is given.")
        String initial) {
    public static final StateColumns DEFAULTS =
            new StateColumns(Optional.empty(), "", "", Optional.empty(), "censored", "initial");

    /** The columns that must have a value. */
    List<String> read() {
        List<String> columns = new ArrayList<>(List.of(stop, to));
        start.ifPresent(columns::add);
        from.ifPresent(columns::add);
        return columns;
    }

    /**
     * The histories of rows that have values in all columns.
     *
     * @throws UserError if a column does not exist or no state is entered, or the histories contradict themselves
     */
    StateHistories histories(Sample sample) {
        List<String> states = states(sample);
        int n = sample.rows();
        double[] starts = start.map(column -> sample.numbers(column, "start")).orElseGet(() -> new double[n]);
        double[] stops = sample.numbers(stop, "stop");
        Column<?> entered = sample.column(to);
        int[] towards = new int[n];
        for (int row = 0; row < n; row++) {
            String level = Sample.level(entered, row);
            towards[row] = level.equals(censored) ? StateHistories.NONE : states.indexOf(level);
        }
        int[] subjects = sample.subjects();
        if (from.isEmpty()) {
            return StateHistories.following(states, subjects, starts, stops, towards, new int[n]);
        }
        Column<?> before = sample.column(from.get());
        int[] states0 = new int[n];
        for (int row = 0; row < n; row++) {
            states0[row] = states.indexOf(Sample.level(before, row));
        }
        return StateHistories.of(states, subjects, starts, stops, states0, towards);
    }

    private List<String> states(Sample sample) {
        List<String> states = new ArrayList<>();
        if (from.isPresent()) {
            states.addAll(sample.categories(from.get()).levels());
        } else {
            states.add(initial);
        }
        for (String level : sample.categories(to).levels()) {
            if (!level.equals(censored) && !states.contains(level)) {
                states.add(level);
            }
        }
        if (states.size() < 2) {
            throw new UserError("no row enters a state: column '" + to + "' holds only '" + censored + "'.");
        }
        return states;
    }
}
