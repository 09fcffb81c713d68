package org.theriac.biostatistics.survival;

import java.util.Comparator;
import java.util.stream.IntStream;

/** How p-values of several tests are raised, so that finding some small one among many is no finding in itself. */
public enum Adjustment {
    /** Holm (Scandinavian Journal of Statistics 6, 1979): bounds the probability of any false rejection. */
    HOLM,
    /** Benjamini and Hochberg (Journal of the Royal Statistical Society B 57, 1995): bounds the expected share of false rejections. */
    BENJAMINI_HOCHBERG,
    /** As they are. */
    NONE;

    /**
     * The adjusted p-values, in the order given; what is NaN stays so and does not count. O(n log n).
     *
     * @param p of each test
     */
    public double[] adjusted(double[] p) {
        double[] adjusted = p.clone();
        int[] ascending = IntStream.range(0, p.length)
                .filter(i -> !Double.isNaN(p[i]))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int n = ascending.length;
        double bound = this == HOLM ? 0 : 1;
        for (int step = 0; step < n; step++) {
            if (this == HOLM) {
                bound = Math.max(bound, Math.min(1, (n - step) * p[ascending[step]]));
                adjusted[ascending[step]] = bound;
            } else if (this == BENJAMINI_HOCHBERG) {
                int rank = n - step;
                bound = Math.min(bound, p[ascending[rank - 1]] * n / rank);
                adjusted[ascending[rank - 1]] = bound;
            }
        }
        return adjusted;
    }
}
