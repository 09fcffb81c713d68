package org.theriac.biostatistics.competing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.calibration.CensoringCurve;
import org.theriac.biostatistics.calibration.OneCalibration;
import org.theriac.biostatistics.decisions.NetBenefit;
import org.theriac.biostatistics.metrics.StudyTimes;
import org.theriac.biostatistics.survival.AalenJohansen;
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
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.Section;
import org.theriac.core.report.Table;
import org.theriac.core.run.Run;
import org.theriac.core.task.Task;

/** Two exponential causes, of which only the first depends on x, judged with the true incidences and with those of another rate. */
class CauseMeasuresTest {
    private static final double FIRST = 0.02;
    private static final double SECOND = 0.01;
    private static final double[] GRID =
            IntStream.rangeClosed(0, 480).mapToDouble(k -> k / 4.0).toArray();

    private static final Task<CompetingRisks> TASK = new Task<>(outcome(), List.of("x"));

    private static CompetingRisks outcome() {
        Map<String, String> causes = new LinkedHashMap<>();
        causes.put("1", "relapse");
        causes.put("2", "death");
        return new CompetingRisks("time", "event", "0", causes, "days", Optional.empty());
    }

    private static Cohort cohort(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = random.doubles(n, -2, 2).toArray();
        double[] time = new double[n];
        double[] event = new double[n];
        for (int i = 0; i < n; i++) {
            double rate = FIRST * Math.exp(x[i]);
            double end = 20 + 100 * random.nextDouble();
            double first = -Math.log(1 - random.nextDouble()) / (rate + SECOND);
            time[i] = Math.min(end, first);
            event[i] = first > end ? 0 : random.nextDouble() < rate / (rate + SECOND) ? 1 : 2;
        }
        return new Cohort(
                List.of(new NumberColumn("x", x), new NumberColumn("time", time), new NumberColumn("event", event)),
                List.of(),
                IntStream.range(0, n).mapToObj(Integer::toString).toList());
    }

    /** Incidences when the rates of both causes are {@code factor} times the true ones. */
    private static CumulativeIncidences predicted(double[] x, double factor) {
        double[][][] incidence = new double[2][x.length][GRID.length];
        for (int i = 0; i < x.length; i++) {
            double own = factor * FIRST * Math.exp(x[i]);
            double other = factor * SECOND;
            for (int k = 0; k < GRID.length; k++) {
                double any = -Math.expm1(-(own + other) * GRID[k]);
                incidence[0][i][k] = any * own / (own + other);
                incidence[1][i][k] = any * other / (own + other);
            }
        }
        return new CumulativeIncidences(TASK.outcome().causeNames(), GRID, incidence);
    }

    private static Judged<CompetingRisks, CumulativeIncidences> judged(int n, long seed, double factor) {
        Cohort test = cohort(n, seed);
        return new Judged<>(
                TASK,
                cohort(300, seed + 1000),
                test,
                predicted(test.numbers("x").values(), factor));
    }

    private static double[] parts(
            Metric<CompetingRisks, CumulativeIncidences> metric, Judged<CompetingRisks, CumulativeIncidences> judged) {
        double[] ones = new double[judged.test().rows()];
        Arrays.fill(ones, 1);
        return metric.prepare(judged).parts(ones);
    }

    private static double value(
            Metric<CompetingRisks, CumulativeIncidences> metric, Judged<CompetingRisks, CumulativeIncidences> judged) {
        return metric.combine(List.of(parts(metric, judged)));
    }

    private static Metric<CompetingRisks, CumulativeIncidences> of(CauseMetric metric, int cause) {
        return metric.each(TASK.outcome()).get(cause - 1);
    }

