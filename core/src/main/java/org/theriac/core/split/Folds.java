package org.theriac.core.split;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Cohort;

/** Folds of a cross-validation: every row is in exactly one, and all rows of a key are in the same. */
public final class Folds {
    private Folds() {}

    /**
     * Deals the keys of each stratum to the folds in random order. A key's stratum is the largest among its rows: a subject with an event in one row
     * counts as one with an event.
     *
     * @param stratum a code for each row
     * @param folds how many, at most as many as there are keys
     * @param key that is never split: {@value Cohort#SUBJECT} or a column
     * @return the test rows of each fold, ascending
     * @throws UserError if there are fewer keys than folds
     */
    public static List<int[]> stratified(Cohort cohort, int[] stratum, int folds, String key, RandomGenerator random) {
        KeyedRows keyed = new KeyedRows(cohort, key, stratum);
        if (keyed.keys() < folds) {
            throw new UserError("cannot make " + folds + " folds of " + keyed.keys() + " different values of '" + key
                    + "'; ask for fewer folds.");
        }
        List<List<int[]>> dealt = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            dealt.add(new ArrayList<>());
        }
        int next = 0;
        for (List<int[]> rowsOfKeys : keyed.shuffledByStratum(random)) {
            for (int[] rows : rowsOfKeys) {
                // going on where the last stratum ended keeps the folds' sizes within one key of each other
                dealt.get(next++ % folds).add(rows);
            }
        }
        return dealt.stream().map(KeyedRows::ascending).toList();
    }
}
