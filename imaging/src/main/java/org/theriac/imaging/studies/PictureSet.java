package org.theriac.imaging.studies;

import java.util.stream.IntStream;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.FileColumn;
import org.theriac.imaging.formats.Image;
import org.theriac.imaging.formats.Png;
import org.theriac.imaging.models.Images;

/**
 * Pictures of one size, all in memory.
 *
 * @param pixels n × channels × height × width, from 0 to 1
 */
record PictureSet(Images.Size size, float[] pixels) {
    /** A gigabyte of single-precision numbers. */
    private static final long MOST_NUMBERS = 250_000_000;

    /** Generated pictures as an 8-bit file holds them: what is judged is what is kept. */
    static PictureSet quantised(Images.Size size, float[] pixels) {
        float[] rounded = new float[pixels.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = Math.round(255 * Math.min(1, Math.max(0, pixels[i]))) / 255f;
        }
        return new PictureSet(size, rounded);
    }

    @SuppressWarnings("unchecked") // the column's type says what its values are
    static FileColumn<Image> column(Cohort rows, String name) {
        return (FileColumn<Image>) rows.typed(name, FileColumn.class);
    }

    /**
     * All rows' pictures, none of which may be missing.
     *
     * @throws UserError if they differ in size, or are too many to lie in memory
     */
    static PictureSet read(Cohort rows, String name, Images.Size size) {
        FileColumn<Image> column = column(rows, name);
        int each = size.channels() * size.height() * size.width();
        if ((long) rows.rows() * each > MOST_NUMBERS) {
            throw new UserError("%d pictures of %s are too many to lie in memory; make them smaller, or take fewer."
                    .formatted(rows.rows(), words(size)));
        }
        float[] pixels = new float[rows.rows() * each];
        for (int row = 0; row < rows.rows(); row++) {
            Image image = column.get(row);
            if (!size(image).equals(size)) {
                throw new UserError(
                        "column '%s' holds pictures of %s and of %s (height × width × channels); a generator learns from pictures of one size. Bring them to one size first."
                                .formatted(name, words(size), words(size(image))));
            }
            System.arraycopy(image.planes(), 0, pixels, row * each, each);
        }
        return new PictureSet(size, pixels);
    }

    static Images.Size size(Image image) {
        return new Images.Size(image.channels(), image.height(), image.width());
    }

    private static String words(Images.Size size) {
        return size.height() + " × " + size.width() + " × " + size.channels();
    }

    int count() {
        return pixels.length / each();
    }

    private int each() {
        return size.channels() * size.height() * size.width();
    }

    PictureSet take(int[] chosen) {
        int each = each();
        float[] taken = new float[chosen.length * each];
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(pixels, chosen[i] * each, taken, i * each, each);
        }
        return new PictureSet(size, taken);
    }

    /** Each picture's numbers. */
    double[][] vectors() {
        int each = each();
        return IntStream.range(0, count())
                .mapToObj(row -> IntStream.range(row * each, (row + 1) * each)
                        .mapToDouble(i -> pixels[i])
                        .toArray())
                .toArray(double[][]::new);
    }

    /** Means of each picture over a grid of fields, channels averaged: the coarse picture. */
    double[][] thumbnails(int side) {
        int rows = Math.min(side, size.height());
        int columns = Math.min(side, size.width());
        double[][] vectors = new double[count()][rows * columns];
        int pixel = 0;
        for (double[] vector : vectors) {
            int[] seen = new int[vector.length];
            for (int channel = 0; channel < size.channels(); channel++) {
                for (int y = 0; y < size.height(); y++) {
                    for (int x = 0; x < size.width(); x++) {
                        int field = y * rows / size.height() * columns + x * columns / size.width();
                        vector[field] += pixels[pixel++];
                        seen[field]++;
                    }
                }
            }
            for (int field = 0; field < vector.length; field++) {
                vector[field] /= seen[field];
            }
        }
        return vectors;
    }

    byte[] png(int row) {
        return png(take(new int[] {row}).pixels, size.height(), size.width());
    }

    /** These pictures side by side in one file, so many in a row. */
    byte[] sheet(int[] chosen, int columns) {
        int lines = Math.max(1, (chosen.length + columns - 1) / columns);
        int height = lines * size.height();
        int width = columns * size.width();
        float[] sheet = new float[size.channels() * height * width];
        for (int i = 0; i < chosen.length; i++) {
            for (int channel = 0; channel < size.channels(); channel++) {
                for (int y = 0; y < size.height(); y++) {
                    int from = chosen[i] * each() + (channel * size.height() + y) * size.width();
                    int line = i / columns * size.height() + y;
                    int to = (channel * height + line) * width + i % columns * size.width();
                    System.arraycopy(pixels, from, sheet, to, size.width());
                }
            }
        }
        return png(sheet, height, width);
    }

    private byte[] png(float[] planes, int height, int width) {
        return Png.write(Image.ofPlanes(planes, size.channels(), height, width));
    }
}
