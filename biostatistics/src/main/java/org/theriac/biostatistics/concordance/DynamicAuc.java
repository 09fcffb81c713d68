package org.theriac.biostatistics.concordance;

import java.util.Comparator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.theriac.biostatistics.calibration.CensoringCurve;
import org.theriac.biostatistics.survival.KaplanMeier;
import org.theriac.biostatistics.survival.StepCurve;
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
     * @param censoring G, usually of the training rows
     */
    public static double at(double t, SurvivalTimes times, double[] marker, CensoringCurve censoring) {
        int[] cause = new int[times.size()];
        for (int i = 0; i < cause.length; i++) {
            cause[i] = times.event(i) ? 1 : 0;
        }
        return prepareOfCause(t, times, cause, marker, censoring).applyAsDouble(times.weights());
    }

    /**
     * The area for one cause of several, prepared for many vectors of n row weights: cases have had an event of the cause by t, controls are all others, those
     * with another event included (definition ii of Blanche, Dartigues and Jacqmin-Gadda, Statistics in Medicine 32, 2013). A row that comes under observation
     * after t is neither.
     *
     * @param times any cause as the event
     * @param cause 1: the cause; 2: another; 0: censored
     * @param marker n numbers, usually the predicted incidence of the cause by t
     */
    public static ToDoubleFunction<double[]> prepareOfCause(
            double t, SurvivalTimes times, int[] cause, double[] marker, CensoringCurve censoring) {
        if (marker.length != times.size()) {
            throw new IllegalArgumentException(marker.length + " markers for " + times.size() + " times");
        }
        double[] ofCase = new double[marker.length];
        double[] ofControl = new double[marker.length];
        for (int i = 0; i < marker.length; i++) {
            boolean livesOn = times.time(i) > t;
            double g = livesOn ? censoring.at(t) : censoring.ofEvent(times.time(i));
            boolean known = livesOn ? times.entry(i) <= t : cause[i] > 0;
            double weight = g > 0 && known ? 1 / g : 0;
            boolean isCase = !livesOn && cause[i] == 1;
            ofCase[i] = isCase ? weight : 0;
            ofControl[i] = isCase ? 0 : weight;
        }
        return prepare(marker, ofCase, ofControl);
    }

    /**
     * The mean of areas at several times, each weighing as much as the survival curve of the rows has fallen since the time before: the share of events that it
     * stands for.
     *
     * @param times at which the areas were taken, strictly increasing
     * @param rows whose Kaplan–Meier curve is taken, usually the test rows
     */
    public static double mean(double[] times, double[] areas, SurvivalTimes rows) {
        StepCurve survival = KaplanMeier.fit(rows).curve();
        double sum = 0;
        double before = 1;
        for (int k = 0; k < times.length; k++) {
            double s = survival.at(times[k]);
            sum += (before - s) * areas[k];
            before = s;
        }
        return sum / (1 - before);
    }

    /** Σ_i Σ_j v_i a_i v_j b_j [1{m_i > m_j} + ½ 1{m_i = m_j}] over its sum without the brackets, for row weights v; sorting is done once. */
    private static ToDoubleFunction<double[]> prepare(double[] marker, double[] ofCase, double[] ofControl) {
        int[] ascending = IntStream.range(0, marker.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> marker[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        return weight -> {
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
                    tiedCases += weight[row] * ofCase[row];
                    tiedControls += weight[row] * ofControl[row];
                }
                won += tiedCases * (controls + tiedControls / 2);
                cases += tiedCases;
                controls += tiedControls;
                from = to;
            }
            return won / (cases * controls);
        };
    }
}
