package org.theriac.biostatistics.concordance;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.theriac.biostatistics.calibration.CensoringCurve;
import org.theriac.biostatistics.survival.SurvivalTimes;

/**
 * The cumulative/dynamic area under the ROC curve at a time t (Uno, Cai, Tian and Wei, JASA 102, 2007; Hung and Chiang, Canadian Journal of Statistics
 * 38, 2010): the probability that a row with the event by t has a higher marker than a row without it,
 *
 * <pre>AUC(t) = Σ_i Σ_j w_i 1{T_i ≤ t, event} 1{T_j &gt; t} [1{m_i &gt; m_j} + ½ 1{m_i = m_j}] / (Σ_i w_i 1{T_i ≤ t, event} · Σ_j 1{T_j &gt; t})</pre>
 *
 * with w_i = 1/G(T_i−).
 */
public final class DynamicAuc {
    private DynamicAuc() {}

    /**
     * AUC(t), in O(n log n); NaN when no row has the event by t or none lives on.
     *
     * @param marker n numbers, higher for an earlier event, usually 1 − S_i(t)
     * @param censoring G, usually of the training rows, positive at each event time up to t
     */
    public static double at(double t, SurvivalTimes times, double[] marker, CensoringCurve censoring) {
        if (marker.length != times.size()) {
            throw new IllegalArgumentException(marker.length + " markers for " + times.size() + " times");
        }
        int[] ascending = IntStream.range(0, marker.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> marker[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double won = 0;
        double cases = 0;
        double controls = 0;
        int from = 0;
        while (from < ascending.length) {
            double tiedCases = 0;
            double tiedControls = 0;
            int to = from;
            while (to < ascending.length && marker[ascending[to]] == marker[ascending[from]]) {
                int row = ascending[to++];
                if (times.time(row) > t) {
                    tiedControls += times.weight(row);
                } else if (times.event(row)) {
                    tiedCases += times.weight(row) / censoring.before(times.time(row));
                }
            }
            won += tiedCases * (controls + tiedControls / 2);
            cases += tiedCases;
            controls += tiedControls;
            from = to;
        }
        return won / (cases * controls);
    }
}
