package org.theriac.biostatistics.estimation.analysis;

import java.util.function.Function;
import org.theriac.biostatistics.estimation.Analysis;
import org.theriac.core.kind.PublishedSystem;
import org.theriac.core.study.PartEntry;

/**
 * An analysis's line in the list of analyses.
 *
 * @param system how lists name it; the id is the word under {@code analyses:}
 * @param part makes it from its settings
 */
public record AnalysisEntry(PublishedSystem system, PartEntry<?, Analysis> part) {
    /**
     * A line.
     *
     * @param id the word under {@code analyses:}
     * @param purpose one sentence: what it answers
     * @param paper where it was published
     * @param defaults settings that a study file starts from
     */
    public static <S extends Record> AnalysisEntry of(
            String id, String title, String purpose, String paper, S defaults, Function<S, Analysis> create) {
        return new AnalysisEntry(
                new PublishedSystem(id, title, purpose, paper),
                new PartEntry<>(Analysis.class, id, purpose, defaults, create));
    }
}
