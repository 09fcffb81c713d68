package org.theriac.learning.survival;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.theriac.core.outcome.TimeToEvent.Observed;

/**
 * Breslow's estimate of the cumulative baseline hazard, {@code H₀(t) = Σ_{t_k ≤ t} d_k / Σ_{T_j ≥ t_k} e^{h_j}} (discussion of
 * Cox, 1972). Log-risks are taken relative to their largest, so that huge ones neither overflow nor lose the small hazards.
 *
 * @param times distinct event times, increasing
 * @param cumulativeHazard H₀ at each
 */
record BreslowBaseline(double[] times, double[] cumulativeHazard) {
    static BreslowBaseline of(Observed observed, double[] logRisk) {
        int n = logRisk.length;
        int[] byTime = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer row) -> observed.time()[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        double highest = Arrays.stream(logRisk).max().orElse(0);
        double[] times = new double[n];
        double[] increments = new double[n];
        int distinct = 0;
        double atRisk = 0;
        for (int end = n - 1, start; end >= 0; end = start - 1) {
            double time = observed.time()[byTime[end]];
            int deaths = 0;
            for (start = end; ; start--) {
                int row = byTime[start];
                atRisk += Math.exp(logRisk[row] - highest);
                deaths += observed.event()[row] ? 1 : 0;
                if (start == 0 || observed.time()[byTime[start - 1]] != time) {
                    break;
                }
            }
            if (deaths > 0) {
                times[distinct] = time;
                increments[distinct] = deaths / atRisk * Math.exp(-highest);
                distinct++;
            }
        }
        return cumulated(times, increments, distinct);
    }

    private static BreslowBaseline cumulated(double[] latestFirst, double[] increments, int distinct) {
        double[] times = new double[distinct];
        double[] cumulative = new double[distinct];
        double sum = 0;
        for (int k = 0; k < distinct; k++) {
            sum += increments[distinct - 1 - k];
            times[k] = latestFirst[distinct - 1 - k];
            cumulative[k] = sum;
        }
        return new BreslowBaseline(times, cumulative);
    }
}
