package org.theriac.biostatistics.estimation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.theriac.biostatistics.estimation.sample.Sample;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.outcome.CompetingRisks;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.report.SmallCells;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Row;

/** How the values of an event column were read: a wrong coding turns every result round, and nothing in the results shows it. */
final class EventCoding {
    private static final int MOST_VALUES = 20;

    private EventCoding() {}

    /** A line for each value of the column; empty for an outcome without events, or a column with too many values. */
    static Optional<Table> of(Outcome<?> outcome, Cohort cohort) {
        Optional<String> event = outcome instanceof TimeToEvent one
                ? Optional.of(one.event())
                : outcome instanceof CompetingRisks several ? Optional.of(several.event()) : Optional.empty();
        return event.flatMap(name -> of(outcome, cohort, cohort.column(name)));
    }

    private static Optional<Table> of(Outcome<?> outcome, Cohort cohort, Column<?> event) {
        int[] read = outcome.strata(cohort);
        TreeMap<String, int[]> counts = new TreeMap<>();
        TreeMap<String, Integer> meaning = new TreeMap<>();
        for (int row = 0; row < read.length; row++) {
            String value = Sample.level(event, row);
            counts.computeIfAbsent(value, one -> new int[1])[0]++;
            meaning.put(value, read[row]);
        }
        if (counts.size() > MOST_VALUES) {
            return Optional.empty();
        }
        int[] line = counts.values().stream().mapToInt(count -> count[0]).toArray();
        boolean[] withheld = SmallCells.withheld(new int[][] {line})[0];
        List<Row> rows = new ArrayList<>();
        counts.keySet()
                .forEach(value -> rows.add(Row.of(
                        value,
                        outcome.strataNames().get(meaning.getOrDefault(value, 0)),
                        SmallCells.count(line[rows.size()], withheld[rows.size()]))));
        return Optional.of(new Table(
                "How " + event.name() + " was read",
                List.of(Table.Column.text("Value"), Table.Column.text("Read as"), Table.Column.number("Rows")),
                rows,
                List.of()));
    }
}
