package org.theriac.core.table;

import java.util.Collection;
import org.theriac.core.study.Words;

/** Guesses which name was meant. */
final class NearestName {
    private NearestName() {}

    /** " (did you mean 'age'?)", or nothing when no name is near. */
    static String among(String written, Collection<String> names) {
        return Words.nearest(written, names)
                .map(name -> " (did you mean '" + name + "'?)")
                .orElse("");
    }
}
