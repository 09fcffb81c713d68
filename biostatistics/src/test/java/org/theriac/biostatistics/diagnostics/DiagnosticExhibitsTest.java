package org.theriac.biostatistics.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import org.theriac.core.evaluation.Metric;
import org.theriac.core.evaluation.category.RankingMetric;
import org.theriac.core.outcome.Category;
import org.theriac.core.outcome.ClassProbabilities;
import org.theriac.core.report.Block;
import org.theriac.core.report.Figure;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Row;
import org.theriac.core.run.Execution;
import org.theriac.core.run.Run;
import org.theriac.core.run.StoredRun;
import org.theriac.core.task.Task;

/** Classes drawn from planted probabilities, judged with the true ones and with equal ones. */
final class DiagnosticExhibitsTest {
    private static final Run RUN = new StoredRun(Execution.inMemory(1));

    private static Evaluation<Category, ClassProbabilities> evaluation(int rows, int classes, int folds) {
        Random random = new Random(3);
        double[] y = new double[rows];
        double[][] p = new double[rows][classes];
        for (int i = 0; i < rows; i++) {
            double sum = 0;
            for (int k = 0; k < classes; k++) {
                p[i][k] = Math.exp(1.5 * random.nextGaussian());
                sum += p[i][k];
            }
            double u = random.nextDouble();
            for (int k = 0; k < classes; k++) {
                p[i][k] /= sum;
            }
            y[i] = u < p[i][0] ? 0 : classes == 2 || u < p[i][0] + p[i][1] ? 1 : 2;
        }
        Cohort cohort = new Cohort(
                List.of(new NumberColumn("y", y)),
                List.of(),
                IntStream.range(0, rows).mapToObj(Integer::toString).toList());
        List<String> names =
                IntStream.range(0, classes).mapToObj(Integer::toString).toList();
        Task<Category> task = new Task<>(new Category("y", names, Optional.empty()), List.of());
        List<Part> parts = new ArrayList<>();
        List<ClassProbabilities> truth = new ArrayList<>();
        List<ClassProbabilities> nothing = new ArrayList<>();
        for (int f = 0; f < folds; f++) {
            int fold = f;
            int[] test = IntStream.range(0, rows).filter(i -> i % folds == fold).toArray();
            int[] train = IntStream.range(0, rows)
                    .filter(i -> folds == 1 || i % folds != fold)
                    .toArray();
            parts.add(new Part("fold " + f, train, test));
            truth.add(new ClassProbabilities(names, p).take(test));
            double[] even = new double[classes];
            java.util.Arrays.fill(even, 1.0 / classes);
            nothing.add(new ClassProbabilities(
                    names, IntStream.of(test).mapToObj(i -> even).toArray(double[][]::new)));
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

    private static List<Block> blocks(
            Exhibit<Category, ClassProbabilities> exhibit, Evaluation<Category, ClassProbabilities> evaluation) {
        return exhibit.show(evaluation, RUN).stream()
                .flatMap(section -> section.blocks().stream())
                .toList();
    }

    private static List<Table> tables(
            Exhibit<Category, ClassProbabilities> exhibit, Evaluation<Category, ClassProbabilities> evaluation) {
        return blocks(exhibit, evaluation).stream()
                .filter(Table.class::isInstance)
                .map(Table.class::cast)
                .toList();
    }

    @Test
    void delongsAreaIsThatOfTheMetric() {
        Evaluation<Category, ClassProbabilities> evaluation = evaluation(400, 2, 2);
        DeLong areas = DiscriminationExhibit.areas(TestRows.of(evaluation), 1);
        Metric<Category, ClassProbabilities> auc = RankingMetric.auc();
        List<double[]> parts = new ArrayList<>();
        for (int part = 0; part < 2; part++) {
            double[] ones = IntStream.range(0, 200).mapToDouble(i -> 1).toArray();
            parts.add(auc.prepare(evaluation.judged(evaluation.candidates().get(0), part))
                    .parts(ones));
        }
        assertThat(areas.auc()[0]).isCloseTo(auc.combine(parts), within(1e-12));
        assertThat(areas.auc()[1]).isCloseTo(0.5, within(1e-12));
        List<Table> tables = tables(new DiscriminationExhibit(), evaluation);
        assertThat(tables.get(1).rows()).extracting(row -> row.cells().get(0)).containsExactly("nothing − truth");
        assertThat(tables.get(1).rows().get(0).cells().get(2)).isEqualTo("p < 0.001");
    }

    @Test
    void rocCurvesStartAtNothingAndEndAtOne() {
        Figure figure = (Figure) blocks(new DiscriminationExhibit(), evaluation(400, 3, 2)).stream()
                .filter(Figure.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(figure.title()).isEqualTo("ROC curves, y = 0 against the rest");
        JsonNode rows = figure.specification().at("/data/values");
        assertThat(rows.get(0).get("sensitivity").asDouble()).isZero();
        assertThat(rows.get(101).get("sensitivity").asDouble()).isEqualTo(1);
        // chance: of each share of false positives the same share of the class
        assertThat(rows.get(102 + 51).get("sensitivity").asDouble()).isEqualTo(0.5, within(1e-9));
    }

    @Test
    void trueProbabilitiesLieOnTheDiagonalWithinTheirIntervals() {
        Figure figure = (Figure)
                blocks(new ReliabilityExhibit(), evaluation(2000, 2, 2)).get(0);
        int inside = 0;
        int points = 0;
        for (JsonNode row : figure.specification().at("/data/values")) {
            if (row.get("name").asText().equals("truth")) {
                points++;
                double p = row.get("predicted").asDouble();
                inside += row.get("lower").asDouble() <= p
                                && p <= row.get("upper").asDouble()
                        ? 1
                        : 0;
            }
        }
        assertThat(points).isEqualTo(10);
        assertThat(inside).isGreaterThanOrEqualTo(8);
    }

    @Test
    void aThresholdChosenOnOtherFoldsNearlyReachesItsSensitivity() {
        Evaluation<Category, ClassProbabilities> evaluation = evaluation(2000, 2, 4);
        Table points = tables(new DecisionExhibit(), evaluation).get(0);
        assertThat(points.rows())
                .extracting(row -> row.cells().get(0))
                .containsExactly("truth, most likely class", "truth, sensitivity 90 %", "nothing, most likely class");
        Row chosen = points.rows().get(1);
        double sensitivity = Double.parseDouble(chosen.cells().get(2).split(" ", -1)[0]);
        assertThat(sensitivity).isBetween(87.0, 93.0);
        // each fold has a threshold of its own
        assertThat(chosen.cells().get(1)).contains("–");
        assertThat(points.notes()).anyMatch(note -> note.contains("on the test rows of the other folds"));
    }

    @Test
    void aThresholdChosenOnItsOwnTestRowsIsCalledDescriptive() {
        Table points = tables(new DecisionExhibit(), evaluation(400, 2, 1)).get(0);
        assertThat(points.rows().get(1).cells().get(2)).startsWith("90.");
        assertThat(points.notes()).anyMatch(note -> note.contains("descriptive and flatters the method"));
    }

    @Test
    void aClassThatIsNeverCalledHasNoPositivePredictiveValue() {
        Table points = tables(new DecisionExhibit(), evaluation(400, 2, 2)).get(0);
        // equal probabilities: the first class is called, the positive one never
        Row never = points.rows().get(2);
        assertThat(never.cells().get(2)).startsWith("0.0 (0.0–");
        assertThat(never.cells().get(4)).isEqualTo("–");
    }

    @Test
    void severalClassesAreJudgedEachAgainstTheRest() {
        List<Table> tables = tables(new DecisionExhibit(), evaluation(900, 3, 3));
        assertThat(tables.get(0).rows()).hasSize(6);
        assertThat(tables.get(0).rows().get(0).cells().get(0)).isEqualTo("truth, y = 0");
        assertThat(tables.get(1).caption()).isEqualTo("Confusion matrix, truth");
    }

    @Test
    void smallCountsOfAConfusionMatrixAreWithheld() {
        List<Table> tables = tables(new DecisionExhibit(), evaluation(30, 3, 1));
        String cells = tables.get(1).rows().toString();
        assertThat(cells).contains("<5");
        assertThat(tables.get(1).notes()).hasSize(2);
        assertThat(new DiscriminationExhibit().show(evaluation(12, 3, 2), RUN)).isEmpty();
        assertThat(new ReliabilityExhibit().show(evaluation(40, 2, 1), RUN)).isEmpty();
    }
}
