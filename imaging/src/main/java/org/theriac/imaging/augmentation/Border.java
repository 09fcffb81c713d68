package org.theriac.imaging.augmentation;

import java.util.Optional;

/**
 * What is left of an image when its uniform border is cut off: rows and columns from {@code top} to {@code bottom} and {@code left} to {@code right}, all
 * included.
 */
public record Border(int top, int bottom, int left, int right) {
    /** The rectangle that is being trimmed. */
    private record Edge(float[] plane, int width, double dark, double bright) {
        /** Whether the line from {@code start} on, in steps, is of one value, as dark or as bright as a border. */
        boolean isBorder(int start, int step, int count) {
            float value = plane[start];
            if (value > dark && value < bright) {
                return false;
            }
            for (int i = 1; i < count; i++) {
                if (plane[start + i * step] != value) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * Drops rows and columns from every side, as long as all pixels of one are equal and no brighter than {@code dark} or no darker than {@code bright},
     * over and over until none is left to drop.
     *
     * @param plane height × width in row-major order
     * @return empty if nothing is left: the image is blank
     */
    public static Optional<Border> of(float[] plane, int height, int width, double dark, double bright) {
        if (plane.length != height * width || plane.length == 0) {
            throw new IllegalArgumentException(plane.length + " numbers for an image of " + height + " × " + width);
        }
        Edge edge = new Edge(plane, width, dark, bright);
        int top = 0;
        int bottom = height - 1;
        int left = 0;
        int right = width - 1;
        while (top <= bottom && left <= right) {
            int across = right - left + 1;
            int along = bottom - top + 1;
            if (edge.isBorder(top * width + left, 1, across)) {
                top++;
            } else if (edge.isBorder(bottom * width + left, 1, across)) {
                bottom--;
            } else if (edge.isBorder(top * width + left, width, along)) {
                left++;
            } else if (edge.isBorder(top * width + right, width, along)) {
                right--;
            } else {
                return Optional.of(new Border(top, bottom, left, right));
            }
        }
        return Optional.empty();
    }

    /** Rows that are left. */
    public int height() {
        return bottom - top + 1;
    }

    /** Columns that are left. */
    public int width() {
        return right - left + 1;
    }

    /**
     * The pixels inside.
     *
     * @param plane of which this is the border, {@code planeWidth} pixels wide
     */
    public float[] cut(float[] plane, int planeWidth) {
        float[] inside = new float[height() * width()];
        for (int row = 0; row < height(); row++) {
            System.arraycopy(plane, (top + row) * planeWidth + left, inside, row * width(), width());
        }
        return inside;
    }
}
