package org.theriac.biostatistics.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.theriac.biostatistics.survival.AalenJohansen;
import org.theriac.biostatistics.survival.CompetingTimes;

/**
 * Calibration of the predicted incidence of one cause at a horizon: rows in groups of near-equal size by prediction, in each the mean prediction against the
 * Aalen–Johansen estimate (Gerds, Andersen and Kattan, Statistics in Medicine 33, 2014, with groups instead of a smoother).
 */
public final class IncidenceCalibration {
    private IncidenceCalibration() {}

    /**
     * One point of the calibration plot.
     *
     * @param rows rows in the group
     * @param predicted mean predicted incidence by the horizon
     * @param observed Aalen–Johansen estimate; NaN where the group is not observed that long
     * @param lower lower 95 % limit of {@code observed}
     * @param upper upper 95 % limit
     */
    public record Group(int rows, double predicted, double observed, double lower, double upper) {}

    /**
     * Groups the rows, lowest prediction first.
     *
     * @param cause from 1 on
     * @param predicted F(horizon) of each row
     */
    public static List<Group> of(CompetingTimes times, int cause, double[] predicted, double horizon, int groups) {
        int n = times.size();
        if (predicted.length != n || groups < 1 || groups > n) {
            throw new IllegalArgumentException(
                    n + " rows need as many predictions, and between 1 and " + n + " groups, not " + groups);
        }
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> predicted[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        List<Group> points = new ArrayList<>();
        for (int g = 0; g < groups; g++) {
            int[] rows = Arrays.copyOfRange(order, (int) ((long) n * g / groups), (int) ((long) n * (g + 1) / groups));
            AalenJohansen.Estimate observed =
                    AalenJohansen.fit(times.take(rows)).at(cause, horizon);
            double mean =
                    Arrays.stream(rows).mapToDouble(i -> predicted[i]).average().orElse(Double.NaN);
            points.add(new Group(rows.length, mean, observed.incidence(), observed.lower(), observed.upper()));
        }
        return points;
    }
}
