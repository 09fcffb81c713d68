package org.theriac.core.report;

import java.util.Arrays;
import java.util.Locale;

/** Counts of a column's levels in groups of rows, as cells of a table with nothing in it that points to a few persons. */
final class LevelCounts {
    /** Stands where a count is withheld only because a small one would follow from it. */
    static final String WITHHELD = "n.s.";

    private final int[][] counts;
    private final boolean[][] withheld;
    private final int[][] all;
    private final boolean[][] withheldOfAll;

    /** @param counts levels × groups, the last level being the missing values; the groups part the rows */
    LevelCounts(int[][] counts) {
        this.counts = counts;
        this.withheld = SmallCells.withheld(counts);
        this.all = Arrays.stream(counts)
                .map(level -> new int[] {Arrays.stream(level).sum()})
                .toArray(int[][]::new);
        this.withheldOfAll = SmallCells.withheld(all);
    }

    /** Whether any cell is withheld. */
    boolean withholds() {
        return Arrays.stream(withheld).anyMatch(LevelCounts::any)
                || Arrays.stream(withheldOfAll).anyMatch(LevelCounts::any);
    }

    private static boolean any(boolean[] cells) {
        for (boolean cell : cells) {
            if (cell) {
                return true;
            }
        }
        return false;
    }

    /** Whether a level occurs at all. */
    boolean any(int level) {
        return all[level][0] > 0;
    }

    /** A level's rows in a group: "123 (45.6)". */
    String of(int level, int group) {
        return cell(counts, withheld, level, group);
    }

    /** A level's rows in all groups together. */
    String ofAll(int level) {
        return cell(all, withheldOfAll, level, 0);
    }

    /** The share is of the rows that have a value; that of the missing values is of all rows. */
    private static String cell(int[][] counts, boolean[][] withheld, int level, int group) {
        int count = counts[level][group];
        if (withheld[level][group]) {
            return SmallCells.small(count) ? SmallCells.count(count) : WITHHELD;
        }
        int missing = counts.length - 1;
        int base = level == missing ? 0 : -counts[missing][group];
        for (int[] ofLevel : counts) {
            base += ofLevel[group];
        }
        return Numbers.count(count) + (base == 0 ? "" : String.format(Locale.ROOT, " (%.1f)", 100.0 * count / base));
    }
}
