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

    /** The count; where it is {@link #withheld withheld}, "&lt;5", or "n.s." for a larger one from which a small one would follow. */
    public static String count(long count, boolean withheld) {
        return withheld && !small(count) ? LevelCounts.WITHHELD : count(count);
    }

    /** What a table says beneath, when some of its counts are withheld. */
    public static String note() {
        return "Counts under " + LEAST + " are not shown; " + LevelCounts.WITHHELD
                + ": not shown, because a count under " + LEAST + " would follow from it.";
    }

    /**
     * Which cells of a table of counts must be withheld: the small ones, and as many others as it takes that no single one follows by subtraction
     * from the sum of its row or of its column.
     *
     * @param counts rows × columns; each row's and each column's sum counts as known
     */
    public static boolean[][] withheld(int[][] counts) {
        int rows = counts.length;
        int columns = rows == 0 ? 0 : counts[0].length;
        boolean[][] withheld = new boolean[rows][columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                withheld[r][c] = small(counts[r][c]);
            }
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int r = 0; r < rows; r++) {
                int second = second(counts[r], withheld[r]);
                if (second >= 0) {
                    withheld[r][second] = true;
                    changed = true;
                }
            }
            for (int c = 0; c < columns; c++) {
                int second = second(column(counts, c), column(withheld, c));
                if (second >= 0) {
                    withheld[second][c] = true;
                    changed = true;
                }
            }
        }
        return withheld;
    }

    /** Where exactly one cell of a line is withheld, the smallest other one that is not 0; −1 if none needs to be. */
    private static int second(int[] counts, boolean[] withheld) {
        int hidden = 0;
        int smallest = -1;
        for (int i = 0; i < counts.length; i++) {
            if (withheld[i]) {
                hidden++;
            } else if (counts[i] > 0 && (smallest < 0 || counts[i] < counts[smallest])) {
                smallest = i;
            }
        }
        return hidden == 1 ? smallest : -1;
    }

    private static int[] column(int[][] counts, int c) {
        int[] column = new int[counts.length];
        for (int r = 0; r < column.length; r++) {
            column[r] = counts[r][c];
        }
        return column;
    }

    private static boolean[] column(boolean[][] cells, int c) {
        boolean[] column = new boolean[cells.length];
        for (int r = 0; r < column.length; r++) {
            column[r] = cells[r][c];
        }
        return column;
    }
}
