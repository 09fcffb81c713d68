package org.theriac.core.study;

import java.util.function.Function;

/**
 * A part as settings choose it. A component of a record of settings; the catalogue says which words are allowed.
 *
 * @param entry the chosen part
 * @param settings all its settings; of the class of {@code entry.defaults()}
 * @param <T> the family
 */
public record PartChoice<T>(PartEntry<?, T> entry, Record settings) {
    public PartChoice {
        if (!entry.defaults().getClass().isInstance(settings)) {
            throw new IllegalArgumentException("settings " + settings.getClass() + " for the part " + entry.id());
        }
    }

    /** Makes the part. */
    @SuppressWarnings("unchecked") // the constructor has compared the settings with the entry's
    public T create() {
        return ((Function<Record, T>) entry.create()).apply(settings);
    }
}
