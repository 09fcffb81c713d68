package org.theriac.biostatistics.distribution;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.theriac.biostatistics.survival.CurveSet;
import org.theriac.core.UserError;
import org.theriac.core.report.Numbers;

/**
 * Survival curves that came from elsewhere, checked: times and probabilities of n rows, on one grid or on a grid for each row. What is no survival curve is
 * refused with a count; curves that rise can be repaired on request. Immutable.
 */
public final class IndividualCurves {
    private static final double ROUNDING = 1e-6;

    private final List<SurvivalCurve> curves;
    private final Repairs repairs;

    private IndividualCurves(List<SurvivalCurve> curves, Repairs repairs) {
        this.curves = curves;
        this.repairs = repairs;
    }

    /**
     * What was changed or is worth knowing.
     *
     * @param rising curves that rose and were replaced by the nearest ones that do not (least squares)
     * @param largestRise by how much the worst of them rose from one time to the next
     * @param startsAdded curves whose first time is after 0, to which S(0) = 1 was added
     * @param endingAboveHalf curves that end above 0.5: their medians are extrapolations
     */
    public record Repairs(int rising, double largestRise, int startsAdded, int endingAboveHalf) {
        /** One sentence for a report; empty when there is nothing to tell. */
        public Optional<String> sentence() {
            String said = (rising == 0
                            ? ""
                            : rising + " curves rose, by " + Numbers.measure(largestRise)
                                    + " at most, and were replaced by the nearest that do not. ")
                    + (startsAdded == 0
                            ? ""
                            : startsAdded + " curves did not start at time 0 and were given S(0) = 1. ")
                    + (endingAboveHalf == 0
                            ? ""
                            : endingAboveHalf + " curves end above 0.5, so that their medians are extrapolations.");
            return said.isEmpty() ? Optional.empty() : Optional.of(said.trim());
        }
    }

    /**
     * Curves on one grid.
     *
     * @param times m times
     * @param survival n × m probabilities
     * @throws UserError as {@link #of(double[][], double[][], Interpolation)}
     */
    public static IndividualCurves of(double[] times, double[][] survival, Interpolation between) {
        return of(same(times, survival.length), survival, between);
    }

    /**
     * Curves with a grid for each.
     *
     * @param times of each row, increasing from 0 or later
     * @param survival as many probabilities of each row, not rising
     * @throws UserError if lengths differ; a time is missing, negative, repeated or out of order; a probability is missing or outside [0, 1]; or a curve rises
     */
    public static IndividualCurves of(double[][] times, double[][] survival, Interpolation between) {
        return checked(times, survival, between, false);
    }

    /** The same, curves that rise being replaced by their isotonic regression (pool adjacent violators), counted in {@link #repairs()}. */
    public static IndividualCurves repairing(double[][] times, double[][] survival, Interpolation between) {
        return checked(times, survival, between, true);
    }

    /** The same on one grid. */
    public static IndividualCurves repairing(double[] times, double[][] survival, Interpolation between) {
        return repairing(same(times, survival.length), survival, between);
    }

    /** Curves that are known to be sound, such as a model's own. */
    public static IndividualCurves of(CurveSet set, Interpolation between) {
        double[] times = set.times();
        double[][] survival = new double[set.rows()][times.length];
        for (int i = 0; i < survival.length; i++) {
            for (int k = 0; k < times.length; k++) {
                survival[i][k] = set.survivalAtIndex(i, k);
            }
        }
        return repairing(times, survival, between);
    }

    private static double[][] same(double[] times, int rows) {
        double[][] all = new double[rows][];
        Arrays.fill(all, times);
        return all;
    }

