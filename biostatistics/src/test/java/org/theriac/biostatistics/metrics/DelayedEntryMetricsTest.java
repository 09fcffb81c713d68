package org.theriac.biostatistics.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.calibration.CensoringCurve;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.evaluation.Metric;
import org.theriac.core.outcome.ProportionalHazards;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.task.Task;

/**
 * A population of exponential times with a log-linear risk, judged by curves that are too late and rank imperfectly. From it a sample is drawn of those whose
 * event and censoring come after their entry; measured on the sample, with weights, every score must be that of the whole population, observed to the end.
 */
class DelayedEntryMetricsTest {
    private static final int PEOPLE = 12_000;
    private static final double RATE = 0.01;
    private static final double STRETCH = 1.3;
    private static final double[] GRID =
            IntStream.rangeClosed(1, 1500).asDoubleStream().toArray();
    private static final Task<TimeToEvent> LATE = task(Optional.of("start"));
    private static final Task<TimeToEvent> WHOLE = task(Optional.empty());

    private static Task<TimeToEvent> task(Optional<String> entry) {
        return new Task<>(new TimeToEvent("time", "event", Optional.empty(), "days", entry), List.of("x"));
    }

    /** Everybody, as {x, marker, event, entry, censoring}. */
    private static List<double[]> people(long seed, double earliest) {
        return people(seed, earliest, .3);
    }

