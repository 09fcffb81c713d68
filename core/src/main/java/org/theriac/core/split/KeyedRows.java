package org.theriac.core.split;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Cohort;

/** The rows of a cohort, gathered by a key. */
final class KeyedRows {
    private final Map<String, int[]> rowsOfKey;
    private final int[] stratum;

    KeyedRows(Cohort cohort, String key, int[] stratum) {
        this.stratum = stratum;
        if (key.equals(Cohort.SUBJECT)) {
            rowsOfKey = cohort.rowsBySubject();
        } else {
            refusePartedSubjects(cohort, key);
            Map<String, List<Integer>> lists = new LinkedHashMap<>();
            for (int row = 0; row < cohort.rows(); row++) {
                lists.computeIfAbsent(cohort.key(row, key), k -> new ArrayList<>())
                        .add(row);
            }
            rowsOfKey = new LinkedHashMap<>();
            lists.forEach((k, list) ->
                    rowsOfKey.put(k, list.stream().mapToInt(Integer::intValue).toArray()));
        }
    }

    /** @throws UserError if rows of one subject have different values of the key: parting by it would part the subject */
    private static void refusePartedSubjects(Cohort cohort, String key) {
        Map<String, String> keyOfSubject = new HashMap<>();
        Set<String> parted = new HashSet<>();
        for (int row = 0; row < cohort.rows(); row++) {
            String value = cohort.key(row, key);
            if (!keyOfSubject.computeIfAbsent(cohort.subject(row), s -> value).equals(value)) {
                parted.add(cohort.subject(row));
            }
        }
        if (!parted.isEmpty()) {
            throw new UserError("cannot part the rows by '" + key + "': " + parted.size()
                    + " subjects have rows with different values of it, and would stand on both sides. Part by subject, or give"
                    + " each subject one value.");
        }
    }

    int keys() {
        return rowsOfKey.size();
    }

    /** For each stratum in ascending order, the rows of its keys in random order. */
    List<List<int[]>> shuffledByStratum(RandomGenerator random) {
        Map<Integer, List<int[]>> byStratum = new TreeMap<>();
        for (int[] rows : rowsOfKey.values()) {
            int largest = Arrays.stream(rows).map(row -> stratum[row]).max().orElseThrow();
            byStratum.computeIfAbsent(largest, s -> new ArrayList<>()).add(rows);
        }
        byStratum.values().forEach(list -> shuffle(list, random));
        return List.copyOf(byStratum.values());
    }

    private static void shuffle(List<int[]> list, RandomGenerator random) {
        for (int i = list.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int[] swapped = list.get(i);
            list.set(i, list.get(j));
            list.set(j, swapped);
        }
    }

    static int[] ascending(List<int[]> rowsOfKeys) {
        return rowsOfKeys.stream().flatMapToInt(IntStream::of).sorted().toArray();
    }
}