    private static IndividualCurves checked(
            double[][] times, double[][] survival, Interpolation between, boolean repair) {
        int n = survival.length;
        if (times.length != n || n == 0) {
            throw new UserError("There are " + times.length + " grids of times for " + n
                    + " survival curves: each curve needs one, and there must be one curve at least.");
        }
        refuseTimes(times, survival);
        refuseOutside(survival);
        double[][] sound = new double[n][];
        int rising = 0;
        double largest = 0;
        for (int i = 0; i < n; i++) {
            sound[i] = Arrays.stream(survival[i])
                    .map(value -> Math.min(1, Math.max(0, value)))
                    .toArray();
            double rise = largestRise(sound[i]);
            rising += rise > ROUNDING ? 1 : 0;
            largest = Math.max(largest, rise);
            sound[i] = rise > 0 ? falling(sound[i]) : sound[i];
        }
        if (rising > 0 && !repair) {
            throw new UserError("Of " + n + " survival curves " + rising + " rise with time, by "
                    + Numbers.measure(largest)
                    + " at most: a probability of living on cannot. Check that they are S(t), not 1 − S(t) or a hazard, or have them replaced by"
                    + " the nearest curves that do not rise.");
        }
        List<SurvivalCurve> curves = IntStream.range(0, n)
                .mapToObj(i -> SurvivalCurve.of(times[i], sound[i], between))
                .toList();
        return new IndividualCurves(
                curves,
                new Repairs(
                        rising,
                        rising > 0 ? largest : 0,
                        (int) Arrays.stream(times).filter(own -> own[0] > 0).count(),
                        (int) curves.stream()
                                .filter(curve -> !curve.reaches(0.5))
                                .count()));
    }

    private static void refuseTimes(double[][] times, double[][] survival) {
        int lengths = 0;
        int disorder = 0;
        int wrong = 0;
        for (int i = 0; i < times.length; i++) {
            double[] own = times[i];
            lengths += own.length != survival[i].length || own.length == 0 ? 1 : 0;
            boolean finite = Arrays.stream(own).allMatch(time -> Double.isFinite(time) && time >= 0);
            wrong += !finite || own.length > 0 && own[own.length - 1] <= 0 && own.length == 1 ? 1 : 0;
            disorder += finite && IntStream.range(1, own.length).anyMatch(k -> !(own[k] > own[k - 1])) ? 1 : 0;
        }
        if (lengths + disorder + wrong > 0) {
            throw new UserError(
                    "Of " + times.length + " survival curves, " + lengths
                            + " have another number of probabilities than of times, " + wrong
                            + " have a time that is missing, negative or nowhere above 0, and " + disorder
                            + " have times that repeat or fall. Sort the times of each curve and keep one probability for each.");
        }
    }

    private static void refuseOutside(double[][] survival) {
        long outside = Arrays.stream(survival)
                .filter(own -> Arrays.stream(own).anyMatch(s -> !(s >= -ROUNDING && s <= 1 + ROUNDING)))
                .count();
        if (outside > 0) {
            throw new UserError("Of " + survival.length + " survival curves " + outside
                    + " leave [0, 1] or have a missing probability. Give probabilities, not percentages.");
        }
    }

    private static double largestRise(double[] s) {
        double largest = 0;
        for (int k = 1; k < s.length; k++) {
            largest = Math.max(largest, s[k] - s[k - 1]);
        }
        return largest;
    }

    /** Isotonic regression downwards: neighbours that rise are pooled to their mean until none do. O(m). */
    static double[] falling(double[] s) {
        double[] mean = new double[s.length];
        int[] size = new int[s.length];
        int blocks = 0;
        for (double value : s) {
            mean[blocks] = value;
            size[blocks++] = 1;
            while (blocks > 1 && mean[blocks - 1] > mean[blocks - 2]) {
                int together = size[blocks - 2] + size[blocks - 1];
                mean[blocks - 2] =
                        (mean[blocks - 2] * size[blocks - 2] + mean[blocks - 1] * size[blocks - 1]) / together;
                size[blocks - 2] = together;
                blocks--;
            }
        }
        double[] falling = new double[s.length];
        int k = 0;
        for (int b = 0; b < blocks; b++) {
            Arrays.fill(falling, k, k + size[b], mean[b]);
            k += size[b];
        }
        return falling;
    }

    /** The number of curves. */
    public int rows() {
        return curves.size();
    }

    /** A row's curve. */
    public SurvivalCurve curve(int row) {
        return curves.get(row);
    }

    /** What was repaired, and what to beware of. */
    public Repairs repairs() {
        return repairs;
    }

    /** S of each row at a time of its own. */
    public double[] survivalAtOwn(double[] time) {
        if (time.length != rows()) {
            throw new IllegalArgumentException(time.length + " times for " + rows() + " curves");
        }
        return IntStream.range(0, rows())
                .mapToDouble(i -> curves.get(i).at(time[i]))
                .toArray();
    }

    /** The curves as steps on one grid, as the measures of accuracy and calibration take them. */
    public CurveSet on(double[] grid) {
        return CurveSet.computed(grid, rows(), (row, k) -> curves.get(row).at(grid[k]));
    }
}
