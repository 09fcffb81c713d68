package org.theriac.core.outcome;

import java.util.List;

/**
 * Something about the rows of an outcome that is no fault, but that a reader should know.
 *
 * @param code a stable word for programs
 * @param sentence one sentence for people
 * @param count how many rows or subjects it concerns
 */
public record Remark(String code, String sentence, long count) {
    static List<Remark> ofGaps(long gaps) {
        return gaps == 0
                ? List.of()
                : List.of(new Remark(
                        "gaps",
                        "Subjects were out of observation between two of their rows; nobody counts as at risk during such a gap.",
                        gaps));
    }
}