    /** @param early the share that enters at {@code earliest} */
    private static List<double[]> people(long seed, double earliest, double early) {
        SplittableRandom random = new SplittableRandom(seed);
        List<double[]> people = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            double x = 2 * random.nextDouble() - 1;
            double marker = x + random.nextDouble() - .5;
            double death = -Math.log(1 - random.nextDouble()) / (RATE * Math.exp(x));
            double entry = random.nextDouble() < early
                    ? earliest
                    : earliest + (early < .1 ? 50 : 0) + 100 * random.nextDouble();
            double end = entry - 250 * Math.log(1 - random.nextDouble());
            people.add(new double[] {x, marker, death, entry, end});
        }
        return people;
    }

    private static Cohort cohort(List<double[]> people, boolean observed) {
        int n = people.size();
        double[] marker = new double[n];
        double[] time = new double[n];
        double[] event = new double[n];
        double[] start = new double[n];
        for (int i = 0; i < n; i++) {
            double[] one = people.get(i);
            marker[i] = one[1];
            time[i] = observed ? Math.min(one[2], one[4]) : one[2];
            event[i] = !observed || one[2] <= one[4] ? 1 : 0;
            start[i] = one[3];
        }
        return new Cohort(
                List.of(
                        new NumberColumn("x", marker),
                        new NumberColumn("time", time),
                        new NumberColumn("event", event),
                        new NumberColumn("start", start)),
                List.of(),
                IntStream.range(0, n).mapToObj(Integer::toString).toList());
    }

    private static Cohort sample(long seed, double earliest) {
        return sample(people(seed, earliest));
    }

    private static Cohort sample(List<double[]> people) {
        return cohort(
                people.stream().filter(one -> one[3] < Math.min(one[2], one[4])).toList(), true);
    }

    private static SurvivalCurves predicted(Cohort rows) {
        return new ProportionalHazards(
                GRID,
                Arrays.stream(GRID).map(t -> RATE * t / STRETCH).toArray(),
                rows.numbers("x").values());
    }

    private static double value(
            Metric<TimeToEvent, SurvivalCurves> metric, Judged<TimeToEvent, SurvivalCurves> judged) {
        double[] ones = new double[judged.test().rows()];
        Arrays.fill(ones, 1);
        assertThat(metric.inapplicable(judged)).as(metric.id()).isEmpty();
        return metric.combine(List.of(metric.prepare(judged).parts(ones)));
    }

    private static Judged<TimeToEvent, SurvivalCurves> judged(Task<TimeToEvent> task, Cohort train, Cohort test) {
        return new Judged<>(task, train, test, predicted(test));
    }

    private static List<Metric<TimeToEvent, SurvivalCurves>> horizonMetrics() {
        List<Metric<TimeToEvent, SurvivalCurves>> metrics = new ArrayList<>();
        metrics.addAll(new HorizonMetric(HorizonMetric.Kind.BRIER).each(WHOLE.outcome()));
        metrics.addAll(new HorizonMetric(HorizonMetric.Kind.AUC).each(WHOLE.outcome()));
        return metrics;
    }

    /** Score by its definition in people whose whole lives are known, given survival up to {@code start}. */
    private static double known(String id, List<double[]> people, double start, double horizon) {
        List<double[]> alive = people.stream().filter(one -> one[2] > start).toList();
        return id.startsWith("horizon_brier")
                ? alive.stream()
                        .mapToDouble(one -> {
                            double s = Math.exp(-RATE
                                    / STRETCH
                                    * Math.exp(one[1])
                                    * (Math.floor(horizon) - Math.floor(Math.max(0, start))));
                            double error = (one[2] > horizon ? 1 : 0) - s;
                            return error * error;
                        })
                        .average()
                        .orElseThrow()
                : auc(alive, horizon);
    }

    /** By ranks. */
    private static double auc(List<double[]> alive, double horizon) {
        List<double[]> sorted =
                alive.stream().sorted((a, b) -> Double.compare(a[1], b[1])).toList();
        double won = 0;
        double controls = 0;
        double cases = 0;
        for (double[] one : sorted) {
            boolean livesOn = one[2] > horizon;
            controls += livesOn ? 1 : 0;
            cases += livesOn ? 0 : 1;
            won += livesOn ? 0 : controls;
        }
        return won / (cases * controls);
    }

    private static double horizon(Cohort train, Cohort test, String id) {
        double p = Integer.parseInt(id.substring(id.length() - 2)) / 100.0;
        return StudyTimes.eventQuantile(times(train), times(test), p);
    }

    private static SurvivalTimes times(Cohort rows) {
        return SurvivalTimes.of(LATE.outcome().truth(rows));
    }

    @Test
    void scoresOfATruncatedSampleAreThoseOfThePopulation() {
        List<double[]> everybody = people(1, 0);
        Cohort whole = cohort(everybody, false);
        Cohort train = sample(2, 0);
        Cohort test = sample(1, 0);
        assertThat(test.rows()).isBetween(PEOPLE / 2, PEOPLE * 8 / 10);
        Judged<TimeToEvent, SurvivalCurves> judged = judged(LATE, train, test);
        assertThat(ObservedRows.of(times(train), times(test)).start()).isZero();
        for (Metric<TimeToEvent, SurvivalCurves> metric : horizonMetrics()) {
            assertThat(value(metric, judged))
                    .as(metric.id())
                    .isCloseTo(known(metric.id(), everybody, 0, horizon(train, test, metric.id())), within(.012));
        }
        Judged<TimeToEvent, SurvivalCurves> complete = judged(WHOLE, whole, whole);
        double until = ObservedRows.of(times(train), times(test)).end();
        assertThat(until).isGreaterThan(300);
        assertThat(value(new UnoMetric(), judged)).isCloseTo(value(new UnoMetric(), complete), within(.012));
        Metric<TimeToEvent, SurvivalCurves> error = TimeErrorMetric.each().stream()
                .filter(metric -> metric.id().equals("l1_ipcw_d"))
                .findFirst()
                .orElseThrow();
        assertThat(value(error, judged) / value(error, complete)).isCloseTo(1, within(.06));
        // those who enter late and live are too many in the sample: without their entry times the scores are others
        Judged<TimeToEvent, SurvivalCurves> naive = judged(WHOLE, train, test);
        Metric<TimeToEvent, SurvivalCurves> early = horizonMetrics().get(0);
        assertThat(Math.abs(value(early, naive) - known(early.id(), everybody, 0, horizon(train, test, early.id()))))
                .isGreaterThan(.03);
    }

    @Test
    void whereNobodyCanBeSeenEarlyScoresAreGivenSurvivalUntilThen() {
        List<double[]> everybody = people(3, 20);
        Cohort train = sample(4, 20);
        Cohort test = sample(3, 20);
        ObservedRows rows = ObservedRows.of(times(train), times(test));
        assertThat(rows.start()).isEqualTo(20);
        Judged<TimeToEvent, SurvivalCurves> judged = judged(LATE, train, test);
        for (Metric<TimeToEvent, SurvivalCurves> metric : horizonMetrics()) {
            assertThat(value(metric, judged))
                    .as(metric.id())
                    .isCloseTo(known(metric.id(), everybody, 20, horizon(train, test, metric.id())), within(.012));
        }
    }

    /** Three of a hundred enter at once, all others after 50 days: what happens before rests on few rows, and is left out. */
    @Test
    void whereFewCanBeSeenEarlyScoresAreGivenSurvivalUntilMoreCan() {
        List<double[]> everybody = people(7, 0, .03);
        Cohort train = sample(people(8, 0, .03));
        Cohort test = sample(everybody);
        ObservedRows rows = ObservedRows.of(times(train), times(test));
        assertThat(rows.start()).isBetween(45., 65.);
        assertThat(rows.rows().length).isLessThan(test.rows());
        Judged<TimeToEvent, SurvivalCurves> judged = judged(LATE, train, test);
        assertThat(new UnoMetric().rowsUsed(judged)).isEqualTo(rows.rows().length);
        for (Metric<TimeToEvent, SurvivalCurves> metric : horizonMetrics()) {
            double horizon = horizon(train, test, metric.id());
            assertThat(value(metric, judged))
                    .as(metric.id())
                    .isCloseTo(known(metric.id(), everybody, rows.start(), horizon), within(.03));
        }
    }

    @Test
    void entryAtTheStartForAllIsNoEntry() {
        Cohort rows = sample(5, 0).take(IntStream.range(0, 400).toArray());
        double[] zeros = new double[rows.rows()];
        Cohort from0 = rows.with(List.of(new NumberColumn("start", zeros)));
        List<Metric<TimeToEvent, SurvivalCurves>> metrics = new ArrayList<>(horizonMetrics());
        metrics.add(new UnoMetric());
        metrics.add(new IntegratedBrierMetric(EventWeight.BEFORE));
        metrics.addAll(TimeErrorMetric.each().stream()
                .filter(metric -> metric.id().equals("l1_ipcw_d"))
                .toList());
        for (Metric<TimeToEvent, SurvivalCurves> metric : metrics) {
            assertThat(value(metric, judged(LATE, from0, from0)))
                    .as(metric.id())
                    .isCloseTo(value(metric, judged(WHOLE, from0, from0)), within(1e-9));
        }
    }

    /** Entries 0, 0, 2, 3; ends 1 (event), 4 (event), 5 (censored), 6 (event). */
    @Test
    void theProbabilityOfBeingUnderObservationIsWhatItSays() {
        SurvivalTimes times = SurvivalTimes.ofIntervals(
                new double[] {0, 0, 2, 3}, new double[] {1, 4, 5, 6}, new boolean[] {true, true, false, true});
        CensoringCurve observed = CensoringCurve.ofObservation(times);
        // S falls to 1/2 at 1 and to 1/3 at 4
        double[] at = {-1, 0, .5, 1, 2, 3, 3.5, 4, 5, 6};
        double[] expected = {0, .5, .5, .5, 1, 1.5, 1.5, 1.5, .75, 0};
        for (int k = 0; k < at.length; k++) {
            assertThat(observed.at(at[k])).as("at %s", at[k]).isCloseTo(expected[k], within(1e-12));
        }
        assertThat(observed.before(4)).isCloseTo(1.5, within(1e-12));
    }

    @Test
    void severalRowsOfASubjectAreRefusedInOneSentence() {
        Cohort rows = sample(6, 0).take(IntStream.range(0, 200).toArray());
        Cohort repeated = new Cohort(
                List.of(rows.numbers("x"), rows.numbers("time"), rows.numbers("event"), rows.numbers("start")),
                List.of(),
                IntStream.range(0, 200).mapToObj(i -> Integer.toString(i / 2)).toList());
        assertThat(new UnoMetric().inapplicable(judged(LATE, repeated, repeated)))
                .hasValue(
                        "Not defined where a subject has several rows: its weights take each row for one subject's whole observation.");
        assertThat(new HarrellMetric().inapplicable(judged(LATE, repeated, repeated)))
                .isEmpty();
    }
}
