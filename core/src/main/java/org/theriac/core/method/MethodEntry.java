package org.theriac.core.method;

import java.util.Map;
import java.util.function.Function;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;

/**
 * A method's line in its module's catalogue: schema, study file, documentation and report are made from it.
 *
 * @param id the word in study files, such as {@code deepsurv}
 * @param title for tables and plots, such as "DeepSurv"
 * @param purpose one sentence: what it is for
 * @param paper the publication: authors, title, journal, year
 * @param outcome the outcome that it predicts
 * @param defaults settings that a study file starts from; all of the record's components become keys of the study file
 * @param presets further named settings, such as {@code paper}; chosen by {@code preset:}
 * @param create makes the method from its settings
 */
public record MethodEntry<S extends Record, O extends Outcome<P>, P extends Predictions>(
        String id,
        String title,
        String purpose,
        String paper,
        Class<O> outcome,
        S defaults,
        Map<String, S> presets,
        Function<S, Method<O, P>> create) {
    public MethodEntry {
        presets = Map.copyOf(presets);
    }

    /** The class of the settings. */
    @SuppressWarnings("unchecked") // the class of a value of type S is a Class<S>: records are final
    public Class<S> settings() {
        return (Class<S>) defaults.getClass();
    }
}
