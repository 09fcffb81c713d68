package org.theriac.biostatistics.decisions;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Net benefit of acting on all rows whose predicted probability reaches a threshold p: true positives less false positives, both as shares of all rows,
 * the latter weighed by the odds p / (1 − p) at which one who acts there must hold them. Vickers and Elkin, Medical Decision Making 26 (2006); with
 * censored times, after Vickers, Cronin, Elkin and Gonen, BMC Medical Informatics and Decision Making 8:53 (2008), the share with the event by the
 * horizon is 1 − Kaplan–Meier of the rows acted on.
 */
public final class NetBenefit {
    /** Row numbers by falling probability. */
    private final int[] falling;

    private final double[] probability;
    private final EventShare events;

    private NetBenefit(double[] probability, EventShare events) {
        this.probability = probability.clone();
        this.events = events;
        this.falling = IntStream.range(0, probability.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> -probability[row]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Weight of the rows with the event among those that take part. */
    private interface EventShare {
        double of(boolean[] takesPart, double[] weight, double total);
    }

    /**
     * For an outcome that is known of every row.
     *
     * @param probability of the event, length n
     * @param event length n
     */
    public static NetBenefit ofEvents(double[] probability, boolean[] event) {
        boolean[] seen = event.clone();
        return new NetBenefit(probability, (takesPart, weight, total) -> {
            double sum = 0;
            for (int row = 0; row < seen.length; row++) {
                sum += takesPart[row] && seen[row] ? weight[row] : 0;
            }
            return total == 0 ? 0 : sum / total;
        });
    }

    /**
     * For a time to event with censoring.
     *
     * @param probability of the event by the horizon, length n
     * @param time length n
     * @param event length n; false: censored
     */
    public static NetBenefit byHorizon(double[] probability, double[] time, boolean[] event, double horizon) {
        int[] cause =
                IntStream.range(0, event.length).map(i -> event[i] ? 1 : 0).toArray();
        return ofCause(probability, time, cause, horizon);
    }

    /**
     * For one of several causes that compete: the share with an event of the cause is Aalen and Johansen's; a row with another event by the horizon has been treated in vain.
     *
     * @param probability of an event of the cause by the horizon, length n
     * @param time length n
     * @param cause length n; 1: the cause, 2: another, 0: censored
     */
    public static NetBenefit ofCause(double[] probability, double[] time, int[] cause, double horizon) {
        int[] ascending = IntStream.range(0, time.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> time[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] times = time.clone();
        int[] causes = cause.clone();
        return new NetBenefit(probability, (takesPart, weight, total) -> {
            double atRisk = total;
            double survival = 1;
            double incidence = 0;
            int i = 0;
            while (i < ascending.length && times[ascending[i]] <= horizon) {
                double t = times[ascending[i]];
                double own = 0;
                double any = 0;
                double leaving = 0;
                for (; i < ascending.length && times[ascending[i]] == t; i++) {
                    int row = ascending[i];
                    if (takesPart[row]) {
                        leaving += weight[row];
                        own += causes[row] == 1 ? weight[row] : 0;
                        any += causes[row] > 0 ? weight[row] : 0;
                    }
                }
                if (any > 0) {
                    incidence += survival * own / atRisk;
                    survival *= 1 - any / atRisk;
                }
                atRisk -= leaving;
            }
            return incidence;
        });
    }

    /**
     * The net benefit at each threshold, 0 where nobody is acted on.
     *
     * @param weight of each row, not negative
     * @param threshold each above 0 and below 1
     */
    public double[] at(double[] threshold, double[] weight) {
        double all = Arrays.stream(weight).sum();
        return Arrays.stream(threshold)
                .map(p -> {
                    boolean[] acted = new boolean[probability.length];
                    double total = 0;
                    for (int row : falling) {
                        if (probability[row] < p) {
                            break;
                        }
                        acted[row] = true;
                        total += weight[row];
                    }
                    return net(p, total / all, events.of(acted, weight, total));
                })
                .toArray();
    }

    /** The net benefit of acting on every row. */
    public double[] ofAll(double[] threshold, double[] weight) {
        boolean[] acted = new boolean[probability.length];
        Arrays.fill(acted, true);
        double share = events.of(acted, weight, Arrays.stream(weight).sum());
        return Arrays.stream(threshold).map(p -> net(p, 1, share)).toArray();
    }

    private static double net(double p, double acted, double share) {
        return acted == 0 ? 0 : acted * (share - (1 - share) * p / (1 - p));
    }

    /** How many rows are acted on at each threshold. */
    public int[] actedOn(double[] threshold) {
        return Arrays.stream(threshold)
                .mapToInt(p ->
                        (int) Arrays.stream(probability).filter(own -> own >= p).count())
                .toArray();
    }
}
