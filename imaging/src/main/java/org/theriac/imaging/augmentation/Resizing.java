package org.theriac.imaging.augmentation;

import java.util.function.DoubleUnaryOperator;

/**
 * Ways to bring an image to another size. Each output pixel is a weighted mean of the input around it, first along rows, then along columns; where the
 * image shrinks the kernel grows by the same factor, so that fine patterns vanish instead of turning into coarse ones. At the border the weights that are
 * left add up to one. The convention of Pillow and of libtorch's antialiased interpolation.
 */
public enum Resizing {
    /** A triangle: bilinear interpolation where the image grows. */
    BILINEAR(1, x -> 1 - Math.abs(x)),
    /** {@code sinc(x) sinc(x/3)} within three pixels: sharper, overshoots a little at edges. */
    LANCZOS3(3, x -> sinc(x) * sinc(x / 3)),
    /** {@code sinc(x) sinc(x/4)} within four pixels. */
    LANCZOS4(4, x -> sinc(x) * sinc(x / 4));

    private final double support;
    private final DoubleUnaryOperator kernel;

    Resizing(double support, DoubleUnaryOperator kernel) {
        this.support = support;
        this.kernel = kernel;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    /**
     * Resizes planes.
     *
     * @param pixels any number of planes, each height × width in row-major order
     * @return as many planes, each newHeight × newWidth; the given array itself if the size is the same
     */
    public float[] resize(float[] pixels, int height, int width, int newHeight, int newWidth) {
        int planes = Planes.count(pixels, height, width);
        if (newHeight < 1 || newWidth < 1) {
            throw new IllegalArgumentException("an image cannot be " + newHeight + " × " + newWidth);
        }
        if (height == newHeight && width == newWidth) {
            return pixels;
        }
        Taps along = taps(width, newWidth);
        Taps down = taps(height, newHeight);
        float[] resized = new float[planes * newHeight * newWidth];
        float[] wide = new float[height * newWidth];
        for (int plane = 0; plane < planes; plane++) {
            for (int row = 0; row < height; row++) {
                along.apply(pixels, plane * height * width + row * width, 1, wide, row * newWidth, 1);
            }
            for (int column = 0; column < newWidth; column++) {
                down.apply(wide, column, newWidth, resized, plane * newHeight * newWidth + column, newWidth);
            }
        }
        return resized;
    }

    /**
     * What each output along an axis is the weighted sum of.
     *
     * @param first where the inputs of each output begin
     * @param weights of the inputs from there on
     */
    private record Taps(int[] first, double[][] weights) {
        void apply(float[] from, int start, int step, float[] to, int place, int placeStep) {
            for (int i = 0; i < first.length; i++) {
                double[] w = weights[i];
                double sum = 0;
                int at = start + first[i] * step;
                for (double weight : w) {
                    sum += weight * from[at];
                    at += step;
                }
                to[place + i * placeStep] = (float) sum;
            }
        }
    }

    private Taps taps(int size, int newSize) {
        double scale = (double) size / newSize;
        double stretch = Math.max(1, scale);
        double reach = support * stretch;
        int[] first = new int[newSize];
        double[][] weights = new double[newSize][];
        for (int i = 0; i < newSize; i++) {
            double middle = (i + 0.5) * scale;
            int from = Math.max(0, (int) Math.floor(middle - reach + 0.5));
            int to = Math.min(size, (int) Math.floor(middle + reach + 0.5));
            double[] w = new double[to - from];
            double sum = 0;
            for (int k = 0; k < w.length; k++) {
                double x = (from + k + 0.5 - middle) / stretch;
                w[k] = Math.abs(x) < support ? kernel.applyAsDouble(x) : 0;
                sum += w[k];
            }
            for (int k = 0; k < w.length; k++) {
                w[k] /= sum;
            }
            first[i] = from;
            weights[i] = w;
        }
        return new Taps(first, weights);
    }
}
