package org.theriac.core.report;

import java.util.Locale;

/** Counts of a column's levels in groups of rows, as cells of a table with nothing in it that points to a few persons. */
final class LevelCounts {
    /** Stands where a count is withheld only because a small one would follow from it. */
    static final String WITHHELD = "n.s.";

    private final int[][] counts;
    private final boolean[][] withheld;

    /**
     * @param counts levels × columns of the table, the last level being the missing values; where there are several columns, the first is the sum of
     *     the others, so that of a row, too, one cell follows from the rest
     */
    LevelCounts(int[][] counts) {
        this.counts = counts;
        this.withheld = SmallCells.withheld(counts);
    }

    /** Whether any cell is withheld. */
    boolean withholds() {
        for (boolean[] level : withheld) {
            for (boolean cell : level) {
                if (cell) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a level occurs at all. */
    boolean any(int level) {
        return counts[level][0] > 0;
    }

    /** A level's rows in a group with their share: "123 (45.6)". The share is of the rows that have a value; that of the missing ones is of all rows. */
    String of(int level, int group) {
        int count = counts[level][group];
        if (withheld[level][group]) {
            return SmallCells.count(count, true);
        }
        int missing = counts.length - 1;
        int base = level == missing ? 0 : -counts[missing][group];
        for (int[] ofLevel : counts) {
            base += ofLevel[group];
        }
        return Numbers.count(count) + (base == 0 ? "" : String.format(Locale.ROOT, " (%.1f)", 100.0 * count / base));
    }
}
