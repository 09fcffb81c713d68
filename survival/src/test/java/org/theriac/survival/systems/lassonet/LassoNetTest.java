package org.theriac.survival.systems.lassonet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.theriac.survival.systems.lassonet.PlantedSelection.cohort;
import static org.theriac.survival.systems.lassonet.PlantedSelection.quick;
import static org.theriac.survival.systems.lassonet.PlantedSelection.run;
import static org.theriac.survival.systems.lassonet.PlantedSelection.settings;
import static org.theriac.survival.systems.lassonet.PlantedSelection.task;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.Model;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent.Observed;
import org.theriac.core.run.Display;
import org.theriac.core.run.Execution;
import org.theriac.core.run.Run;
import org.theriac.core.run.StopSignal;
import org.theriac.core.run.StoppedException;
import org.theriac.core.run.StoredRun;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.nn.Pass;
import org.theriac.learning.survival.CoxHead;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Native;
import org.theriac.learning.tensor.Streams;
import org.theriac.learning.tensor.Tensors;
import org.theriac.survival.selection.SelectionPath;
import org.theriac.survival.selection.SelectionPath.Step;
import org.theriac.survival.selection.Selector;
import org.theriac.survival.selection.StabilitySelection;

class LassoNetTest {
    private static Model<SurvivalCurves> fit(LassoNetSettings settings, Cohort cohort, Run run) {
        return new LassoNet(settings).fit(task(cohort), cohort, cohort.none(), run);
    }

    private static SelectionPath path(Model<SurvivalCurves> model) {
        return model.as(Selector.class).orElseThrow().selection();
    }

    private static double[] risks(Model<SurvivalCurves> model, Cohort rows) {
        SurvivalCurves curves = model.predict(rows);
        double[] risks = new double[rows.rows()];
        Arrays.setAll(risks, curves::risk);
        return risks;
    }

    private static Set<String> firstFive(StabilitySelection stability) {
        return stability.ranking().stream()
                .limit(5)
                .map(j -> stability.inputs().get(j))
                .collect(Collectors.toSet());
    }

    private static StabilitySelection stability(LassoNetSettings settings, Cohort cohort) {
        try (Model<SurvivalCurves> model = fit(settings, cohort, run(1))) {
            return model.as(Selector.class)
                    .orElseThrow()
                    .stability(task(cohort), cohort, run(2))
                    .orElseThrow();
        }
    }

    /** The long version is studies/lassonet_simulation.yaml: 100 inputs and 20 half-samples. */
    @Test
    void halfSamplesPutTheFivePlantedInputsOnTopAndTheLinearLassoMissesTheSquare() {
        Cohort cohort = cohort(700, 15, 4);
        String shared =
                "choose: {keep: {inputs: 5}}, stability: {halves: 6}, path: {multiplier: 1.2}, dense: {epochs: 200}";
        StabilitySelection network = stability(settings("hidden: [16], " + shared), cohort);
        StabilitySelection linear = stability(settings("m: 0, " + shared), cohort);
        assertThat(firstFive(network)).containsExactlyInAnyOrder("x0", "x1", "x2", "x3", "x4");
        assertThat(firstFive(linear)).contains("x0", "x1");
        assertThat(linear.stable().stream().map(linear.inputs()::get)).doesNotContain("x2");
        for (int j = 0; j < 15; j++) {
            double[] shares = network.shares(j);
            assertThat(IntStream.range(1, shares.length)).allMatch(k -> shares[k] <= shares[k - 1]);
        }
    }

    @Test
    void thePathEndsWithoutInputsButTheModelNeverDoes() {
        Cohort cohort = cohort(150, 6, 1);
        try (Model<SurvivalCurves> model = fit(quick("choose: {penalty: {lambda: 1e9}}"), cohort, run(1))) {
            SelectionPath path = path(model);
            List<Step> steps = path.steps();
            assertThat(steps.get(0).penalty()).isZero();
            assertThat(steps.get(0).count()).isEqualTo(6);
            assertThat(steps.get(steps.size() - 1).count()).isZero();
            assertThat(path.chosenStep().count()).isPositive();
            assertThat(path.selectedInputs()).hasSize(path.chosenStep().count());
            assertThat(risks(model, cohort)).doesNotContain(Double.NaN);
        }
    }

