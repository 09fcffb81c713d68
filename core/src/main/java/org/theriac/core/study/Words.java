package org.theriac.core.study;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Words of study files: how Java's names are written there, and which one was probably meant. */
public final class Words {
    private Words() {}

    /** {@code eventIs} and {@code EventIs} are written {@code event_is}, as is {@code EVENT_IS}. */
    public static String snakeCase(String name) {
        if (name.equals(name.toUpperCase(Locale.ROOT))) {
            return name.toLowerCase(Locale.ROOT);
        }
        StringBuilder snake = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean begins = Character.isUpperCase(c)
                    && i > 0
                    && (!Character.isUpperCase(name.charAt(i - 1))
                            || i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1)));
            if (begins) {
                snake.append('_');
            }
            snake.append(Character.toLowerCase(c));
        }
        return snake.toString();
    }

    /** A text in quotation marks, as YAML reads it back whatever it holds: line ends and control characters are written out. */
    public static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            boolean lineEnd = c == 0x2028 || c == 0x2029;
            boolean noText = Character.isISOControl(c) || c == 0xfeff || c == 0xfffe || c == 0xffff;
            if (lineEnd || noText) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                quoted.append(c == '"' || c == '\\' ? "\\" : "").append((char) c);
            }
        });
        return quoted.append('"').toString();
    }

    /** The word among {@code allowed} that was probably meant, if any is near. */
    public static Optional<String> nearest(String found, Collection<String> allowed) {
        int most = Math.max(1, found.length() / 3);
        return allowed.stream()
                .filter(word -> distance(found, word) <= most || isBeginning(found, word))
                .min(Comparator.<String>comparingInt(word -> distance(found, word))
                        .thenComparing(word -> word));
    }

    /** " (did you mean 'age'?)", or nothing where no name is near. */
    public static String meant(String found, Collection<String> allowed) {
        return nearest(found, allowed)
                .map(name -> " (did you mean '" + name + "'?)")
                .orElse("");
    }

    /** "unknown key; did you mean 'hidden'? Allowed: …" */
    public static String unknown(String what, String found, Collection<String> allowed) {
        String meant = nearest(found, allowed)
                .map(word -> "; did you mean '" + word + "'?")
                .orElse(".");
        return "unknown " + what + meant + " Allowed: " + String.join(", ", allowed) + ".";
    }

    private static boolean isBeginning(String found, String word) {
        return found.length() >= 3 && (word.startsWith(found) || found.startsWith(word) && word.length() >= 3);
    }

    /** Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment), without regard to case and hyphens. */
    private static int distance(String first, String second) {
        String a = first.toLowerCase(Locale.ROOT).replace('-', '_');
        String b = second.toLowerCase(Locale.ROOT);
        if (Math.abs(a.length() - b.length()) > 30) {
            return Integer.MAX_VALUE;
        }
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
