package org.theriac.biostatistics.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.BiostatisticsCatalogue;
import org.theriac.biostatistics.calibration.DCalibration;
import org.theriac.biostatistics.exhibits.DistributionExhibit;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Evaluation.Candidate;
import org.theriac.core.evaluation.Evaluation.Part;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.evaluation.Metric;
import org.theriac.core.outcome.CompetingRisks;
import org.theriac.core.outcome.ProportionalHazards;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.report.Block;
import org.theriac.core.report.Figure;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.Section;
import org.theriac.core.run.Run;
import org.theriac.core.task.Task;

/** Exponential times with a log-linear risk, judged with the true curves and with those of times twice as long. */
class DistributionMetricsTest {
    private static final double RATE = 0.01;
    private static final double[] GRID =
            IntStream.rangeClosed(1, 1500).asDoubleStream().toArray();

    private static Cohort cohort(int n, long seed, double censoring) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = new double[n];
        double[] time = new double[n];
        double[] event = new double[n];
        double[] start = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = 2 * random.nextDouble() - 1;
            double death = -Math.log(1 - random.nextDouble()) / (RATE * Math.exp(x[i]));
            double end = censoring * (.2 + random.nextDouble());
            time[i] = Math.min(death, end);
            event[i] = death <= end ? 1 : 0;
            start[i] = time[i] / 2;
        }
        return new Cohort(
                List.of(
                        new NumberColumn("x", x),
                        new NumberColumn("time", time),
                        new NumberColumn("event", event),
                        new NumberColumn("start", start)),
                List.of(),
                IntStream.range(0, n).mapToObj(Integer::toString).toList());
    }

    private static Task<TimeToEvent> task(Optional<String> entry) {
        return new Task<>(new TimeToEvent("time", "event", Optional.empty(), "days", entry), List.of("x"));
    }

    private static SurvivalCurves curves(Cohort rows, double stretch) {
        return new ProportionalHazards(
                GRID,
                Arrays.stream(GRID).map(t -> RATE * t / stretch).toArray(),
                rows.numbers("x").values());
    }

    private static Judged<TimeToEvent, SurvivalCurves> judged(
            Cohort test, Cohort train, double stretch, Optional<String> entry) {
        return new Judged<>(task(entry), train, test, curves(test, stretch));
    }

    private static List<Metric<TimeToEvent, SurvivalCurves>> all() {
        List<Metric<TimeToEvent, SurvivalCurves>> all = new ArrayList<>();
        for (Metric<TimeToEvent, SurvivalCurves> metric : DistributionMetrics.accuracy()) {
            all.addAll(metric.each(task(Optional.empty()).outcome()));
        }
        for (Metric<TimeToEvent, SurvivalCurves> metric : DistributionMetrics.calibration()) {
            all.addAll(metric.each(task(Optional.empty()).outcome()));
        }
        return all;
    }

    private static double value(
            Metric<TimeToEvent, SurvivalCurves> metric, Judged<TimeToEvent, SurvivalCurves> judged, double[] weight) {
        return metric.combine(List.of(metric.prepare(judged).parts(weight)));
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Test
    void everyMetricPrefersTheTruthToTimesTwiceAsLong() {
        Cohort train = cohort(300, 1, 250);
        Cohort test = cohort(400, 2, 250);
        for (Metric<TimeToEvent, SurvivalCurves> metric : all()) {
            double truth = value(metric, judged(test, train, 1, Optional.empty()), ones(400));
            double late = value(metric, judged(test, train, 2, Optional.empty()), ones(400));
            assertThat(truth).as(metric.id()).isNotNaN();
            if (metric.id().equals("survival_auprc")) {
                continue; // rewards narrow curves, and curves that come late for rows that were censored
            }
            boolean ranksOnly = metric.id().contains("_c") && !metric.id().contains("calibration")
                    || metric.id().startsWith("dynamic_auc")
                    || metric.id().equals("coverage_gap");
            switch (metric.direction()) {
                case HIGHER_IS_BETTER -> assertThat(truth).as(metric.id()).isGreaterThan(ranksOnly ? .55 : late);
                case LOWER_IS_BETTER ->
                    assertThat(truth)
                            .as(metric.id())
                            // a hinge never blames late predictions of censored rows
                            .isLessThan(metric.id().contains("hinge") ? 2 * late : late);
                default -> assertThat(Math.abs(truth)).as(metric.id()).isLessThan(ranksOnly ? .1 : Math.abs(late));
            }
        }
    }

    /** A weight of 2 is two rows, whether they are weighted, written twice, or parted into two folds, in any order. */
    @Test
    void weightsAreRowsAndTheOrderOfRowsDoesNotMatter() {
        Cohort train = cohort(200, 3, 200);
        Cohort test = cohort(90, 4, 200);
        SplittableRandom random = new SplittableRandom(5);
        double[] weight = new double[90];
        List<Integer> repeated = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            weight[i] = random.nextInt(3);
            for (int k = 0; k < weight[i]; k++) {
                repeated.add(89 - i);
            }
        }
        int[] turned = IntStream.range(0, 90).map(i -> 89 - i).toArray();
        Cohort other = test.take(turned);
        Cohort written = other.take(repeated.stream().mapToInt(i -> i).toArray());
        for (Metric<TimeToEvent, SurvivalCurves> metric : all()) {
            // where weights move the bounds of groups within a row, rows written twice are parted; see OneCalibration
            if (metric.id().startsWith("one_calibration") || metric.id().contains("median_c_")) {
                continue;
            }
            Judged<TimeToEvent, SurvivalCurves> judged = judged(test, train, 1.2, Optional.empty());
            double weighted = value(metric, judged, weight);
            // quantiles of the study's times move with repeated rows: those metrics are compared by weights alone
            boolean horizon =
                    metric.id().matches("(ici|e50|e90|horizon_brier.*|dynamic_auc.*|integrated_brier_haider)");
            double rewritten = horizon
                    ? value(
                            metric,
                            judged(other, train, 1.2, Optional.empty()),
                            IntStream.range(0, 90)
                                    .mapToDouble(i -> weight[89 - i])
                                    .toArray())
                    : value(metric, judged(written, train, 1.2, Optional.empty()), ones(written.rows()));
            assertThat(rewritten).as(metric.id()).isCloseTo(weighted, within(1e-7));
        }
    }

    @Test
    void foldsOfACalibrationAreOneTest() {
        Cohort train = cohort(200, 6, 200);
        Cohort test = cohort(200, 7, 200);
        int[] first = IntStream.range(0, 120).toArray();
        int[] second = IntStream.range(120, 200).toArray();
        for (Metric<TimeToEvent, SurvivalCurves> metric : List.<Metric<TimeToEvent, SurvivalCurves>>of(
                new KolmogorovMetric(), new ACalibrationMetric(), new CoverageMetric())) {
            double whole = value(metric, judged(test, train, 1, Optional.empty()), ones(200));
            double parted = metric.combine(List.of(
                    metric.prepare(judged(test.take(first), train, 1, Optional.empty()))
                            .parts(ones(120)),
                    metric.prepare(judged(test.take(second), train, 1, Optional.empty()))
                            .parts(ones(80))));
            // A-calibration's least probability depends on the rows of a fold
            assertThat(parted).as(metric.id()).isCloseTo(whole, within(1e-2));
        }
    }

    @Test
    void entryTimesAreHonouredOrRefusedInOneSentence() {
        Cohort train = cohort(200, 8, 200);
        Cohort test = cohort(300, 9, 200);
        Judged<TimeToEvent, SurvivalCurves> late = judged(test, train, 1, Optional.of("start"));
        List<String> honoured = all().stream()
                .filter(metric -> metric.inapplicable(late).isEmpty())
                .map(Metric::id)
                .toList();
        assertThat(honoured)
                .containsExactlyInAnyOrder(
                        "a_calibration",
                        "martingale",
                        "deviance",
                        "horizon_brier_25",
                        "horizon_brier_50",
                        "horizon_brier_75",
                        "dynamic_auc_25",
                        "dynamic_auc_50",
                        "dynamic_auc_75",
                        "l1_ipcw_d",
                        "log_l1_ipcw_d");
        // the rows were observed from half their time on: fewer events are expected of the same number of events
        assertThat(new ACalibrationMetric()
                        .pValue(List.of(new ACalibrationMetric().prepare(late).parts(ones(300)))))
                .hasValueSatisfying(p -> assertThat(p).isLessThan(1e-6));
    }

    @Test
    void withoutCensoringUnosIndexIsHarrellsAndErrorsOfTimesAgree() {
        Cohort rows = cohort(80, 10, 1e9);
        Judged<TimeToEvent, SurvivalCurves> judged = judged(rows, rows, 1, Optional.empty());
        assertThat(value(new UnoMetric(), judged, ones(80)))
                .isCloseTo(value(new HarrellMetric(), judged, ones(80)), within(1e-12));
        double[] errors = TimeErrorMetric.each().stream()
                .limit(6)
                .mapToDouble(metric -> value(metric, judged, ones(80)))
                .toArray();
        for (double error : errors) {
            assertThat(error).isCloseTo(errors[0], within(1e-9));
        }
        assertThat(DCalibration.prepare(SurvivalMetric.curves(judged.predicted()), SurvivalMetric.test(judged), 10)
                        .at(ones(80))
                        .bins())
                .satisfies(bins -> assertThat(Arrays.stream(bins).sum()).isCloseTo(80, within(1e-9)));
    }

    @Test
    void theReportGivesAVerdictOnEachMethod() {
        Cohort all = cohort(600, 11, 250);
        int[] even = IntStream.range(0, 600).filter(i -> i % 2 == 0).toArray();
        int[] odd = IntStream.range(0, 600).filter(i -> i % 2 == 1).toArray();
        List<Part> parts = List.of(new Part("fold 1", odd, even), new Part("fold 2", even, odd));
        List<Candidate<TimeToEvent, SurvivalCurves>> candidates = new ArrayList<>();
        for (double stretch : new double[] {1, 2}) {
            candidates.add(new Candidate<>(
                    stretch == 1 ? "truth" : "late",
                    task(Optional.empty()),
                    parts.stream()
                            .map(part -> curves(all.take(part.test()), stretch))
                            .toList(),
                    Optional.empty()));
        }
        List<Section> sections = new DistributionExhibit()
                .show(new Evaluation<>(task(Optional.empty()), all, parts, candidates, 0), Run.inMemory(1));
        List<Block> blocks = sections.get(0).blocks();
        assertThat(blocks)
                .filteredOn(Paragraph.class::isInstance)
                .extracting(block -> ((Paragraph) block).text())
                .anyMatch(
                        text -> text.startsWith("truth: no test speaks against its probabilities (D-calibration p = "))
                .anyMatch(text -> text.startsWith("late: its probabilities are not those observed"));
        assertThat(blocks)
                .filteredOn(Figure.class::isInstance)
                .extracting(block -> ((Figure) block).id())
                .containsExactly("mean-curves", "d-calibration", "cox-snell");
        Figure residuals = (Figure) blocks.stream()
                .filter(block -> block instanceof Figure figure && figure.id().equals("cox-snell"))
                .findFirst()
                .orElseThrow();
        // where the lines end: the identity lies in the band of the truth, and late times see more events than they
        // expect
        assertThat(last(residuals, "truth", "lower")).isLessThan(last(residuals, "truth", "time"));
        assertThat(last(residuals, "truth", "upper")).isGreaterThan(last(residuals, "truth", "time"));
        assertThat(last(residuals, "late", "lower")).isGreaterThan(last(residuals, "late", "time"));
    }

    private static double last(Figure figure, String name, String field) {
        double value = Double.NaN;
        for (JsonNode row : figure.specification().at("/data/values")) {
            if (row.get("name").asText().equals(name)) {
                value = row.get(field).asDouble();
            }
        }
        return value;
    }

    @Test
    void thePageOfMetricsTellsOfEach() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "metrics.md"));
        new BiostatisticsCatalogue()
                .catalogue().metrics().stream()
                        .filter(metric -> metric.outcome().equals(TimeToEvent.class)
                                || metric.outcome().equals(CompetingRisks.class))
                        .map(Metric::id)
                        .map(id -> id.startsWith("log_l1_") ? "log_l1_" : id)
                        .forEach(id -> assertThat(page).contains("`" + id));
    }
}