    @Test
    void inputsThatAreNotSelectedDoNotChangeThePrediction() {
        Cohort cohort = cohort(300, 8, 1);
        LassoNetSettings fine = settings(
                "hidden: [8], dense: {epochs: 60}, path: {multiplier: 1.15, epochs: 6}, choose: {keep: {inputs: 4}}");
        try (Model<SurvivalCurves> model = fit(fine, cohort, run(1))) {
            SelectionPath path = path(model);
            assertThat(path.chosenStep().count()).isBetween(1, 4);
            Cohort other = cohort(300, 8, 2);
            Cohort mixed = cohort.with(path.inputs().stream()
                    .filter(input -> !path.selectedInputs().contains(input))
                    .map(other::numbers)
                    .toList());
            assertThat(risks(model, mixed)).isEqualTo(risks(model, cohort));
            Cohort changed =
                    cohort.with(List.of(other.numbers(path.selectedInputs().get(0))));
            assertThat(risks(model, changed)).isNotEqualTo(risks(model, cohort));
        }
    }

    @Test
    void crossValidationChoosesAPenaltyWithinThePathsAndTheModelStandsAtItOrJustBefore() {
        Cohort cohort = cohort(240, 8, 3);
        try (Model<SurvivalCurves> model = fit(quick("choose: {cross_validation: {folds: 3}}"), cohort, run(1))) {
            SelectionPath path = path(model);
            SelectionPath.Validation validation = path.validation().orElseThrow();
            double best = validation.best();
            assertThat(validation.penalty()).contains(best).isSorted();
            int at = Arrays.binarySearch(validation.penalty(), best);
            assertThat(validation.mean()[at])
                    .isEqualTo(Arrays.stream(validation.mean()).max().orElseThrow());
            double chosen = path.chosenStep().penalty();
            assertThat(chosen).isLessThanOrEqualTo(best * (1 + 1e-9));
            assertThat(path.steps())
                    .noneMatch(step -> step.penalty() > chosen && step.penalty() <= best && step.count() > 0);
        }
    }

    @Test
    void scoresBetweenTwoPenaltiesAreLinearInTheLogarithm() {
        var scores = new CrossValidatedPenalty.Scores(new double[] {0.01, 1, 10}, new double[] {0.5, 0.7, 0.6});
        assertThat(scores.at(0.1)).isCloseTo(0.6, within(1e-12));
        assertThat(scores.at(Math.sqrt(10))).isCloseTo(0.65, within(1e-12));
        assertThat(scores.at(1)).isEqualTo(0.7);
        assertThat(scores.at(1e-9)).isEqualTo(0.5);
        assertThat(scores.at(1e9)).isEqualTo(0.6);
    }

    @Test
    void equalSeedsGiveEqualBitsAndARestoredModelPredictsThem() {
        Cohort cohort = cohort(150, 6, 1);
        Cohort test = cohort(40, 6, 2);
        LassoNetSettings settings = quick("choose: {keep: {inputs: 4}}");
        double[][] risks = new double[3][];
        for (int i = 0; i < 3; i++) {
            try (Model<SurvivalCurves> model = fit(settings, cohort, run(i == 2 ? 8 : 7));
                    Model<SurvivalCurves> restored = new LassoNet(settings).restore(task(cohort), model.state())) {
                risks[i] = risks(model, test);
                assertThat(risks(restored, test)).isEqualTo(risks[i]);
                assertThat(path(restored).toString()).isEqualTo(path(model).toString());
                assertThat(model.state().arrays().keySet())
                        .contains("skip.weight", "layers.0.weight", "layers.1.weight", "baseline.times");
                SurvivalCurves curves = model.predict(test);
                assertThat(curves.survivalAt(0, 0)).isEqualTo(1);
                assertThat(curves.survival(0, curves.times().length - 1)).isBetween(0.0, curves.survival(0, 0));
            }
        }
        assertThat(risks[0]).isEqualTo(risks[1]).isNotEqualTo(risks[2]);
    }

    /** Stops at every checkpoint in turn, each time a little later, and goes on from there. */
    @Test
    void aStoppedSelectionGoesOnToTheSameBits() {
        Cohort cohort = cohort(120, 5, 1);
        LassoNetSettings settings = quick("choose: {cross_validation: {folds: 2}}");
        double[] whole;
        try (Model<SurvivalCurves> model = fit(settings, cohort, run(5))) {
            whole = risks(model, cohort);
        }
        Execution first = Execution.inMemory(5);
        int stops = 0;
        for (int after = 20; ; after += 60) {
            StopSignal stop = new StopSignal();
            Execution again = new Execution(5, first.stores(), counting(stop, after), stop, 1, first.checkpointEvery());
            try (Model<SurvivalCurves> model = fit(settings, cohort, new StoredRun(again))) {
                assertThat(risks(model, cohort)).isEqualTo(whole);
                break;
            } catch (StoppedException stopped) {
                stops++;
            }
        }
        assertThat(stops).isGreaterThan(1);
    }

    /** Asks for a stop after so many rounds of any loop. */
    private static Display counting(StopSignal stop, int after) {
        int[] left = {after};
        return (where, what, total) -> new org.theriac.core.run.Progress() {
            @Override
            public void at(long done, String note) {
                if (--left[0] == 0) {
                    stop.request();
                }
            }

            @Override
            public void close() {}
        };
    }

