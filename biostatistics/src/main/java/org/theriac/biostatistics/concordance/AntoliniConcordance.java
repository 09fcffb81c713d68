package org.theriac.biostatistics.concordance;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.theriac.biostatistics.survival.CurveSet;
import org.theriac.biostatistics.survival.SurvivalTimes;

/**
 * The time-dependent concordance index of Antolini, Boracchi and Biganzoli (Statistics in Medicine 24, 2005): does the row with the earlier
 * event at T_i have the lower predicted survival at T_i, {@code S(T_i|x_i) < S(T_i|x_j)}? Needs no proportional hazards and no single risk.
 *
 * <p>O(e·n) for e events. Comparisons of curves are made once; they are kept as bits, so that a vector of small integer weights, as the
 * bootstrap draws, is evaluated by counting bits, 64 pairs at a time. Beyond {@value #MOST_KEPT} rows the comparisons are not kept but made
 * anew for each weight vector.
 */
public final class AntoliniConcordance implements ToDoubleFunction<double[]> {
    private static final int MOST_KEPT = 20_000;
    private static final int PLANES = 3;

    /** Which pairs count, and what ties in prediction are worth. Sums run over ordered pairs of different rows. */
    public enum Convention {
        /** Pairs with {@code T_i < T_j}, or {@code T_i = T_j} and only i having the event; equal predictions count 0. */
        ANTOLINI,
        /**
         * Also pairs with {@code T_i = T_j} in which either has the event, seen from both sides; equal predictions count ½, but 1 between two
         * events at the same time, for which different predictions count ½. The default of pycox ('adj_antolini').
         */
        ADJUSTED
    }

    private final int n;
    private final Convention convention;
    private final CurveSet curves;
    private final SurvivalTimes times;
    /** Rows by ascending time, events before censorings. */
    private final int[] order;
    /** For each position: the first position with the same time, and the first with a later one. */
    private final int[] tieStart;

    private final int[] tieEnd;
    private final int words;
    /** For each event position PLANES × words bits: twice the value of the pair, 0 to 4, in binary. */
    private final long[][] kept;
    /** For each position which of its planes hold a set bit. */
    private final int[] keptPlanes;

    private AntoliniConcordance(CurveSet curves, SurvivalTimes times, Convention convention) {
        this.n = times.size();
        if (curves.rows() != n) {
            throw new IllegalArgumentException(curves.rows() + " curves for " + n + " times");
        }
        this.convention = convention;
        this.curves = curves;
        this.times = times;
        this.order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(times::time)
                        .thenComparing((a, b) -> Boolean.compare(times.event(b), times.event(a))))
                .mapToInt(Integer::intValue)
                .toArray();
        this.words = (n + 63) >>> 6;
        this.tieStart = new int[n];
        this.tieEnd = new int[n];
        for (int a = 0; a < n; a++) {
            boolean tied = a > 0 && times.time(order[a]) == times.time(order[a - 1]);
            tieStart[a] = tied ? tieStart[a - 1] : a;
        }
        for (int a = n - 1; a >= 0; a--) {
            tieEnd[a] = a < n - 1 && tieStart[a + 1] == tieStart[a] ? tieEnd[a + 1] : a + 1;
        }
        this.kept = new long[n <= MOST_KEPT ? n : 0][];
        this.keptPlanes = new int[kept.length];
        for (int a = 0; a < kept.length; a++) {
            kept[a] = new long[0];
            if (times.event(order[a])) {
                kept[a] = new long[PLANES * words];
                keptPlanes[a] = compare(a, kept[a]);
            }
        }
    }

    /** The index with the rows' own weights. NaN if no pair is comparable. */
    public static double of(CurveSet curves, SurvivalTimes times, Convention convention) {
        return prepare(curves, times, convention).applyAsDouble(times.weights());
    }

    /** The index prepared for many vectors of n row weights. */
    public static AntoliniConcordance prepare(CurveSet curves, SurvivalTimes times, Convention convention) {
        return new AntoliniConcordance(curves, times, convention);
    }

    /** The index under n row weights ≥ 0; a pair weighs w_i w_j. NaN if no pair is comparable. */
    @Override
    public double applyAsDouble(double[] weight) {
        if (weight.length != n) {
            throw new IllegalArgumentException(weight.length + " weights for " + n + " rows");
        }
        double[] ordered = new double[n];
        double[] upTo = new double[n + 1];
        double[] eventsUpTo = new double[n + 1];
        for (int a = 0; a < n; a++) {
            ordered[a] = weight[order[a]];
            upTo[a + 1] = upTo[a] + ordered[a];
            eventsUpTo[a + 1] = eventsUpTo[a] + (times.event(order[a]) ? ordered[a] : 0);
        }
        WeightedBits bits = WeightedBits.of(ordered);
        long[] scratch = new long[kept.length == 0 ? PLANES * words : 0];
        double concordant = 0;
        double comparable = 0;
        for (int a = 0; a < n; a++) {
            double w = ordered[a];
            if (w == 0 || !times.event(order[a])) {
                continue;
            }
            double later = upTo[n] - upTo[tieEnd[a]];
            double tiedEvents = eventsUpTo[tieEnd[a]] - eventsUpTo[tieStart[a]] - w;
            double tiedCensored = upTo[tieEnd[a]] - upTo[tieStart[a]] - w - tiedEvents;
            comparable +=
                    w * (later + (convention == Convention.ADJUSTED ? 2 * tiedCensored + tiedEvents : tiedCensored));
            long[] pairs = scratch;
            int planes;
            if (kept.length > 0) {
                pairs = kept[a];
                planes = keptPlanes[a];
            } else {
                Arrays.fill(scratch, 0);
                planes = compare(a, scratch);
            }
            int first = tieStart[a] >>> 6;
            double twice = 0;
            for (int plane = 0; plane < PLANES; plane++) {
                if ((planes >>> plane & 1) != 0) {
                    twice += (1 << plane) * bits.sum(pairs, plane * words, first, words);
                }
            }
            concordant += w * twice / 2;
        }
        return concordant / comparable;
    }

    /** Writes twice the value of each pair (a, b) as bits; returns which planes hold any. */
    private int compare(int a, long[] bits) {
        int planes = 0;
        int i = order[a];
        int k = curves.indexAt(times.time(i));
        double own = curves.survivalAtIndex(i, k);
        boolean adjusted = convention == Convention.ADJUSTED;
        for (int b = tieStart[a]; b < n; b++) {
            int j = order[b];
            double other = curves.survivalAtIndex(j, k);
            int value = own < other ? 2 : own == other && adjusted ? 1 : 0;
            if (b < tieEnd[a]) {
                if (b == a) {
                    value = 0;
                } else if (times.event(j)) {
                    value = !adjusted ? 0 : own == other ? 2 : 1;
                } else if (adjusted) {
                    value *= 2;
                }
            }
            planes |= value;
            for (int plane = 0; plane < PLANES; plane++) {
                if ((value >>> plane & 1) != 0) {
                    bits[plane * words + (b >>> 6)] |= 1L << b;
                }
            }
        }
        return planes;
    }
}
