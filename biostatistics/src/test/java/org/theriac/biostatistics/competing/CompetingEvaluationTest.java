package org.theriac.biostatistics.competing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.calibration.CensoringCurve;
import org.theriac.biostatistics.calibration.IncidenceCalibration;
import org.theriac.biostatistics.metrics.ObservedRows;
import org.theriac.biostatistics.metrics.TimeGrid;
import org.theriac.biostatistics.survival.CompetingTimes;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Evaluation.Candidate;
import org.theriac.core.evaluation.Evaluation.Part;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.evaluation.Metric;
import org.theriac.core.outcome.CompetingRisks;
import org.theriac.core.outcome.CumulativeIncidences;
import org.theriac.core.report.Block;
import org.theriac.core.report.Figure;
import org.theriac.core.report.Section;
import org.theriac.core.run.Run;
import org.theriac.core.task.Task;

/** Two exponential causes, of which only the first depends on x, judged with the true incidences and with the incidences of x = 0. */
class CompetingEvaluationTest {
    private static final double FIRST = 0.02;
    private static final double SECOND = 0.01;
    private static final double[] GRID =
            IntStream.range(0, 150).asDoubleStream().toArray();

    private static CompetingRisks outcome(Optional<String> entry) {
        Map<String, String> causes = new LinkedHashMap<>();
        causes.put("1", "relapse");
        causes.put("2", "death in remission");
        return new CompetingRisks("time", "event", "0", causes, "days", entry);
    }

    private static final Task<CompetingRisks> TASK = new Task<>(outcome(Optional.empty()), List.of("x"));

    private static Cohort cohort(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = random.doubles(n, -2, 2).toArray();
        double[] time = new double[n];
        double[] event = new double[n];
        for (int i = 0; i < n; i++) {
            double rate = FIRST * Math.exp(x[i]);
            double end = 20 + 100 * random.nextDouble();
            double first = -Math.log(1 - random.nextDouble()) / (rate + SECOND);
            time[i] = Math.ceil(Math.min(end, first));
            event[i] = first > end ? 0 : random.nextDouble() < rate / (rate + SECOND) ? 1 : 2;
        }
        return new Cohort(
                List.of(
                        new NumberColumn("x", x),
                        new NumberColumn("time", time),
                        new NumberColumn("event", event),
                        new NumberColumn("start", new double[n])),
                List.of(),
                IntStream.range(0, n).mapToObj(Integer::toString).toList());
    }

    private static CumulativeIncidences predicted(double[] x) {
        double[][][] incidence = new double[2][x.length][GRID.length];
        for (int i = 0; i < x.length; i++) {
            double rate = FIRST * Math.exp(x[i]);
            for (int k = 0; k < GRID.length; k++) {
                double any = -Math.expm1(-(rate + SECOND) * GRID[k]);
                incidence[0][i][k] = any * rate / (rate + SECOND);
                incidence[1][i][k] = any * SECOND / (rate + SECOND);
            }
        }
        return new CumulativeIncidences(TASK.outcome().causeNames(), GRID, incidence);
    }

    private static Judged<CompetingRisks, CumulativeIncidences> judged() {
        Cohort test = cohort(120, 2);
        return new Judged<>(
                TASK, cohort(200, 1), test, predicted(test.numbers("x").values()));
    }

    private static double value(
            Metric<CompetingRisks, CumulativeIncidences> metric, Judged<CompetingRisks, CumulativeIncidences> judged) {
        double[] ones = new double[judged.test().rows()];
        Arrays.fill(ones, 1);
        return metric.prepare(judged).parts(ones)[0];
    }

