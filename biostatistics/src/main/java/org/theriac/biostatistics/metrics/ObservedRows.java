package org.theriac.biostatistics.metrics;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.theriac.biostatistics.calibration.CensoringCurve;
import org.theriac.biostatistics.survival.CurveSet;
import org.theriac.biostatistics.survival.KaplanMeier;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.outcome.CumulativeIncidences;

/**
 * Test rows as measures see them that weigh by the inverse probability of observation. Rows observed from 0 are all there, weighted by
 * {@link CensoringCurve#of}. Where rows come under observation late, a measure is that of the population from which the sample was drawn, those included
 * whose event came before they could enter, given survival up to {@code start}: an event at t stands for 1/κ(t−) rows, and a row that is under
 * observation at t and lives on for 1/κ(t), κ being {@link CensoringCurve#ofObservation} of the training rows. That holds if entry and censoring are
 * independent of event and predictions.
 *
 * @param start rows that leave up to then are not looked at; negative infinity where all are
 * @param end from when on weights are too large to be trusted; infinity if never
 * @param rows numbers of the test rows that are looked at
 * @param train the training rows that leave after {@code start}
 * @param test the test rows; none is at risk before {@code start}
 * @param censoring κ, or G where rows are observed from 0
 */
public record ObservedRows(
        double start, double end, int[] rows, SurvivalTimes train, SurvivalTimes test, CensoringCurve censoring) {
    /** What every convention of such a measure says of entry times. */
    public static final String WITH_ENTRY_TIMES =
            " With entry times rows weigh by the inverse probability of being under observation, Y(t)/(n S(t)), and the score is that of the population from "
                    + "which rows were drawn, given survival until that probability is a tenth of its value where most rows are at risk.";

    /** Why rows cannot be weighted so where a subject has several of them. */
    public static Optional<String> repeatedSubjects(Cohort... cohorts) {
        return Arrays.stream(cohorts).anyMatch(ObservedRows::repeated)
                ? Optional.of(
                        "Not defined where a subject has several rows: its weights take each row for one subject's whole observation.")
                : Optional.empty();
    }

    private static boolean repeated(Cohort rows) {
        return rows.namesSubjects() && rows.rowsBySubject().size() < rows.rows();
    }

    /** The rows that can be looked at; without any, {@code rows} is empty and {@code test} holds all. */
    public static ObservedRows of(SurvivalTimes train, SurvivalTimes test) {
        if (!train.delayedEntry()) {
            CensoringCurve g = CensoringCurve.of(train);
            return new ObservedRows(
                    Double.NEGATIVE_INFINITY,
                    g.firstTimeBelow(TimeGrid.LEAST_UNCENSORED),
                    IntStream.range(0, test.size()).toArray(),
                    train,
                    test,
                    g);
        }
        Span span = Span.of(train);
        while (span.from() > span.given()) {
            // given survival up to a later time fewer rows count, and S starts again at 1
            span = Span.of(train, span.from());
        }
        int[] rows = after(test, span.from());
        return new ObservedRows(
                span.from(),
                span.to(),
                rows,
                span.rows(),
                rows.length == 0 ? test : since(test, span.from()),
                span.curve());
    }

    /**
     * Where weights of rows that enter late can be trusted.
     *
     * @param given up to when survival is given
     * @param from from when on κ is a tenth or more of its value where most rows are at risk
     * @param to until when
     */
    private record Span(double given, double from, double to, SurvivalTimes rows, CensoringCurve curve) {
        static Span of(SurvivalTimes train) {
            return of(train, Double.NEGATIVE_INFINITY);
        }

        static Span of(SurvivalTimes train, double given) {
            SurvivalTimes rows = since(train, given);
            CensoringCurve curve = CensoringCurve.ofObservation(rows);
            double most = mostAtRisk(rows);
            double least = TimeGrid.LEAST_UNCENSORED * curve.before(most);
            double[] times = curve.curve().times();
            double[] values = curve.curve().values();
            int peak = Arrays.binarySearch(times, most);
            int first = peak;
            while (first > 0 && values[first - 1] >= least) {
                first--;
            }
            int last = peak;
            while (last < times.length && values[last] >= least) {
                last++;
            }
            return new Span(
                    given,
                    Math.max(given, times[first]),
                    last < times.length ? times[last] : Double.POSITIVE_INFINITY,
                    rows,
                    curve);
        }

        private static double mostAtRisk(SurvivalTimes rows) {
            KaplanMeier km = KaplanMeier.fit(rows);
            double[] atRisk = km.atRisk();
            int most = 0;
            for (int k = 1; k < atRisk.length; k++) {
                most = atRisk[k] > atRisk[most] ? k : most;
            }
            return km.time()[most];
        }
    }

    private static int[] after(SurvivalTimes times, double start) {
        return IntStream.range(0, times.size())
                .filter(i -> times.time(i) > start)
                .toArray();
    }

    private static SurvivalTimes since(SurvivalTimes times, double start) {
        int[] rows = after(times, start);
        SurvivalTimes later = times.take(rows);
        double[] entry = Arrays.stream(rows)
                .mapToDouble(i -> Math.max(times.entry(i), start))
                .toArray();
        SurvivalTimes since = SurvivalTimes.ofIntervals(entry, later.times(), later.eventIndicators());
        return later.weighted() ? since.withWeights(later.weights()) : since;
    }

    /** Why nothing can be judged, if none of these rows has an event. */
    public Optional<String> withoutEvents() {
        return rows.length == 0 || test.events() == 0
                ? Optional.of("None of the test rows has the event after enough rows have come under observation.")
                : Optional.empty();
    }

    /** Why a score at a time would rest on a few rows with large weights; empty if it would not. */
    public Optional<String> tooFewAt(double time) {
        return time >= start && time < end
                ? Optional.empty()
                : Optional.of(
                        "Fewer than " + TimeGrid.LEAST_UNCENSORED
                                + " of the training rows would be uncensored at that time: a few rows would carry the whole score.");
    }

    /** The weights, or other numbers, of these rows among those of all test rows. */
    public double[] of(double[] all) {
        return rows.length == all.length
                ? all
                : Arrays.stream(rows).mapToDouble(i -> all[i]).toArray();
    }

    /** The same of whole numbers. */
    public int[] of(int[] all) {
        return Arrays.stream(rows).map(i -> all[i]).toArray();
    }

    /** Curves of these rows given survival up to {@code start}: S(t)/S(start). */
    public CurveSet given(CurveSet all) {
        if (start == Double.NEGATIVE_INFINITY) {
            return all;
        }
        double[] atStart = all.survivalAt(start);
        return CurveSet.computed(all.times(), rows.length, (row, k) -> {
            double s = atStart[rows[row]];
            return s > 0 ? Math.min(1, all.survivalAtIndex(rows[row], k) / s) : 0;
        });
    }

    /** 1 − F of one of several causes, given that nothing happened up to {@code start}: 1 − (F(t) − F(start)) / S(start). */
    public CurveSet given(CumulativeIncidences all, int cause) {
        double[] atStart = new double[rows.length];
        double[] free = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            atStart[i] = all.incidenceAt(cause - 1, rows[i], start);
            free[i] = all.survivalAt(rows[i], start);
        }
        return CurveSet.computed(all.times(), rows.length, (row, k) -> {
            double since = all.incidence(cause - 1, rows[row], k) - atStart[row];
            return free[row] > 0 ? Math.min(1, 1 - since / free[row]) : 1;
        });
    }
}
