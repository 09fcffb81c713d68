package org.theriac.biostatistics.recurrent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.theriac.biostatistics.cox.Cox;
import org.theriac.biostatistics.cox.CoxFit;
import org.theriac.biostatistics.cox.Ties;
import org.theriac.biostatistics.survival.SubjectIntervals;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.UserError;

/**
 * Cox regressions of recurrent events, each with the robust variance that adds up a subject's rows (Therneau and Grambsch, Modeling Survival Data, 2000,
 * chapter 8). They answer different questions: the rate of events (Andersen and Gill), the hazard of the next event given the number before it (Prentice,
 * Williams and Peterson), or the time to each event from the start (Wei, Lin and Weissfeld).
 *
 * @param events n rows, with their weights
 * @param x n × p covariates
 * @param names of the p columns
 * @param ties the rule for tied times
 */
public record RecurrentRegression(RecurrentEvents events, double[][] x, List<String> names, Ties ties) {
    /** @throws IllegalArgumentException if there is not one row of covariates for each of the events' */
    public RecurrentRegression {
        if (x.length != events.rows()) {
            throw new IllegalArgumentException(x.length + " rows of covariates for " + events.rows() + " rows");
        }
        names = List.copyOf(names);
    }

    /** With Efron's rule for ties. */
    public RecurrentRegression(RecurrentEvents events, double[][] x, List<String> names) {
        this(events, x, names, Ties.EFRON);
    }

    /** From when the time to an event counts. */
    public enum Clock {
        /** From the start of the subject's observation. */
        TOTAL_TIME,
        /** From the event before it. */
        GAP_TIME
    }

    /** The rate of events, whatever their number so far. Andersen and Gill, Annals of Statistics 10, 1982. */
    public CoxFit andersenGill() {
        return cox().fit(
                        SurvivalTimes.ofIntervals(events.start(), events.stop(), events.event())
                                .withWeights(events.weight()),
                        x);
    }

    private Cox cox() {
        return Cox.of(ties).withNames(names).withCluster(events.subject());
    }

    /**
     * The hazard of the next event, with a baseline for each number of the event, so that only subjects who have had the events before it are at risk of it.
     * Prentice, Williams and Peterson, Biometrika 68, 1981.
     *
     * @param most rows at risk of later events than this one are left out, since few subjects reach them
     */
    public CoxFit prenticeWilliamsPeterson(Clock clock, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("the last event that counts must be at least the first, not " + most);
        }
        SubjectIntervals intervals = events.intervals();
        int[] order = intervals.order();
        int n = order.length;
        int[] number = new int[n];
        double[] since = new double[n];
        for (int k = 0; k < n; k++) {
            int row = order[k];
            if (!intervals.follows(k)) {
                number[row] = 1;
                since[row] = clock == Clock.GAP_TIME ? events.start()[row] : 0;
            } else {
                int before = order[k - 1];
                number[row] = number[before] + (events.event()[before] ? 1 : 0);
                since[row] = clock == Clock.GAP_TIME && events.event()[before] ? events.stop()[before] : since[before];
            }
        }
        int[] used = IntStream.range(0, n).filter(i -> number[i] <= most).toArray();
        boolean[] event = new boolean[used.length];
        for (int k = 0; k < used.length; k++) {
            event[k] = events.event()[used[k]];
        }
        SurvivalTimes times = SurvivalTimes.ofIntervals(
                        Arrays.stream(used)
                                .mapToDouble(i -> events.start()[i] - since[i])
                                .toArray(),
                        Arrays.stream(used)
                                .mapToDouble(i -> events.stop()[i] - since[i])
                                .toArray(),
                        event)
                .withWeights(
                        Arrays.stream(used).mapToDouble(i -> events.weight()[i]).toArray());
        return Cox.of(ties)
                .withNames(names)
                .withCluster(Arrays.stream(used).map(i -> events.subject()[i]).toArray())
                .withStrata(Arrays.stream(used).map(i -> number[i]).toArray())
                .fit(times, Arrays.stream(used).mapToObj(i -> x[i]).toArray(double[][]::new));
    }

    /**
     * The time from the start to each of the first {@code most} events, every subject at risk of all of them from the beginning, with coefficients of their own.
     * Wei, Lin and Weissfeld, JASA 84, 1989. Covariates and weight are those of a subject's first row.
     *
     * @throws UserError if a subject's history has a gap
     */
    public WeiLinWeissfeld weiLinWeissfeld(int most) {
        SubjectIntervals intervals = events.intervals();
        intervals.requireNoGap();
        int subjects = events.subjects();
        int p = names.size();
        int rows = subjects * most;
        double[] time = new double[rows];
        boolean[] event = new boolean[rows];
        double[] weight = new double[rows];
        double[][] columns = new double[rows][p * most];
        int[] stratum = new int[rows];
        int[] cluster = new int[rows];
        int[] seen = new int[subjects];
        int[] order = intervals.order();
        double origin = 0;
        for (int k = 0; k < order.length; k++) {
            int row = order[k];
            int subject = events.subject()[row];
            origin = intervals.follows(k) ? origin : events.start()[row];
            for (int e = 0; e < most; e++) {
                int at = subject * most + e;
                if (!intervals.follows(k)) {
                    System.arraycopy(x[row], 0, columns[at], e * p, p);
                    stratum[at] = e;
                    cluster[at] = subject;
                    weight[at] = events.weight()[row];
                }
                if (e >= seen[subject]) {
                    time[at] = events.stop()[row] - origin;
                }
            }
            if (events.event()[row] && seen[subject] < most) {
                event[subject * most + seen[subject]++] = true;
            }
        }
        List<String> all = new ArrayList<>();
        for (int e = 1; e <= most; e++) {
            for (String name : names) {
                all.add(name + ", event " + e);
            }
        }
        CoxFit fit = Cox.of(ties)
                .withNames(all)
                .withStrata(stratum)
                .withCluster(cluster)
                .fit(SurvivalTimes.of(time, event).withWeights(weight), columns);
        return new WeiLinWeissfeld(fit, names, most);
    }
}
