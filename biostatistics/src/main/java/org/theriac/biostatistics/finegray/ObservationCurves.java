package org.theriac.biostatistics.finegray;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.theriac.biostatistics.survival.CompetingTimes;
import org.theriac.biostatistics.survival.KaplanMeier;
import org.theriac.biostatistics.survival.StepCurve;
import org.theriac.biostatistics.survival.SurvivalTimes;

/**
 * g = G·H of each group: G the Kaplan–Meier curve of censoring, H (with delayed entry) the probability of having entered, H(t) = ∏_{u &gt; t} (1 − e(u)/n(u))
 * over entry times u, where e(u) enter and n(u) are under observation just after u (Geskus, Biometrics 67, 2011).
 *
 * @param group the index of each row's curve
 * @param curves one for each group; 0 after its last time
 */
record ObservationCurves(int[] group, List<StepCurve> curves, List<KaplanMeier> tables) {
    /**
     * @param values any integers, one for each row; none: one group
     * @param eventsFirst whether rows with an event at a time no longer count among those that a censoring at that time is drawn from
     */
    static ObservationCurves of(CompetingTimes times, int[] values, boolean eventsFirst) {
        int n = times.size();
        if (values.length != 0 && values.length != n) {
            throw new IllegalArgumentException(values.length + " groups of censoring for " + n + " rows");
        }
        int[] distinct = Arrays.stream(values.length == 0 ? new int[1] : values)
                .sorted()
                .distinct()
                .toArray();
        int[] group = new int[n];
        for (int i = 0; i < values.length; i++) {
            group[i] = Arrays.binarySearch(distinct, values[i]);
        }
        List<StepCurve> curves = new ArrayList<>();
        List<KaplanMeier> tables = new ArrayList<>();
        for (int c = 0; c < distinct.length; c++) {
            int own = c;
            SurvivalTimes members = times.times()
                    .take(IntStream.range(0, n).filter(i -> group[i] == own).toArray());
            KaplanMeier table = KaplanMeier.fit(members);
            tables.add(table);
            StepCurve censoring = censoring(table, eventsFirst);
            curves.add(members.delayedEntry() ? product(censoring, entered(members)) : censoring);
        }
        return new ObservationCurves(group, curves, tables);
    }

    private static StepCurve censoring(KaplanMeier table, boolean eventsFirst) {
        double[] time = table.time();
        double[] atRisk = table.atRisk();
        double[] events = table.events();
        double[] censored = table.censored();
        double[] g = new double[time.length];
        double upTo = 1;
        for (int k = 0; k < g.length; k++) {
            double from = atRisk[k] - (eventsFirst ? events[k] : 0);
            upTo *= censored[k] > 0 ? Math.max(0, 1 - censored[k] / from) : 1;
            g[k] = upTo;
        }
        g[g.length - 1] = 0;
        return new StepCurve(1, time, g);
    }

    private static StepCurve entered(SurvivalTimes times) {
        int n = times.size();
        Integer[] byEntry = IntStream.range(0, n).boxed().toArray(Integer[]::new);
        Integer[] byTime = byEntry.clone();
        Arrays.sort(byEntry, (a, b) -> Double.compare(times.entry(b), times.entry(a)));
        Arrays.sort(byTime, (a, b) -> Double.compare(times.time(b), times.time(a)));
        double[] u = new double[n];
        double[] h = new double[n];
        int m = 0;
        double underObservation = 0;
        double upTo = 1;
        int left = 0;
        for (int e = 0; e < n; ) {
            double at = times.entry(byEntry[e]);
            // Walking back in time: whoever leaves after u is under observation at u, unless it entered later.
            for (; left < n && times.time(byTime[left]) > at; left++) {
                underObservation += times.weight(byTime[left]);
            }
            double entering = 0;
            for (; e < n && times.entry(byEntry[e]) == at; e++) {
                entering += times.weight(byEntry[e]);
            }
            u[n - 1 - m] = at;
            h[n - 1 - m] = upTo;
            m++;
            upTo *= Math.max(0, 1 - entering / underObservation);
            underObservation -= entering;
        }
        return new StepCurve(upTo, Arrays.copyOfRange(u, n - m, n), Arrays.copyOfRange(h, n - m, n));
    }

    private static StepCurve product(StepCurve a, StepCurve b) {
        TreeSet<Double> all = new TreeSet<>();
        Arrays.stream(a.times()).forEach(all::add);
        Arrays.stream(b.times()).forEach(all::add);
        double[] time = all.stream().mapToDouble(Double::doubleValue).toArray();
        double before = time[0] - 1;
        return new StepCurve(
                a.at(before) * b.at(before),
                time,
                Arrays.stream(time).map(t -> a.at(t) * b.at(t)).toArray());
    }
}