    @Test
    void trueIncidencesAreCalibratedAndFasterOnesAreNot() {
        Judged<CompetingRisks, CumulativeIncidences> truth = judged(800, 1, 1);
        Judged<CompetingRisks, CumulativeIncidences> fast = judged(800, 1, 1.6);
        for (int cause = 1; cause <= 2; cause++) {
            for (CauseCellsMetric.Kind kind : CauseCellsMetric.Kind.values()) {
                Metric<CompetingRisks, CumulativeIncidences> metric = of(new CauseCellsMetric(kind), cause);
                assertThat(metric.pValue(List.of(parts(metric, truth))).orElseThrow())
                        .as(metric.id())
                        .isGreaterThan(.01);
                assertThat(metric.pValue(List.of(parts(metric, fast))).orElseThrow())
                        .as(metric.id())
                        .isLessThan(1e-4);
            }
            assertThat(value(of(new CauseCurveMetric(), cause), truth)).isLessThan(.03);
            assertThat(value(of(new CauseCurveMetric(), cause), fast))
                    .isGreaterThan(2 * value(of(new CauseCurveMetric(), cause), truth));
        }
        Metric<CompetingRisks, CumulativeIncidences> ici = of(
                new CauseSmoothedMetric(org.theriac.biostatistics.metrics.SmoothedCalibrationMetric.Distance.ICI), 1);
        assertThat(value(ici, truth)).isLessThan(.04);
        assertThat(value(ici, fast)).isGreaterThan(.07);
        Metric<CompetingRisks, CumulativeIncidences> one = new CauseOneCalibrationMetric(
                        OneCalibration.Variant.DAGOSTINO_NAM)
                .each(TASK.outcome())
                .get(2);
        assertThat(one.id()).isEqualTo("cause_one_calibration_50_relapse");
        assertThat(one.pValue(List.of(parts(one, truth))).orElseThrow()).isGreaterThan(.01);
        assertThat(one.pValue(List.of(parts(one, fast))).orElseThrow()).isLessThan(1e-3);
    }

    /** The level over many data sets; A-calibration of a cause should reject about one in twenty. */
    @Test
    void testsOfACauseHoldTheirLevel() {
        Map<CauseCellsMetric.Kind, Integer> rejected = new EnumMap<>(CauseCellsMetric.Kind.class);
        int replicates = 100;
        for (int r = 0; r < replicates; r++) {
            Judged<CompetingRisks, CumulativeIncidences> truth = judged(200, 50 + r, 1);
            for (CauseCellsMetric.Kind kind : CauseCellsMetric.Kind.values()) {
                Metric<CompetingRisks, CumulativeIncidences> metric = of(new CauseCellsMetric(kind), 1);
                boolean rejects = metric.pValue(List.of(parts(metric, truth))).orElseThrow() < .05;
                rejected.merge(kind, rejects ? 1 : 0, Integer::sum);
            }
        }
        assertThat(rejected.get(CauseCellsMetric.Kind.D)).isLessThanOrEqualTo(10);
        assertThat(rejected.get(CauseCellsMetric.Kind.A)).isLessThanOrEqualTo(12);
    }

    /** Pair by pair and row by row, by the definitions in the conventions. */
    @Test
    void areaBrierScoreAndTimeLostAreThoseOfTheirDefinitions() {
        Judged<CompetingRisks, CumulativeIncidences> judged = judged(120, 3, 1);
        CompetingTimes test = CompetingTimes.of(TASK.outcome().truth(judged.test()), 2);
        CompetingTimes train = CompetingTimes.of(TASK.outcome().truth(judged.train()), 2);
        CensoringCurve g = CensoringCurve.of(train.times());
        double[] relapses = Stream.of(train, test)
                .flatMapToDouble(times -> IntStream.range(0, times.size())
                        .filter(i -> times.cause()[i] == 1)
                        .mapToDouble(i -> times.times().time(i)))
                .sorted()
                .toArray();
        int half = relapses.length / 2;
        double t = relapses.length % 2 == 1 ? relapses[half] : (relapses[half - 1] + relapses[half]) / 2;
        double tau = StudyTimes.eventQuantile(train.times(), test.times(), .75);
        double won = 0;
        double pairs = 0;
        double brier = 0;
        double lost = 0;
        double weights = 0;
        for (int i = 0; i < test.size(); i++) {
            double own = test.times().time(i);
            double f = judged.predicted().incidenceAt(0, i, t);
            double w = own > t ? 1 / g.at(t) : test.cause()[i] > 0 ? 1 / g.before(own) : 0;
            boolean isCase = own <= t && test.cause()[i] == 1;
            brier += w * ((isCase ? 1 : 0) - f) * ((isCase ? 1 : 0) - f) / test.size();
            for (int j = 0; isCase && j < test.size(); j++) {
                double other = test.times().time(j);
                double v = other > t ? 1 / g.at(t) : test.cause()[j] == 2 ? 1 / g.before(other) : 0;
                double against = judged.predicted().incidenceAt(0, j, t);
                pairs += w * v;
                won += w * v * (f > against ? 1 : f == against ? .5 : 0);
            }
            double u = own > tau ? 1 / g.at(tau) : test.cause()[i] > 0 ? 1 / g.before(own) : 0;
            double expected = 0;
            for (int k = 0; k + 1 < GRID.length && GRID[k] < tau; k++) {
                expected += judged.predicted().incidence(0, i, k) * (Math.min(tau, GRID[k + 1]) - GRID[k]);
            }
            lost += u * Math.abs((test.cause()[i] == 1 && own <= tau ? tau - own : 0) - expected);
            weights += u;
        }
        assertThat(value(of(new CauseHorizonMetric(CauseHorizonMetric.Kind.AUC), 1), judged))
                .isCloseTo(won / pairs, within(1e-12));
        assertThat(value(of(new CauseHorizonMetric(CauseHorizonMetric.Kind.BRIER), 1), judged))
                .isCloseTo(brier, within(1e-12));
        assertThat(value(of(new TimeLostMetric(), 1), judged)).isCloseTo(lost / weights, within(1e-9));
    }

