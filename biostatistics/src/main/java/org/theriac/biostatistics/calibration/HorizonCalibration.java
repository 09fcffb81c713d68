package org.theriac.biostatistics.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.theriac.biostatistics.survival.IntervalType;
import org.theriac.biostatistics.survival.KaplanMeier;
import org.theriac.biostatistics.survival.SurvivalTimes;

/**
 * Calibration at one horizon: rows in groups of near-equal size by predicted probability of the event, in each the mean prediction against
 * 1 − Kaplan–Meier. {@link #oneCalibration} is the test of D'Agostino and Nam (2004) on these groups, called 1-calibration by Haider et al.
 * (JMLR 21(85), 2020). Beyond the last time of a group its curve is extended by the straight line from (0, 1) through its last point.
 */
public final class HorizonCalibration {
    private final double horizon;
    private final List<Group> groups;

    private HorizonCalibration(double horizon, List<Group> groups) {
        this.horizon = horizon;
        this.groups = groups;
    }

    /**
     * One point of the calibration plot.
     *
     * @param rows rows in the group
     * @param predicted mean predicted probability of the event by the horizon
     * @param observed 1 − Kaplan–Meier at the horizon
     * @param lower lower 95 % limit of {@code observed} (log-log scale); NaN where there is none
     * @param upper upper 95 % limit
     */
    public record Group(int rows, double predicted, double observed, double lower, double upper) {}

    /** The test that predictions equal observations in all groups; groups predicted at exactly 0 or 1 cannot take part. */
    public record OneCalibration(double statistic, int degreesOfFreedom, int groupsLeftOut) {
        /** The p-value. */
        public double p() {
            return ChiSquaredDistribution.of(degreesOfFreedom).survivalProbability(statistic);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "1-calibration: chi-square %.4f on %d df, p %.4g", statistic, degreesOfFreedom, p());
        }
    }

    /**
     * Groups the rows, highest risk first; where n is not a multiple of {@code groups}, the first groups have one row more. Rows of equal
     * prediction keep their order.
     *
     * @param eventProbability 1 − S_i(horizon) of each row
     */
    public static HorizonCalibration of(SurvivalTimes times, double[] eventProbability, double horizon, int groups) {
        int n = times.size();
        if (eventProbability.length != n || groups < 1 || groups > n) {
            throw new IllegalArgumentException(
                    n + " rows need as many probabilities, and between 1 and " + n + " groups, not " + groups);
        }
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> -eventProbability[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        List<Group> points = new ArrayList<>();
        int from = 0;
        for (int g = 0; g < groups; g++) {
            int to = from + n / groups + (g < n % groups ? 1 : 0);
            points.add(group(times, eventProbability, horizon, Arrays.copyOfRange(order, from, to)));
            from = to;
        }
        return new HorizonCalibration(horizon, points);
    }

    private static Group group(SurvivalTimes times, double[] probability, double horizon, int[] rows) {
        double sum = 0;
        double weight = 0;
        for (int i : rows) {
            sum += times.weight(i) * probability[i];
            weight += times.weight(i);
        }
        SurvivalTimes members = times.take(rows);
        KaplanMeier km = KaplanMeier.fit(members).withInterval(IntervalType.LOG_LOG, 0.95);
        KaplanMeier.Estimate at = km.at(horizon);
        double observed = 1 - at.survival();
        double last = members.lastTime();
        if (Double.isNaN(observed)) {
            double slope = (1 - km.curve().at(last)) / last;
            observed = Math.min(1, slope * horizon);
        }
        return new Group(rows.length, sum / weight, observed, 1 - at.upper(), 1 - at.lower());
    }

    /** The horizon. */
    public double horizon() {
        return horizon;
    }

    /** The groups, highest predicted probability first. */
    public List<Group> groups() {
        return List.copyOf(groups);
    }

    /** Mean observed minus mean predicted probability over groups, weighted by rows: calibration in the large. */
    public double inTheLarge() {
        double sum = 0;
        int n = 0;
        for (Group g : groups) {
            sum += g.rows * (g.observed - g.predicted);
            n += g.rows;
        }
        return sum / n;
    }

    /**
     * Σ n_g (o_g − p_g)²/(p_g (1 − p_g)), chi-square with one degree of freedom fewer than groups, two fewer for more than 15 groups; empty
     * if fewer than three groups can take part.
     */
    public Optional<OneCalibration> oneCalibration() {
        double sum = 0;
        int used = 0;
        for (Group g : groups) {
            if (g.predicted > 0 && g.predicted < 1) {
                double difference = g.observed - g.predicted;
                sum += g.rows * difference * difference / (g.predicted * (1 - g.predicted));
                used++;
            }
        }
        if (used < 3) {
            return Optional.empty();
        }
        return Optional.of(new OneCalibration(sum, used <= 15 ? used - 1 : used - 2, groups.size() - used));
    }

    /** The largest absolute difference between observed and predicted over the groups, if there is a group. */
    public OptionalDouble largestDifference() {
        return groups.stream()
                .mapToDouble(g -> Math.abs(g.observed - g.predicted))
                .max();
    }
}
