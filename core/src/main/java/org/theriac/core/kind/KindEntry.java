package org.theriac.core.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.study.Words;
import org.theriac.core.table.Draft;

/**
 * A kind's line in its module's catalogue.
 *
 * @param id the word after {@code kind:} in study files
 * @param purpose one sentence: what such a study answers
 * @param needsData whether every study of the kind reads tables; otherwise {@code data:} may be left out, and the kind itself says which of its studies
 *     need one
 * @param defaults settings that a study file starts from; the record's components become keys of the study file beside {@code study, kind, data,
 *     seed, report}
 * @param create makes the kind, given everything that the modules contribute
 * @param systems the published systems that the kind itself brings, beside the catalogue's methods
 * @param draft how a study of the kind is drafted from a table, if it can be
 */
public record KindEntry<S extends Record>(
        String id,
        String purpose,
        boolean needsData,
        S defaults,
        Function<Catalogue, StudyKind<S>> create,
        List<PublishedSystem> systems,
        Optional<StudyDraft> draft) {
    public KindEntry {
        systems = List.copyOf(systems);
    }

    /** A kind that always reads tables and brings no systems of its own. */
    public KindEntry(String id, String purpose, S defaults, Function<Catalogue, StudyKind<S>> create) {
        this(id, purpose, true, defaults, create, List.of(), Optional.empty());
    }

    /** The same kind, its studies drafted like this. */
    public KindEntry<S> drafted(StudyDraft studyDraft) {
        return new KindEntry<>(id, purpose, needsData, defaults, create, systems, Optional.of(studyDraft));
    }

    /**
     * The study file to start from; empty if the kind drafts none.
     *
     * @param study the study's name
     * @param table the table, as the study file is to name it
     * @throws org.theriac.core.UserError if the kind has no use for the draft's outcome
     */
    public Optional<String> studyFile(String study, String table, Draft guessed) {
        return draft.map(one -> {
            List<String> lines = new ArrayList<>(List.of(
                    "# A draft, guessed from names and values: check every line. Say in a data dictionary which columns are known only later.",
                    "study: " + study,
                    "kind: " + id,
                    "data:",
                    "  patients: {table: " + Words.quoted(table)
                            + guessed.subject()
                                    .map(name -> ", subject: " + Words.quoted(name))
                                    .orElse("") + "}"));
            lines.addAll(one.lines(guessed));
            lines.add("seed: 1");
            return String.join("\n", lines) + "\n";
        });
    }

    /** The class of the settings. */
    @SuppressWarnings("unchecked") // the class of a value of type S is a Class<S>: records are final
    public Class<S> settings() {
        return (Class<S>) defaults.getClass();
    }
}
