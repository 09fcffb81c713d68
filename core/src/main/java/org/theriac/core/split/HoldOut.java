package org.theriac.core.split;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Cohort;

/** Rows held out: for a test, or for early stopping. All rows of a key are on one side. */
public final class HoldOut {
    private HoldOut() {}

    /**
     * Draws a share of the keys of each stratum.
     *
     * @param stratum a code for each row; a key's stratum is the largest among its rows
     * @param fraction of the keys, in (0, 1); within each stratum rounded, at least one key on either side where it has two
     * @param key that is never split: {@value Cohort#SUBJECT} or a column
     * @return the rows held out, ascending
     * @throws UserError if there are fewer than two keys
     */
    public static int[] stratified(Cohort cohort, int[] stratum, double fraction, String key, RandomGenerator random) {
        KeyedRows keyed = new KeyedRows(cohort, key, stratum);
        if (keyed.keys() < 2) {
            throw new UserError("cannot hold rows out: there is only " + keyed.keys() + " value of '" + key + "'.");
        }
        List<int[]> held = new ArrayList<>();
        for (List<int[]> rowsOfKeys : keyed.shuffledByStratum(random)) {
            int size = rowsOfKeys.size();
            int count = (int) Math.round(fraction * size);
            held.addAll(rowsOfKeys.subList(0, size < 2 ? count : Math.min(Math.max(count, 1), size - 1)));
        }
        return KeyedRows.ascending(held);
    }
}
