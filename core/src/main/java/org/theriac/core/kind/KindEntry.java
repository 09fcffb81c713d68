package org.theriac.core.kind;

import java.util.function.Function;
import org.theriac.core.catalogue.Catalogue;

/**
 * A kind's line in its module's catalogue.
 *
 * @param id the word after {@code kind:} in study files
 * @param purpose one sentence: what such a study answers
 * @param defaults settings that a study file starts from; the record's components become keys of the study file beside {@code study, kind, data,
 *     seed, report}
 * @param create makes the kind, given everything that the modules contribute
 */
public record KindEntry<S extends Record>(
        String id, String purpose, S defaults, Function<Catalogue, StudyKind<S>> create) {
    /** The class of the settings. */
    @SuppressWarnings("unchecked") // the class of a value of type S is a Class<S>: records are final
    public Class<S> settings() {
        return (Class<S>) defaults.getClass();
    }
}
