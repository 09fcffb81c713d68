package org.theriac.core.kind;

import java.util.List;
import java.util.function.Function;
import org.theriac.core.catalogue.Catalogue;

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
 */
public record KindEntry<S extends Record>(
        String id,
        String purpose,
        boolean needsData,
        S defaults,
        Function<Catalogue, StudyKind<S>> create,
        List<PublishedSystem> systems) {
    public KindEntry {
        systems = List.copyOf(systems);
    }

    /** A kind that always reads tables and brings no systems of its own. */
    public KindEntry(String id, String purpose, S defaults, Function<Catalogue, StudyKind<S>> create) {
        this(id, purpose, true, defaults, create, List.of());
    }

    /** The class of the settings. */
    @SuppressWarnings("unchecked") // the class of a value of type S is a Class<S>: records are final
    public Class<S> settings() {
        return (Class<S>) defaults.getClass();
    }
}
