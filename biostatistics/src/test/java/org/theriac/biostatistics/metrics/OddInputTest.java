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
import org.theriac.biostatistics.calibration.BrierScore;
import org.theriac.biostatistics.calibration.CensoringCurve;
import org.theriac.biostatistics.calibration.JudgedRisks;
import org.theriac.biostatistics.calibration.OneCalibration;
import org.theriac.biostatistics.concordance.DynamicAuc;
import org.theriac.biostatistics.survival.CurveSet;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.evaluation.Metric;
import org.theriac.core.outcome.ProportionalHazards;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.task.Task;

/** Rows and curves at the edge of what can be judged: a metric says why it does not apply or gives a number, never an infinite one. */
class OddInputTest {
    private static final Task<TimeToEvent> TASK =
            new Task<>(new TimeToEvent("time", "event", Optional.empty(), "days", Optional.empty()), List.of("x"));
    private static final int ROWS = 120;

    private static List<Metric<TimeToEvent, SurvivalCurves>> all() {
        List<Metric<TimeToEvent, SurvivalCurves>> all = new ArrayList<>(List.of(
                new HarrellMetric(),
                new AntoliniMetric(),
                new UnoMetric(),
                new IntegratedBrierMetric(EventWeight.BEFORE),
                new DCalibrationMetric()));
        DistributionMetrics.accuracy().forEach(metric -> all.addAll(metric.each(TASK.outcome())));
        DistributionMetrics.calibration().forEach(metric -> all.addAll(metric.each(TASK.outcome())));
        return all;
    }

