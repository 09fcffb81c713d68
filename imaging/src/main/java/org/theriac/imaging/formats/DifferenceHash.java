package org.theriac.imaging.formats;

/**
 * A fingerprint of a picture that survives rescaling, another format and a change of brightness: on a grid of 17 × 17 mean values, one bit for each pair of
 * neighbours tells which is brighter. 512 bits: 256 along rows, 256 along columns.
 */
final class DifferenceHash {
    private static final int SIDE = 16;

    private DifferenceHash() {}

    static long[] of(Image image) {
        double[][] mean = means(image);
        long[] bits = new long[2 * SIDE * SIDE / Long.SIZE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int at = y * SIDE + x;
                set(bits, at, mean[y][x] < mean[y][x + 1]);
                set(bits, SIDE * SIDE + at, mean[y][x] < mean[y + 1][x]);
            }
        }
        return bits;
    }

    private static void set(long[] bits, int at, boolean value) {
        if (value) {
            bits[at / Long.SIZE] |= 1L << at % Long.SIZE;
        }
    }

    /** Means of the cells of a grid; a cell has at least one pixel. */
    private static double[][] means(Image image) {
        int cells = SIDE + 1;
        double[][] mean = new double[cells][cells];
        for (int i = 0; i < cells; i++) {
            int top = i * image.height() / cells;
            int bottom = Math.max(top + 1, (i + 1) * image.height() / cells);
            for (int j = 0; j < cells; j++) {
                int left = j * image.width() / cells;
                int right = Math.max(left + 1, (j + 1) * image.width() / cells);
                mean[i][j] = mean(image, top, bottom, left, right);
            }
        }
        return mean;
    }

    private static double mean(Image image, int top, int bottom, int left, int right) {
        double sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                for (int c = 0; c < image.channels(); c++) {
                    sum += image.sample(y, x, c);
                }
            }
        }
        return sum / ((bottom - top) * (right - left) * image.channels());
    }
}