    @Test
    void actingOnAllIsWorthTheAalenJohansenIncidence() {
        CompetingTimes times = CompetingTimes.of(TASK.outcome().truth(cohort(200, 9)), 2);
        double incidence = AalenJohansen.fit(times).incidence(1).at(50);
        double[] risk = new double[200];
        Arrays.fill(risk, .4);
        double[] ones = new double[200];
        Arrays.fill(ones, 1);
        double[] net = NetBenefit.ofCause(risk, times.times().times(), times.cause(), 50)
                .at(new double[] {.2, .4, .5}, ones);
        assertThat(net[0]).isCloseTo(incidence - (1 - incidence) * .25, within(1e-12));
        assertThat(net[1]).isCloseTo(incidence - (1 - incidence) * 2 / 3, within(1e-12));
        assertThat(net[2]).isZero();
    }

    @Test
    void theReportShowsAccuracyDecisionsAndAVerdictForEachCause() {
        Cohort all = cohort(400, 22);
        double[] x = all.numbers("x").values();
        int[] even = IntStream.range(0, 400).filter(i -> i % 2 == 0).toArray();
        int[] odd = IntStream.range(0, 400).filter(i -> i % 2 == 1).toArray();
        List<Part> parts = List.of(new Part("fold 1", odd, even), new Part("fold 2", even, odd));
        List<Candidate<CompetingRisks, CumulativeIncidences>> candidates = new ArrayList<>();
        for (double factor : new double[] {1, 2.5}) {
            candidates.add(new Candidate<>(
                    factor == 1 ? "truth" : "haste",
                    TASK,
                    parts.stream()
                            .map(part -> predicted(
                                    Arrays.stream(part.test())
                                            .mapToDouble(i -> x[i])
                                            .toArray(),
                                    factor))
                            .toList(),
                    Optional.empty()));
        }
        Evaluation<CompetingRisks, CumulativeIncidences> evaluation = new Evaluation<>(TASK, all, parts, candidates, 0);
        Run run = Run.inMemory(1);
        List<Block> accuracy = blocks(new CauseAccuracyExhibit().show(evaluation, run));
        assertThat(accuracy)
                .filteredOn(Figure.class::isInstance)
                .extracting(block -> ((Figure) block).id())
                .containsExactly("cause-brier-1", "cause-auc-1", "cause-brier-2", "cause-auc-2");
        List<Block> decisions = blocks(new CauseDecisionCurves().show(evaluation, run));
        assertThat(decisions).filteredOn(Figure.class::isInstance).hasSize(2);
        List<Block> verdicts = blocks(new CauseDistributionExhibit().show(evaluation, run));
        assertThat(verdicts)
                .filteredOn(Paragraph.class::isInstance)
                .extracting(block -> ((Paragraph) block).text())
                .anyMatch(text -> text.startsWith("truth, relapse: no test speaks against its probabilities"))
                .anyMatch(text -> text.startsWith("haste, relapse: its probabilities are not those observed"));
        assertThat(verdicts).filteredOn(Table.class::isInstance).hasSize(4);
    }

    private static List<Block> blocks(List<Section> sections) {
        return sections.stream().flatMap(section -> section.blocks().stream()).toList();
    }
}