    /** @param last when observation ends; rows that reach it are censored there */
    private static Cohort cohort(long seed, double last, boolean events) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = new double[ROWS];
        double[] time = new double[ROWS];
        double[] event = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            x[i] = 2 * random.nextDouble() - 1;
            double death = -100 * Math.log(1 - random.nextDouble()) / Math.exp(x[i]);
            double end = Math.min(last, -300 * Math.log(1 - random.nextDouble()));
            time[i] = Math.min(death, end);
            event[i] = events && death <= end ? 1 : 0;
        }
        return new Cohort(
                List.of(new NumberColumn("x", x), new NumberColumn("time", time), new NumberColumn("event", event)),
                List.of(),
                IntStream.range(0, ROWS).mapToObj(Integer::toString).toList());
    }

    private static Judged<TimeToEvent, SurvivalCurves> judged(Cohort train, Cohort test, double rate, int grid) {
        double[] times = IntStream.rangeClosed(1, grid).asDoubleStream().toArray();
        return new Judged<>(
                TASK,
                train,
                test,
                new ProportionalHazards(
                        times,
                        Arrays.stream(times).map(t -> rate * t).toArray(),
                        test.numbers("x").values()));
    }

    private static double value(
            Metric<TimeToEvent, SurvivalCurves> metric, Judged<TimeToEvent, SurvivalCurves> judged) {
        double[] ones = new double[judged.test().rows()];
        Arrays.fill(ones, 1);
        return metric.combine(List.of(metric.prepare(judged).parts(ones)));
    }

    private static int finite(Judged<TimeToEvent, SurvivalCurves> judged) {
        int finite = 0;
        for (Metric<TimeToEvent, SurvivalCurves> metric : all()) {
            if (metric.inapplicable(judged).isEmpty()) {
                double value = value(metric, judged);
                assertThat(Double.isInfinite(value)).as(metric.id()).isFalse();
                finite += Double.isNaN(value) ? 0 : 1;
            }
        }
        return finite;
    }

    @Test
    void whereNoTestRowHasTheEventEveryMetricButTheBrierScoreSaysSo() {
        Judged<TimeToEvent, SurvivalCurves> judged = judged(cohort(1, 400, true), cohort(2, 400, false), .01, 500);
        for (Metric<TimeToEvent, SurvivalCurves> metric : all()) {
            assertThat(metric.inapplicable(judged).isPresent())
                    .as(metric.id())
                    .isEqualTo(!metric.id().equals("integrated_brier"));
        }
    }

    /** The last training row is censored at 60, so that G is 0 from there on, and test rows go on to 400. */
    @Test
    void eventsAfterTheLastCensoringOfTheTrainingRowsWeighNothingOrLieBeyondTheEnd() {
        assertThat(finite(judged(cohort(3, 60, true), cohort(4, 400, true), .01, 500)))
                .isGreaterThan(30);
        SurvivalTimes train = SurvivalTimes.of(new double[] {1, 2}, new boolean[] {true, false});
        SurvivalTimes test = SurvivalTimes.of(new double[] {1, 3, 4, 5}, new boolean[] {true, true, true, false});
        assertThat(DynamicAuc.at(3.5, test, new double[] {4, 3, 2, 1}, CensoringCurve.of(train)))
                .isNaN();
    }

    /** All are censored at the end, where curves that end at 20 of 400 days are still above one half. */
    @Test
    void curvesThatEndEarlyAndAboveOneHalfAreFollowedOn() {
        Judged<TimeToEvent, SurvivalCurves> judged = judged(cohort(5, 400, true), cohort(6, 400, true), .01, 20);
        assertThat(finite(judged)).isGreaterThan(30);
        double[] median = SurvivalMetric.medians(judged, 1e9);
        assertThat(median[0])
                .isCloseTo(20 * .5 / (1 - judged.predicted().survival(0, 19)), within(1e-9))
                .isGreaterThan(20);
    }

    @Test
    void certainDeathAndCertainLifeAreJudged() {
        Cohort train = cohort(7, 400, true);
        Cohort test = cohort(8, 400, true);
        assertThat(finite(judged(train, test, 1e3, 500))).isPositive();
        assertThat(finite(judged(train, test, 0, 500))).isPositive();
    }

    @Test
    void oneCurveForEverybodyRanksNobody() {
        Cohort rows = cohort(9, 400, true);
        Cohort same = rows.with(List.of(new NumberColumn("x", new double[ROWS])));
        Judged<TimeToEvent, SurvivalCurves> judged = judged(rows, same, .01, 500);
        for (Metric<TimeToEvent, SurvivalCurves> metric : all()) {
            if (metric.id().matches("harrell_c|uno_c|antolini_c|median_c_risk|dynamic_auc.*")) {
                assertThat(value(metric, judged)).as(metric.id()).isEqualTo(.5);
            }
        }
    }

    /** By hand: G(1) = 2/3 after an event and a censoring at 1, and G(3) = 0 where an event and the last censoring meet. */
    @Test
    void haidersBrierScoreWeighsAnEventAtItsTimeAndUndefinedWeightsAreNothing() {
        SurvivalTimes tied = SurvivalTimes.of(new double[] {1, 1, 2, 3}, new boolean[] {false, true, true, false});
        assertThat(brier(tied, .7, 1.5, EventWeight.BEFORE)).isCloseTo((.49 + 2 * .09 * 1.5) / 4, within(1e-12));
        assertThat(brier(tied, .7, 1.5, EventWeight.HAIDER)).isCloseTo((.49 * 1.5 + 2 * .09 * 1.5) / 4, within(1e-12));
        SurvivalTimes ended = SurvivalTimes.of(new double[] {1, 2, 3, 3}, new boolean[] {true, true, true, false});
        assertThat(brier(ended, .4, 3, EventWeight.BEFORE)).isCloseTo(3 * .16 / 4, within(1e-12));
        assertThat(brier(ended, .4, 3, EventWeight.HAIDER)).isCloseTo(2 * .16 / 4, within(1e-12));
    }

    private static double brier(SurvivalTimes times, double survival, double at, EventWeight weight) {
        CurveSet curves = CurveSet.computed(new double[] {0}, times.size(), (row, k) -> survival);
        return new BrierScore(
                        curves,
                        times,
                        weight.of(CensoringCurve.of(times)),
                        new double[] {at},
                        BrierScore.Normaliser.ROWS)
                .overTime(times.weights())[0];
    }

    @Test
    void groupsHaveTenRowsAtLeast() {
        assertThat(OneCalibration.groups(rows(228))).isEqualTo(10);
        assertThat(OneCalibration.groups(rows(45))).isEqualTo(4);
        assertThat(OneCalibration.groups(rows(9))).isEqualTo(1);
    }

    private static JudgedRisks rows(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return new JudgedRisks(new double[n], new double[n], new int[n], ones);
    }
}
