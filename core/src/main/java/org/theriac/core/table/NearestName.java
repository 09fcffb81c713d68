package org.theriac.core.table;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which name was meant. */
final class NearestName {
    private NearestName() {}

    /** " (did you mean 'age'?)", or nothing when no name is near. */
    static String among(String written, Collection<String> names) {
        return nearest(written, names)
                .map(name -> " (did you mean '" + name + "'?)")
                .orElse("");
    }

    /** The name with the fewest edits, if a third of its letters or fewer differ. */
    static Optional<String> nearest(String written, Collection<String> names) {
        String word = fold(written);
        return names.stream()
                .filter(name -> 3 * distance(word, fold(name)) <= Math.max(word.length(), name.length()))
                .min(Comparator.comparingInt(name -> distance(word, fold(name))));
    }

    private static String fold(String word) {
        return word.toLowerCase(Locale.ROOT).replace('_', ' ').replace('.', ' ').replace('-', ' ');
    }

    /** Levenshtein's distance, O(|a| · |b|). */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        Arrays.setAll(previous, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[b.length()];
    }
}
