package org.theriac.survival.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Evaluation.Candidate;
import org.theriac.core.evaluation.Evaluation.Part;
import org.theriac.core.method.Model;
import org.theriac.core.method.ModelState;
import org.theriac.core.outcome.ProportionalHazards;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.report.Block;
import org.theriac.core.report.Figure;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.Table;
import org.theriac.core.run.Run;
import org.theriac.core.task.Task;
import org.theriac.survival.selection.SelectionPath.Step;
import org.theriac.survival.selection.SelectionPath.Validation;

class SelectionTest {
    private static final Task<TimeToEvent> TASK =
            new Task<>(new TimeToEvent("time", "event", Optional.empty(), "days"), List.of("a", "b", "c"));

    private static Step step(double penalty, boolean... selected) {
        return new Step(penalty, 1, Double.NaN, selected);
    }

    /** b leaves at 2, comes back and leaves for good at 4; c is never in. */
    private static final SelectionPath PATH = new SelectionPath(
            List.of("a", "b", "c"),
            List.of(
                    step(0, true, true, false),
                    step(1, true, true, false),
                    step(2, true, false, false),
                    step(3, true, true, false),
                    step(4, true, false, false),
                    step(5, false, false, false)),
            3,
            Optional.of(
                    new Validation(new double[] {1, 2, 3}, new double[] {.6, .7, .65}, new double[] {.1, .1, .1}, 2)));

    @Test
    void anInputLeavesWhenItLeavesForGood() {
        assertThat(PATH.exits()).containsExactly(5, 4, 0);
        assertThat(PATH.ranking()).containsExactly(0, 1, 2);
        assertThat(PATH.selectedInputs()).containsExactly("a", "b");
        assertThat(PATH.counts()).containsExactly(2, 2, 1, 2, 1, 0);
    }

    /** Two half-samples on two penalties; at the smaller one an input keeps the share that it had at the larger one. */
    private static StabilitySelection stability(double wrong) {
        return new StabilitySelection(
                List.of("a", "b", "c"),
                new double[] {1, 2},
                List.of(
                        new boolean[][] {{true, false, true}, {true, true, false}},
                        new boolean[][] {{true, false, false}, {true, true, false}}),
                0.75,
                wrong);
    }

    @Test
    void sharesNeverRiseWithThePenaltyAndWrongSelectionsFollowTheTheorem() {
        StabilitySelection stability = stability(3);
        assertThat(stability.shares(0)).containsExactly(1, 1);
        assertThat(stability.shares(1)).containsExactly(1, 1);
        assertThat(stability.shares(2)).containsExactly(.5, 0);
        // Somewhere from the first penalty on: {a, b, c} and {a, b}; from the second on: {a, b} twice.
        assertThat(stability.selectedOnAverage(0)).isEqualTo(2.5);
        assertThat(stability.selectedOnAverage(1)).isEqualTo(2);
        assertThat(stability.expectedWrong(1, .75)).isCloseTo(4 / (.5 * 3), within(1e-12));
        assertThat(stability.expectedWrong(0, 1)).isCloseTo(6.25 / 3, within(1e-12));
        assertThat(stability.read()).isEqualTo(1);
        assertThat(stability(5).read()).isZero();
        assertThat(stability.stable()).containsExactly(0, 1);
        assertThat(stability(5).ranking()).containsExactly(0, 1, 2);
    }

    /** A model that selects and predicts nothing. */
    private record Selecting() implements Model<SurvivalCurves>, Selector {
        @Override
        public SurvivalCurves predict(Cohort rows) {
            return new ProportionalHazards(new double[] {1}, new double[] {1}, new double[rows.rows()]);
        }

        @Override
        public ModelState state() {
            throw new UnsupportedOperationException("not kept");
        }

        @Override
        public SelectionPath selection() {
            return PATH;
        }

        @Override
        public Optional<StabilitySelection> stability(Task<TimeToEvent> task, Cohort cohort, Run run) {
            return Optional.of(SelectionTest.stability(3));
        }
    }

    private static List<Block> shown(Optional<Model<SurvivalCurves>> whole) {
        Cohort cohort = new Cohort(
                List.of(new NumberColumn("time", new double[] {1, 2}), new NumberColumn("event", new double[] {1, 0})),
                List.of(),
                List.of("1", "2"));
        Candidate<TimeToEvent, SurvivalCurves> candidate =
                new Candidate<>("Sparse", TASK, List.of(new Selecting().predict(cohort)), whole);
        var evaluation = new Evaluation<>(
                TASK, cohort, List.of(new Part("test", new int[] {0}, new int[] {0, 1})), List.of(candidate), 0);
        return new SelectionExhibit()
                .show(evaluation, Run.inMemory(1)).stream()
                        .flatMap(section -> section.blocks().stream())
                        .toList();
    }

    @Test
    void theReportShowsThePathItsScoresAndTheStability() {
        List<Block> blocks = shown(Optional.of(new Selecting()));
        assertThat(blocks.stream().filter(Figure.class::isInstance)).hasSize(3);
        List<String> texts = blocks.stream()
                .filter(Paragraph.class::isInstance)
                .map(block -> ((Paragraph) block).text())
                .toList();
        assertThat(texts.get(0)).startsWith("Sparse, fitted to all rows, keeps 2 of 3 inputs, at a penalty of 3.00");
        assertThat(texts.get(1)).contains("2 inputs are selected in at least 75 % of the half-samples: a, b");
        List<Table> tables = blocks.stream()
                .filter(Table.class::isInstance)
                .map(Table.class::cast)
                .toList();
        assertThat(tables).hasSize(2);
        assertThat(tables.get(0).rows().get(1).cells()).containsExactly("2", "b", "4.00", "yes");
        assertThat(tables.get(1).rows().get(2).cells()).containsExactly("3", "c", "0.0 %", "–");
    }

    @Test
    void modelsThatDoNotSelectAreNotShown() {
        assertThat(shown(Optional.empty())).isEmpty();
    }
}