    @Test
    void aMetricStandsForOneOfEachCause() {
        assertThat(new CauseConcordanceMetric().each(TASK.outcome()))
                .extracting(Metric::id, Metric::title)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("cause_c_relapse", "Time-dependent C, relapse"),
                        org.assertj.core.groups.Tuple.tuple(
                                "cause_c_death_in_remission", "Time-dependent C, death in remission"));
    }

    /** Pair by pair, by the definition in the metric's convention. */
    @Test
    void concordanceIsThatOfItsDefinition() {
        Judged<CompetingRisks, CumulativeIncidences> judged = judged();
        CompetingRisks.Observed truth = TASK.outcome().truth(judged.test());
        double concordant = 0;
        double comparable = 0;
        for (int i = 0; i < truth.rows(); i++) {
            for (int j = 0; j < truth.rows(); j++) {
                boolean event = truth.cause()[i] == 1;
                boolean other = truth.cause()[j] == 1;
                double own = judged.predicted().incidenceAt(0, i, truth.time()[i]);
                double against = judged.predicted().incidenceAt(0, j, truth.time()[i]);
                if (i == j || truth.time()[i] > truth.time()[j] || !event) {
                    continue;
                }
                if (truth.time()[i] < truth.time()[j]) {
                    comparable++;
                    concordant += own > against ? 1 : own == against ? 0.5 : 0;
                } else if (other) {
                    comparable++;
                    concordant += own == against ? 1 : 0.5;
                } else {
                    comparable += 2;
                    concordant += own > against ? 2 : own == against ? 1 : 0;
                }
            }
        }
        Metric<CompetingRisks, CumulativeIncidences> first =
                new CauseConcordanceMetric().each(TASK.outcome()).get(0);
        assertThat(value(first, judged)).isEqualTo(concordant / comparable, within(1e-12));
        assertThat(concordant / comparable).isGreaterThan(0.65);
    }

    /** Row by row, by the definition in the metric's convention. */
    @Test
    void brierScoreIsThatOfItsDefinition() {
        Judged<CompetingRisks, CumulativeIncidences> judged = judged();
        CompetingRisks.Observed truth = TASK.outcome().truth(judged.test());
        CompetingTimes train = CompetingTimes.of(TASK.outcome().truth(judged.train()), 2);
        CensoringCurve g = CensoringCurve.of(train.times());
        double[] grid = TimeGrid.of(ObservedRows.of(
                        train.times(), CompetingTimes.of(truth, 2).times()))
                .orElseThrow();
        double[] score = new double[grid.length];
        for (int k = 0; k < grid.length; k++) {
            for (int i = 0; i < truth.rows(); i++) {
                double f = judged.predicted().incidenceAt(1, i, grid[k]);
                if (truth.time()[i] > grid[k]) {
                    score[k] += f * f / g.at(grid[k]);
                } else if (truth.cause()[i] > 0) {
                    double target = truth.cause()[i] == 2 ? 1 : 0;
                    score[k] += (target - f) * (target - f) / g.before(truth.time()[i]);
                }
            }
            score[k] /= truth.rows();
        }
        double area = 0;
        for (int k = 1; k < grid.length; k++) {
            area += (grid[k] - grid[k - 1]) * (score[k] + score[k - 1]) / 2;
        }
        Metric<CompetingRisks, CumulativeIncidences> second =
                new CauseBrierMetric().each(TASK.outcome()).get(1);
        assertThat(value(second, judged)).isEqualTo(area / (grid[grid.length - 1] - grid[0]), within(1e-12));
    }

    @Test
    void truthScoresBetterThanIncidencesWithoutCovariates() {
        Judged<CompetingRisks, CumulativeIncidences> known = judged();
        Judged<CompetingRisks, CumulativeIncidences> nothing = new Judged<>(
                TASK,
                known.train(),
                known.test(),
                predicted(new double[known.test().rows()]));
        Metric<CompetingRisks, CumulativeIncidences> brier =
                new CauseBrierMetric().each(TASK.outcome()).get(0);
        assertThat(value(brier, known)).isLessThan(value(brier, nothing));
        Metric<CompetingRisks, CumulativeIncidences> c =
                new CauseConcordanceMetric().each(TASK.outcome()).get(0);
        assertThat(value(c, nothing)).isEqualTo(0.5, within(0.02));
    }

    @Test
    void rowsThatEnterLateAreRefusedInOneSentence() {
        Task<CompetingRisks> late = new Task<>(outcome(Optional.of("start")), List.of("x"));
        Judged<CompetingRisks, CumulativeIncidences> judged = judged();
        Metric<CompetingRisks, CumulativeIncidences> concordance =
                new CauseConcordanceMetric().each(late.outcome()).get(0);
        assertThat(concordance.inapplicable(new Judged<>(late, judged.train(), judged.test(), judged.predicted())))
                .contains(
                        "Not defined for rows with entry times: its weights or pairs take every row as observed from 0.");
    }

    @Test
    void aCauseThatNoTestRowHasIsSaidSo() {
        Judged<CompetingRisks, CumulativeIncidences> judged = judged();
        int[] censored = IntStream.range(0, judged.test().rows())
                .filter(row -> judged.test().numbers("event").value(row) == 0)
                .toArray();
        Metric<CompetingRisks, CumulativeIncidences> brier =
                new CauseBrierMetric().each(TASK.outcome()).get(0);
        assertThat(brier.inapplicable(new Judged<>(
                        TASK,
                        judged.train(),
                        judged.test().take(censored),
                        judged.predicted().take(censored))))
                .contains("None of the test rows has an event of this cause.");
    }

    @Test
    void trueIncidencesAreCalibratedInEveryGroup() {
        Cohort rows = cohort(4000, 5);
        CompetingTimes times = CompetingTimes.of(TASK.outcome().truth(rows), 2);
        CumulativeIncidences predicted = predicted(rows.numbers("x").values());
        double[] at = IntStream.range(0, rows.rows())
                .mapToDouble(row -> predicted.incidenceAt(0, row, 40))
                .toArray();
        List<IncidenceCalibration.Group> groups = IncidenceCalibration.of(times, 1, at, 40, 5);
        assertThat(groups).hasSize(5).allSatisfy(group -> {
            assertThat(group.rows()).isEqualTo(800);
            assertThat(group.observed()).isEqualTo(group.predicted(), within(0.06));
            assertThat(group.lower()).isLessThan(group.observed());
            assertThat(group.upper()).isGreaterThan(group.observed());
        });
        assertThat(groups.get(4).predicted()).isGreaterThan(groups.get(0).predicted() + 0.4);
    }

    private static Evaluation<CompetingRisks, CumulativeIncidences> evaluation(int n) {
        Cohort rows = cohort(n, 7);
        double[] x = rows.numbers("x").values();
        int[] even = IntStream.range(0, n).filter(i -> i % 2 == 0).toArray();
        int[] odd = IntStream.range(0, n).filter(i -> i % 2 == 1).toArray();
        List<Part> parts = List.of(new Part("fold 1", odd, even), new Part("fold 2", even, odd));
        List<CumulativeIncidences> truth = new ArrayList<>();
        List<CumulativeIncidences> nothing = new ArrayList<>();
        for (Part part : parts) {
            truth.add(predicted(IntStream.of(part.test()).mapToDouble(i -> x[i]).toArray()));
            nothing.add(predicted(new double[part.test().length]));
        }
        return new Evaluation<>(
                TASK,
                rows,
                parts,
                List.of(
                        new Candidate<>("truth", TASK, truth, Optional.empty()),
                        new Candidate<>("nothing", TASK, nothing, Optional.empty())),
                0);
    }

    @Test
    void eachCauseIsShownOverTimeAndItsCalibrationAtAHorizon() {
        Evaluation<CompetingRisks, CumulativeIncidences> evaluation = evaluation(600);
        Section incidence =
                new IncidenceExhibit().show(evaluation, Run.inMemory(1)).get(0);
        assertThat(figures(incidence)).extracting(Figure::title).containsExactly("relapse", "death in remission");
        Section calibration = new IncidenceCalibrationExhibit()
                .show(evaluation, Run.inMemory(1))
                .get(0);
        assertThat(calibration.blocks()).hasSize(4);
        assertThat(figures(calibration))
                .extracting(Figure::title)
                .containsExactly("relapse: By 14 days", "death in remission: By 14 days");
    }

    @Test
    void fewRowsAreNotShown() {
        Evaluation<CompetingRisks, CumulativeIncidences> evaluation = evaluation(8);
        assertThat(new IncidenceExhibit().show(evaluation, Run.inMemory(1))).isEmpty();
        assertThat(new IncidenceCalibrationExhibit().show(evaluation, Run.inMemory(1)))
                .isEmpty();
    }

    private static List<Figure> figures(Section section) {
        List<Figure> figures = new ArrayList<>();
        for (Block block : section.blocks()) {
            if (block instanceof Figure figure) {
                figures.add(figure);
            }
        }
        return figures;
    }
}