    @Test
    void levelsOfACategoryLeaveTogetherWithTheirColumn() {
        Cohort numbers = cohort(300, 4, 1);
        int[] codes = IntStream.range(0, 300).map(i -> i % 4).toArray();
        Cohort cohort = numbers.with(List.of(new CategoryColumn("stage", List.of("I", "II", "III", "IV"), codes)));
        try (Model<SurvivalCurves> model = fit(quick("choose: {keep: {inputs: 5}}"), cohort, run(1))) {
            assertThat(path(model).inputs()).containsExactly("x0", "x1", "x2", "x3", "stage");
            assertThat(model.state().array("skip.weight").doubles()).hasSize(7);
        }
        try (PathFit fit = new PathFit(quick(""), task(cohort), cohort, run(1))) {
            assertThat(fit.groups().columns()).isDeepEqualTo(new int[][] {{0}, {1}, {2}, {3}, {4, 5, 6}});
        }
    }

    @Test
    void inputsOfOneGroupEnterAndLeaveTogether() {
        Cohort cohort = cohort(200, 4, 1);
        String groups = "groups: {left: [x0, x2], right: [x1, x3]}, choose: {keep: {inputs: 1}}";
        try (Model<SurvivalCurves> model = fit(quick(groups), cohort, run(1))) {
            SelectionPath path = path(model);
            assertThat(path.inputs()).containsExactly("left", "right");
            double[] theta = model.state().array("skip.weight").doubles();
            boolean left = path.selectedInputs().contains("left");
            assertThat(theta[0] != 0).isEqualTo(left);
            assertThat(theta[2] != 0).isEqualTo(left);
            assertThat(theta[1] != 0).isEqualTo(!left);
        }
    }

    /** In the original these penalties are taken from detached weights: they have no gradient and only shift the objective. */
    @Test
    void penaltiesOfWeightsHaveAGradient() {
        Native.load();
        try (Arena arena = Arena.scope()) {
            double[] plain = gradient(arena, "hidden: [3]", "skip.weight");
            double[] penalised = gradient(arena, "hidden: [3], gamma_skip: 0.5", "skip.weight");
            double[] weight = weights(arena, "skip.weight");
            for (int j = 0; j < weight.length; j++) {
                assertThat(penalised[j] - plain[j]).isCloseTo(2 * 0.5 * weight[j], within(1e-12));
            }
            double[] second = weights(arena, "layers.1.weight");
            double[] without = gradient(arena, "hidden: [3]", "layers.1.weight");
            double[] with = gradient(arena, "hidden: [3], gamma: 0.25", "layers.1.weight");
            for (int k = 0; k < second.length; k++) {
                assertThat(with[k] - without[k]).isCloseTo(2 * 0.25 * second[k], within(1e-12));
            }
            assertThat(gradient(arena, "hidden: [3], gamma: 0.25", "layers.0.weight"))
                    .isEqualTo(gradient(arena, "hidden: [3]", "layers.0.weight"));
        }
    }

    private static LassoNetNetwork network(Arena arena, String yaml) {
        return new LassoNetNetwork(new Initialiser(arena, ScalarType.Double, Streams.seeded(3)), 4, settings(yaml));
    }

    private static double[] weights(Arena arena, String name) {
        return Tensors.toDoubles(network(arena, "hidden: [3]")
                .parameters()
                .getOrDefault(name, Tensors.of(new double[0], ScalarType.Double, 0)));
    }

    private static double[] gradient(Arena arena, String yaml, String name) {
        Cohort cohort = cohort(30, 4, 1);
        LassoNetNetwork network = network(arena, yaml);
        double[] x = new double[120];
        for (int at = 0; at < x.length; at++) {
            x[at] = cohort.numbers("x" + at % 4).value(at / 4);
        }
        Observed observed = task(cohort).outcome().truth(cohort);
        Tensor loss = network.loss(
                new LassoNetNetwork.Batch(
                        Tensors.of(x, ScalarType.Double, 30, 4),
                        CoxHead.Truth.of(arena, observed, settings("").ties())),
                Pass.evaluation());
        loss.backward();
        return Tensors.toDoubles(network.parameters().getOrDefault(name, loss).grad());
    }

    @Test
    void aBatchSizeIsNoSetting() {
        assertThatThrownBy(() -> settings("batch_size: 32")).hasMessageContaining("batch_size: unknown key");
    }

    @Test
    void catalogueListsLassoNetWithThePapersSizeBesideTheDefaults() {
        assertThat(Catalogue.load().methods())
                .filteredOn(method -> method.id().equals("lassonet"))
                .singleElement()
                .satisfies(method -> assertThat(method.presets()).containsKey("paper"));
    }
}
