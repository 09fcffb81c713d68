package org.theriac.core.study;

import java.util.Collection;
import java.util.List;

/**
 * One of several things with its settings: {@code {word: {…}}}, or the word alone.
 *
 * @param settings nothing, when the word stands alone
 */
public record Choice(String word, Located settings) {
    /**
     * @param what is chosen, for messages
     * @throws LocatedError unless the tree names exactly one of the words
     */
    public static Choice of(Located at, String what, Collection<String> words) {
        if (at instanceof Located.Scalar scalar && !scalar.isNothing()) {
            if (!words.contains(scalar.text())) {
                throw at.error("found " + at.describe() + ": " + Words.unknown(what, scalar.text(), words));
            }
            return new Choice(scalar.text(), new Located.Scalar(at.place(), "", Located.Scalar.Form.NOTHING));
        }
        if (!(at instanceof Located.Mapping mapping) || mapping.entries().isEmpty()) {
            throw at.error("found " + at.describe() + "; allowed: one " + what + " with its settings, such as {"
                    + words.stream().findFirst().orElse(what) + ": {…}}. Allowed: " + String.join(", ", words) + ".");
        }
        List<Located.Entry> entries = mapping.entries();
        for (Located.Entry entry : entries) {
            if (!words.contains(entry.key())) {
                throw entry.error(Words.unknown(what, entry.key(), words));
            }
        }
        if (entries.size() > 1) {
            throw entries.get(1)
                    .error("a second " + what + " in one place; keep one, or write each as an item of its own.");
        }
        return new Choice(entries.get(0).key(), entries.get(0).value());
    }
}
