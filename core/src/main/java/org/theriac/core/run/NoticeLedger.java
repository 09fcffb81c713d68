package org.theriac.core.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The notices of a run and its children, added up; their order depends on what they say, never on when they came. */
final class NoticeLedger {
    record Key(List<String> path, String code, String sentence) {
        boolean isUnder(List<String> ancestor) {
            return path.size() >= ancestor.size()
                    && path.subList(0, ancestor.size()).equals(ancestor);
        }
    }

    private static final Comparator<Key> ORDER = Comparator.comparing(Key::path, NoticeLedger::comparePaths)
            .thenComparing(Key::code)
            .thenComparing(Key::sentence);

    private final TreeMap<Key, Long> counts = new TreeMap<>(ORDER);

    synchronized void give(Key key, long count) {
        counts.merge(key, count, Long::sum);
    }

    /** What was given at a path and beneath it. */
    synchronized Map<Key, Long> under(List<String> path) {
        TreeMap<Key, Long> found = new TreeMap<>(ORDER);
        counts.forEach((key, count) -> {
            if (key.isUnder(path)) {
                found.put(key, count);
            }
        });
        return found;
    }

    /** What was given at a path and beneath it beyond an earlier state. */
    Map<Key, Long> since(List<String> path, Map<Key, Long> earlier) {
        TreeMap<Key, Long> added = new TreeMap<>(ORDER);
        under(path).forEach((key, count) -> {
            long more = count - earlier.getOrDefault(key, 0L);
            if (more != 0 || !earlier.containsKey(key)) {
                added.put(key, more);
            }
        });
        return added;
    }

    List<Notice> notices(List<String> path) {
        List<Notice> notices = new ArrayList<>();
        under(path)
                .forEach((key, count) ->
                        notices.add(new Notice(String.join("/", key.path()), key.code(), key.sentence(), count)));
        return notices;
    }

    private static int comparePaths(List<String> a, List<String> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = compareNames(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    /** Numbers inside names compare as numbers: "fold 2" comes before "fold 10". */
    private static int compareNames(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            int endA = digits(a, i);
            int endB = digits(b, j);
            if (endA > i && endB > j) {
                int order = new java.math.BigInteger(a.substring(i, endA))
                        .compareTo(new java.math.BigInteger(b.substring(j, endB)));
                if (order != 0) {
                    return order;
                }
                i = endA;
                j = endB;
            } else {
                int order = Character.compare(a.charAt(i++), b.charAt(j++));
                if (order != 0) {
                    return order;
                }
            }
        }
        int order = Integer.compare(a.length() - i, b.length() - j);
        return order != 0 ? order : a.compareTo(b);
    }

    private static int digits(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }
}
