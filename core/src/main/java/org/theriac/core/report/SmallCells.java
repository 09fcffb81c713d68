package org.theriac.core.report;

/** Counts so small that they could point to persons are not shown. */
public final class SmallCells {
    /** The smallest count that a report shows, apart from 0. */
    public static final int LEAST = 5;

    private SmallCells() {}

    /** Whether a count must not be shown. */
    public static boolean small(long count) {
        return count > 0 && count < LEAST;
    }

    /** The count, or "&lt;5". */
    public static String count(long count) {
        return small(count) ? "<" + LEAST : Numbers.count(count);
    }

    /**
     * Which cells of a table of counts must be withheld: the small ones, and as many others as it takes that no small one follows by subtraction from
     * the sums of its row and its column. O(cells²) at worst.
     *
     * @param counts rows × columns; each row's and each column's sum counts as known
     */
    public static boolean[][] withheld(int[][] counts) {
        boolean[][] withheld = new boolean[counts.length][];
        for (int r = 0; r < counts.length; r++) {
            withheld[r] = new boolean[counts[r].length];
            for (int c = 0; c < counts[r].length; c++) {
                withheld[r][c] = small(counts[r][c]);
            }
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int r = 0; r < counts.length; r++) {
                changed |= hideSecondInRow(counts, withheld, r);
            }
            for (int c = 0; counts.length > 0 && c < counts[0].length; c++) {
                changed |= hideSecondInColumn(counts, withheld, c);
            }
        }
        return withheld;
    }

    private static boolean hideSecondInRow(int[][] counts, boolean[][] withheld, int r) {
        int hidden = 0;
        int smallest = -1;
        for (int c = 0; c < counts[r].length; c++) {
            if (withheld[r][c]) {
                hidden++;
            } else if (counts[r][c] > 0 && (smallest < 0 || counts[r][c] < counts[r][smallest])) {
                smallest = c;
            }
        }
        boolean needed = hidden == 1 && smallest >= 0;
        if (needed) {
            withheld[r][smallest] = true;
        }
        return needed;
    }

    private static boolean hideSecondInColumn(int[][] counts, boolean[][] withheld, int c) {
        int hidden = 0;
        int smallest = -1;
        for (int r = 0; r < counts.length; r++) {
            if (withheld[r][c]) {
                hidden++;
            } else if (counts[r][c] > 0 && (smallest < 0 || counts[r][c] < counts[smallest][c])) {
                smallest = r;
            }
        }
        boolean needed = hidden == 1 && smallest >= 0;
        if (needed) {
            withheld[smallest][c] = true;
        }
        return needed;
    }
}
