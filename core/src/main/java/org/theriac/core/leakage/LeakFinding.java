package org.theriac.core.leakage;

import java.util.List;

/**
 * Something that a guard found.
 *
 * @param columns the columns that it concerns; empty when it concerns rows
 * @param count how many rows or columns it concerns
 * @param verdict what follows
 * @param sentence what was found; shows no value of a column that may identify a person
 * @param reason why the study keeps it, in the study's words; empty unless it is kept
 */
public record LeakFinding(List<String> columns, long count, Verdict verdict, String sentence, String reason) {
    /** What follows from a finding. */
    public enum Verdict {
        /** The study does not run until it says what is to become of it. */
        STOPS,
        /** It would stop the study, which gave a reason to keep it. */
        KEPT,
        /** It is counted and told. */
        WARNS
    }

    public LeakFinding {
        columns = List.copyOf(columns);
    }

    static LeakFinding warning(List<String> columns, long count, String sentence) {
        return new LeakFinding(columns, count, Verdict.WARNS, sentence, "");
    }

    /** One that stops the study, unless the study gives a reason (not blank) to keep it. */
    static LeakFinding stop(List<String> columns, long count, String sentence, String reason) {
        return new LeakFinding(columns, count, reason.isEmpty() ? Verdict.STOPS : Verdict.KEPT, sentence, reason);
    }
}
