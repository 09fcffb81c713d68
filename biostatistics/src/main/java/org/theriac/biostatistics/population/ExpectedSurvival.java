package org.theriac.biostatistics.population;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.theriac.biostatistics.survival.SurvivalTimes;

/**
 * The survival that a group would have at the rates of the population. The three definitions differ in how long each person counts. Times are days
 * since the origin; persons come under observation at 0.
 */
public final class ExpectedSurvival {
    private ExpectedSurvival() {}

    /**
     * Everybody is followed for ever: the mean of the expected curves, (1/n) Σ S_i(t). Ederer, Axtell and Cutler (1961). O(n (cells + times)).
     *
     * @param times ascending
     * @return S at each
     */
    public static double[] ederer(Matched matched, double[] times) {
        double[] survival = new double[times.length];
        double[] hazard = new double[times.length];
        for (int i = 0; i < matched.size(); i++) {
            matched.hazards(i, times, hazard);
            for (int k = 0; k < times.length; k++) {
                survival[k] += Math.exp(-hazard[k]) / matched.size();
            }
        }
        return survival;
    }

    /**
     * A person counts while under observation: exp(−∫ Σ Y_i λ_i / Σ Y_i), which stands beside the estimate of Kaplan and Meier. Ederer and Heise
     * (1959), also called Ederer II. Beyond the last time it stands still. O(c log c) for c cells passed by all persons.
     *
     * @param followUp of the persons; its events do not matter
     * @param times ascending
     * @return S at each
     */
    public static double[] conditional(Matched matched, SurvivalTimes followUp, double[] times) {
        double[] survival = conditionalHazard(matched, followUp, times);
        Arrays.setAll(survival, k -> Math.exp(-survival[k]));
        return survival;
    }

    /** ∫ Σ Y_i λ_i / Σ Y_i up to each time. Rates and numbers at risk change in steps, so that the integral is exact. */
    static double[] conditionalHazard(Matched matched, SurvivalTimes followUp, double[] times) {
        RateChanges changes = RateChanges.of(matched, followUp);
        double[] hazard = new double[times.length];
        double sum = 0;
        int next = 0;
        for (int k = 0; k + 1 < changes.size() && next < times.length; k++) {
            double mean = changes.atRisk(k) > 0 ? changes.rate(k) / changes.atRisk(k) : 0;
            while (next < times.length && times[next] < changes.time(k + 1)) {
                hazard[next] = sum + Math.max(0, times[next] - changes.time(k)) * mean;
                next++;
            }
            sum += (changes.time(k + 1) - changes.time(k)) * mean;
        }
        Arrays.fill(hazard, next, times.length, sum);
        return hazard;
    }

    /**
     * A person counts as long as the study could have followed it, dead or not. Hakulinen, Biometrics 38 (1982). O(n · times).
     *
     * @param potential how long each person could have been followed: the time of censoring, or for the dead until the study closed
     * @param times ascending
     * @return S at each
     */
    public static double[] hakulinen(Matched matched, double[] potential, double[] times) {
        double[] grid = IntStream.range(0, potential.length + times.length)
                .mapToDouble(k -> k < potential.length ? potential[k] : times[k - potential.length])
                .sorted()
                .distinct()
                .toArray();
        double[] before = new double[grid.length];
        double[] after = new double[grid.length];
        double[] hazard = new double[grid.length];
        for (int i = 0; i < matched.size(); i++) {
            matched.hazards(i, grid, hazard);
            for (int k = 0; k < grid.length && grid[k] <= potential[i]; k++) {
                before[k] += k == 0 ? 1 : Math.exp(-hazard[k - 1]);
                after[k] += Math.exp(-hazard[k]);
            }
        }
        double[] survival = new double[times.length];
        double product = 1;
        int next = 0;
        for (int k = 0; k < grid.length; k++) {
            product *= before[k] > 0 ? after[k] / before[k] : 1;
            while (next < times.length && times[next] <= grid[k]) {
                survival[next++] = product;
            }
        }
        return survival;
    }
}
