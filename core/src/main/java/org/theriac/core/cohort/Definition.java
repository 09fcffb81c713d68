package org.theriac.core.cohort;

import java.util.List;
import java.util.Optional;

/**
 * What a data dictionary says of one column.
 *
 * @param column its name in the table
 * @param label a name for readers, such as "Mean arterial blood pressure"
 * @param unit the unit of a number, such as "mmHg"
 * @param type how to read the column, when the values alone would mislead (a number that is a code)
 * @param known when the value is known, relative to the moment of prediction
 * @param source where the value comes from
 * @param levels the levels of a category in their natural order; empty: as found, sorted
 * @param note what a user should know, such as why the column is known only after the outcome
 * @param from which of several joined tables the column comes from, and how, such as "labs, last by admitted"; empty for a table that stands alone
 */
public record Definition(
        String column,
        String label,
        Optional<String> unit,
        Optional<Type> type,
        Known known,
        Source source,
        List<String> levels,
        Optional<String> note,
        Optional<String> from) {

    /** How the values of a column are read. */
    public enum Type {
        NUMBER,
        CATEGORY,
        TEXT,
        /** The name of a file, which is decoded when it is needed. */
        FILE
    }

    /** When a value is known, relative to the index time of its row. */
    public enum Known {
        /** Before the moment of prediction. */
        BEFORE,
        /** At the moment of prediction. */
        AT,
        /** Later: using it as an input would leak the future. */
        AFTER
    }

    /** Where a value comes from. */
    public enum Source {
        MEASURED,
        /** A person's judgement of the prognosis, or a decision that follows from it. */
        JUDGED,
        /** Another model's output. */
        MODEL
    }

    public Definition {
        levels = List.copyOf(levels);
    }

    /** A column of a table that stands alone. */
    public Definition(
            String column,
            String label,
            Optional<String> unit,
            Optional<Type> type,
            Known known,
            Source source,
            List<String> levels,
            Optional<String> note) {
        this(column, label, unit, type, known, source, levels, note, Optional.empty());
    }

    /** The same column as part of a joined table. */
    public Definition joined(String name, String labelled, String origin) {
        return new Definition(name, labelled, unit, type, known, source, levels, note, Optional.of(origin));
    }

    /** The definition of a column of which nothing is said: known at prediction, measured. */
    public static Definition unsaid(String column) {
        return new Definition(
                column,
                column,
                Optional.empty(),
                Optional.empty(),
                Known.AT,
                Source.MEASURED,
                List.of(),
                Optional.empty());
    }

    /** The label with its unit, as a table's row is headed: "Age (years)". */
    public String heading() {
        return unit.map(u -> label + " (" + u + ")").orElse(label);
    }
}
