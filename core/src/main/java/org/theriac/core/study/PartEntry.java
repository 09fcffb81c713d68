package org.theriac.core.study;

import java.util.function.Function;

/**
 * A building block that settings choose by its word, such as an encoder: {@code encoder: {cnn: {…}}}. Unlike a sealed family, the members of a family of
 * parts come from several modules; each contributes a line to its catalogue.
 *
 * @param family what the part is for: the type of a {@link PartChoice}
 * @param id the word in study files, unique within the family
 * @param purpose one sentence: what it is
 * @param defaults settings that a study file starts from
 * @param create makes the part from its settings
 */
public record PartEntry<S extends Record, T>(
        Class<T> family, String id, String purpose, S defaults, Function<S, T> create) {
    /** The part with its default settings. */
    public PartChoice<T> choice() {
        return new PartChoice<>(this, defaults);
    }
}
