package org.theriac.biostatistics.exhibits;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Evaluation.Candidate;
import org.theriac.core.evaluation.Evaluation.Part;
import org.theriac.core.evaluation.Exhibit;
import org.theriac.core.outcome.ProportionalHazards;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.report.Block;
import org.theriac.core.report.Figure;
import org.theriac.core.report.Section;
import org.theriac.core.run.Execution;
import org.theriac.core.run.Run;
import org.theriac.core.run.StoredRun;
import org.theriac.core.task.Task;

/** Exponential times with a planted log-linear risk, judged in two folds with the true curves and with curves that know nothing. */
final class SurvivalExhibitsTest {
    private static final int ROWS = 600;
    private static final double RATE = 0.01;
    private static final Run RUN = new StoredRun(Execution.inMemory(1));

    private static Evaluation<TimeToEvent, SurvivalCurves> evaluation(int rows) {
        Random random = new Random(3);
        double[] x = random.doubles(rows, -1.5, 1.5).toArray();
        double[] time = new double[rows];
        double[] event = new double[rows];
        for (int i = 0; i < rows; i++) {
            double death = -Math.log(1 - random.nextDouble()) / (RATE * Math.exp(x[i]));
            double end = 40 + 260 * random.nextDouble();
            time[i] = Math.min(death, end);
            event[i] = death <= end ? 1 : 0;
        }
        Cohort cohort = new Cohort(
                List.of(new NumberColumn("x", x), new NumberColumn("time", time), new NumberColumn("event", event)),
                List.of(),
                IntStream.range(0, rows).mapToObj(Integer::toString).toList());
        Task<TimeToEvent> task = new Task<>(new TimeToEvent("time", "event", Optional.empty(), "days"), List.of("x"));
        int[] even = IntStream.range(0, rows).filter(i -> i % 2 == 0).toArray();
        int[] odd = IntStream.range(0, rows).filter(i -> i % 2 == 1).toArray();
        List<Part> parts = List.of(new Part("fold 1", odd, even), new Part("fold 2", even, odd));
        List<SurvivalCurves> truth = new ArrayList<>();
        List<SurvivalCurves> nothing = new ArrayList<>();
        for (Part part : parts) {
            double[] grid = IntStream.range(0, 400).asDoubleStream().toArray();
            double[] hazard = IntStream.range(0, 400).mapToDouble(t -> RATE * t).toArray();
            double[] risk = IntStream.of(part.test()).mapToDouble(i -> x[i]).toArray();
            truth.add(new ProportionalHazards(grid, hazard, risk));
            nothing.add(new ProportionalHazards(grid, hazard, new double[risk.length]));
        }
        return new Evaluation<>(
                task,
                cohort,
                parts,
                List.of(
                        new Candidate<>("truth", task, truth, Optional.empty()),
                        new Candidate<>("nothing", task, nothing, Optional.empty())),
                0);
    }

    private static List<Figure> figures(Exhibit<TimeToEvent, SurvivalCurves> exhibit, int rows) {
        List<Figure> figures = new ArrayList<>();
        for (Section section : exhibit.show(evaluation(rows), RUN)) {
            for (Block block : section.blocks()) {
                if (block instanceof Figure figure) {
                    figures.add(figure);
                }
            }
        }
        return figures;
    }

    @Test
    void riskGroupsAreShownForAMethodThatRanksAndNotForOneThatDoesNot() {
        assertThat(figures(new RiskGroupExhibit(), ROWS))
                .extracting(Figure::title)
                .containsExactly("truth");
    }

    @Test
    void survivalFallsFromTheLowestToTheHighestThird() {
        JsonNode rows =
                figures(new RiskGroupExhibit(), ROWS).get(0).specification().at("/data/values");
        assertThat(last(rows, "lowest third")).isGreaterThan(last(rows, "middle third"));
        assertThat(last(rows, "middle third")).isGreaterThan(last(rows, "highest third"));
    }

    private static double last(JsonNode rows, String group) {
        double value = Double.NaN;
        for (JsonNode row : rows) {
            if (row.get("group").asText().equals(group)) {
                value = row.get("value").asDouble();
            }
        }
        return value;
    }

    @Test
    void tooFewRowsAreNotShown() {
        assertThat(figures(new RiskGroupExhibit(), 20)).isEmpty();
        assertThat(figures(new CalibrationExhibit(), 20)).isEmpty();
    }

    @Test
    void theTruthIsMoreAccurateThanNothingAndNothingIsChance() {
        List<Figure> figures = figures(new AccuracyOverTimeExhibit(), ROWS);
        assertThat(mean(figures.get(0), "truth")).isLessThan(mean(figures.get(0), "nothing"));
        assertThat(mean(figures.get(1), "nothing")).isEqualTo(0.5);
        assertThat(mean(figures.get(1), "truth")).isGreaterThan(0.7);
    }

    private static double mean(Figure figure, String name) {
        double sum = 0;
        int count = 0;
        for (JsonNode row : figure.specification().at("/data/values")) {
            if (row.get("name").asText().equals(name)) {
                sum += row.get("value").asDouble();
                count++;
            }
        }
        return sum / count;
    }

    @Test
    void trueProbabilitiesLieNearTheDiagonal() {
        List<Figure> figures = figures(new CalibrationExhibit(), ROWS);
        assertThat(figures).hasSizeGreaterThan(1);
        for (JsonNode row : figures.get(0).specification().at("/data/values")) {
            if (row.get("name").asText().equals("truth")) {
                // ten groups of 60 rows: three standard errors are at most 0.2
                assertThat(Math.abs(row.get("predicted").asDouble()
                                - row.get("observed").asDouble()))
                        .isLessThan(0.2);
            }
        }
    }

    @Test
    void ticksAreRoundAndFew() {
        assertThat(Times.ticks(2029, 6)).containsExactly(0.0, 500.0, 1000.0, 1500.0, 2000.0);
        assertThat(Times.ticks(9.5, 6)).containsExactly(0.0, 2.0, 4.0, 6.0, 8.0);
    }
}
