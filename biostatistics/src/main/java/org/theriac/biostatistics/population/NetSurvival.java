package org.theriac.biostatistics.population;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.theriac.biostatistics.survival.StepCurve;
import org.theriac.biostatistics.survival.SurvivalTimes;

/**
 * Net survival: what survival would be if the population's causes of death did not exist, by weighting each person with one over its expected
 * survival.
 * Pohar Perme, Stare and Estève, Biometrics 68 (2012):
 * Λ(t) = ∫ Σ dN_i/S_i / Σ Y_i/S_i − ∫ Σ Y_i λ_i/S_i / Σ Y_i/S_i du, variance Σ dN_i/S_i² / (Σ Y_i/S_i)². O(n · times). Immutable.
 */
public final class NetSurvival {
    /** The weights of a stretch are those in its middle; longer ones are cut. */
    private static final double LONGEST_STRETCH = 30;

    private final double[] grid;
    private final StepCurve observed;
    private final double[] expected;
    private final StepCurve variance;

    private NetSurvival(double[] grid, StepCurve observed, double[] expected, StepCurve variance) {
        this.grid = grid;
        this.observed = observed;
        this.expected = expected;
        this.variance = variance;
    }

    /** An estimate at a time. */
    public record Estimate(double survival, double standardErrorOfLog, double lower, double upper) {}

    /**
     * Estimates.
     *
     * @param times in days since the origin, all of which come under observation at 0
     * @param asked times at which the estimate is wanted; between those and the times at which persons leave the population's part is interpolated
     * @throws IllegalArgumentException if there are entry times
     */
    public static NetSurvival fit(SurvivalTimes times, Matched matched, double... asked) {
        int n = times.size();
        double[] grid = grid(times, asked);
        double[] persons = new double[grid.length];
        double[] growth = new double[grid.length];
        double[] atRisk = new double[grid.length];
        double[] events = new double[grid.length];
        double[] squares = new double[grid.length];
        double[] own = new double[grid.length];
        for (int i = 0; i < n; i++) {
            if (times.entry(i) > 0) {
                throw new IllegalArgumentException("net survival is for persons who are under observation from time 0");
            }
            matched.hazards(i, grid, own);
            int k = 0;
            for (; k < grid.length && grid[k] <= times.time(i); k++) {
                double before = k == 0 ? 0 : own[k - 1];
                double weight = Math.exp((before + own[k]) / 2);
                persons[k] += weight;
                growth[k] += weight * (own[k] - before);
                atRisk[k] += Math.exp(own[k]);
            }
            if (times.event(i)) {
                events[k - 1] += Math.exp(own[k - 1]);
                squares[k - 1] += Math.exp(2 * own[k - 1]);
            }
        }
        double[] observed = new double[grid.length];
        double[] expected = new double[grid.length];
        double[] variance = new double[grid.length];
        double[] sum = new double[3];
        for (int k = 0; k < grid.length; k++) {
            observed[k] = sum[0] += events[k] / atRisk[k];
            expected[k] = sum[1] += growth[k] / persons[k];
            variance[k] = sum[2] += squares[k] / (atRisk[k] * atRisk[k]);
        }
        return new NetSurvival(grid, new StepCurve(0, grid, observed), expected, new StepCurve(0, grid, variance));
    }

    /** The distinct times at which persons leave, those asked for, and enough between them. */
    private static double[] grid(SurvivalTimes times, double[] asked) {
        double[] stops = DoubleStream.concat(Arrays.stream(times.times()), Arrays.stream(asked))
                .filter(t -> t >= 0 && t <= times.lastTime())
                .sorted()
                .distinct()
                .toArray();
        List<Double> grid = new ArrayList<>();
        double from = 0;
        for (double stop : stops) {
            int pieces = (int) Math.ceil((stop - from) / LONGEST_STRETCH);
            for (int piece = 1; piece < pieces; piece++) {
                grid.add(from + (stop - from) * piece / pieces);
            }
            grid.add(stop);
            from = stop;
        }
        return grid.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The cumulative excess hazard Λ: it jumps at events and falls evenly between them; NaN beyond the last time. */
    public double excessHazard(double t) {
        int k = Arrays.binarySearch(grid, t);
        if (k >= 0) {
            return observed.at(t) - expected[k];
        }
        int next = -k - 1;
        if (next == grid.length) {
            return Double.NaN;
        }
        double from = next == 0 ? 0 : grid[next - 1];
        double before = next == 0 ? 0 : expected[next - 1];
        return observed.at(t) - before - (expected[next] - before) * (t - from) / (grid[next] - from);
    }

    /** exp(−Λ(t)), with limits symmetric in log S; NaN beyond the last time. Above 1 where fewer die than in the population. */
    public Estimate at(double t, double level) {
        double survival = Math.exp(-excessHazard(t));
        double error = Double.isNaN(survival) ? Double.NaN : Math.sqrt(variance.at(t));
        double z = NormalDistribution.of(0, 1).inverseCumulativeProbability(0.5 + level / 2);
        return new Estimate(survival, error, survival * Math.exp(-z * error), survival * Math.exp(z * error));
    }
}
