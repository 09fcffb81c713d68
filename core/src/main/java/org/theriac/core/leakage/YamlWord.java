package org.theriac.core.leakage;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.theriac.core.study.Words;

/** Writes names so that they can be copied into a study file. */
final class YamlWord {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

    /** Words that YAML reads as something else than a text. */
    private static final Set<String> READ_OTHERWISE =
            Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

    private YamlWord() {}

    static String of(String word) {
        return PLAIN.matcher(word).matches() && !READ_OTHERWISE.contains(word.toLowerCase(Locale.ROOT))
                ? word
                : Words.quoted(word);
    }

    /** {@code [hospdead, sfdm2]}. */
    static String list(Collection<String> words) {
        return words.stream().map(YamlWord::of).collect(Collectors.joining(", ", "[", "]"));
    }
}
