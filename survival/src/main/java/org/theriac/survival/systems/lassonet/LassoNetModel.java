package org.theriac.survival.systems.lassonet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.theriac.biostatistics.survival.StepCurve;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.Model;
import org.theriac.core.method.ModelState;
import org.theriac.core.method.NumericArray;
import org.theriac.core.outcome.ProportionalHazards;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.run.Run;
import org.theriac.core.task.Task;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Native;
import org.theriac.learning.tensor.Parameters;
import org.theriac.learning.tensor.Streams;
import org.theriac.learning.tensor.Tensors;
import org.theriac.survival.selection.SelectionPath;
import org.theriac.survival.selection.SelectionPath.Step;
import org.theriac.survival.selection.SelectionPath.Validation;
import org.theriac.survival.selection.Selector;
import org.theriac.survival.selection.StabilitySelection;

/** A fitted LassoNet: proportional hazards of the chosen inputs with the training rows' Breslow baseline, and the path they were chosen on. */
final class LassoNetModel implements Model<SurvivalCurves>, Selector {
    private final LassoNetSettings settings;
    private final ModelState state;
    private final Design design;
    private final Arena arena = Arena.lasting();
    private final LassoNetNetwork network;

    LassoNetModel(LassoNetSettings settings, ModelState state) {
        Native.load();
        this.settings = settings;
        this.state = state;
        design = Design.of(state);
        // The weights drawn here are overwritten; a seed is only needed to draw them.
        network = new LassoNetNetwork(
                new Initialiser(arena, ScalarType.Float, Streams.seeded(0)), design.width(), settings);
        TreeMap<String, double[]> weights = new TreeMap<>();
        network.state()
                .keySet()
                .forEach(name -> weights.put(name, state.array(name).doubles()));
        Parameters.restore(network.state(), weights);
    }

    /** What a fitted path leaves behind. */
    static ModelState state(PathFit fit, Walk walk, Optional<Validation> validation) {
        TreeMap<String, NumericArray> arrays = new TreeMap<>(fit.design().arrays());
        fit.kept().state().forEach((name, tensor) -> arrays.put(name, Tensors.toArray(tensor)));
        StepCurve baseline = fit.baseline();
        arrays.put("baseline.times", NumericArray.of(baseline.times()));
        arrays.put("baseline.cumulative_hazard", NumericArray.of(baseline.values()));
        List<Step> steps = walk.steps();
        arrays.put(
                "path.penalty",
                NumericArray.of(steps.stream().mapToDouble(Step::penalty).toArray()));
        arrays.put(
                "path.loss",
                NumericArray.of(steps.stream().mapToDouble(Step::loss).toArray()));
        float[] selected = new float[steps.size() * fit.groups().count()];
        for (int at = 0; at < selected.length; at++) {
            selected[at] = steps.get(at / fit.groups().count())
                            .selected()[at % fit.groups().count()]
                    ? 1
                    : 0;
        }
        arrays.put(
                "path.selected",
                new NumericArray.Float32(new long[] {steps.size(), fit.groups().count()}, selected));
        validation.ifPresent(v -> {
            arrays.put("validation.penalty", NumericArray.of(v.penalty()));
            arrays.put("validation.mean", NumericArray.of(v.mean()));
            arrays.put("validation.error", NumericArray.of(v.error()));
        });
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        fit.groups().names().forEach(facts.putArray("inputs")::add);
        facts.put("chosen", walk.chosen());
        facts.put("first_penalty", walk.start());
        validation.ifPresent(v -> facts.put("best_penalty", v.best()));
        return new ModelState(fit.preparation(), facts, arrays);
    }

    @Override
    public SurvivalCurves predict(Cohort rows) {
        double[] matrix = design.of(rows);
        try (Arena scope = Arena.scope();
                NoGradGuard guard = new NoGradGuard()) {
            double[] logRisk = network.logRisks(Tensors.of(matrix, ScalarType.Float, rows.rows(), design.width()));
            return new ProportionalHazards(
                    state.array("baseline.times").doubles(),
                    state.array("baseline.cumulative_hazard").doubles(),
                    logRisk);
        }
    }

    @Override
    public SelectionPath selection() {
        List<String> inputs = new ArrayList<>();
        state.facts().get("inputs").forEach(name -> inputs.add(name.textValue()));
        double[] penalty = state.array("path.penalty").doubles();
        double[] loss = state.array("path.loss").doubles();
        double[] selected = state.array("path.selected").doubles();
        List<Step> steps = new ArrayList<>();
        for (int k = 0; k < penalty.length; k++) {
            boolean[] in = new boolean[inputs.size()];
            for (int j = 0; j < in.length; j++) {
                in[j] = selected[k * in.length + j] != 0;
            }
            steps.add(new Step(penalty[k], loss[k], Double.NaN, in));
        }
        return new SelectionPath(inputs, steps, state.facts().get("chosen").intValue(), validation());
    }

    @Override
    public Optional<StabilitySelection> stability(Task<TimeToEvent> task, Cohort cohort, Run run) {
        return settings.stability().halves() == 0
                ? Optional.empty()
                : Optional.of(new HalfSamples(settings, selection()).select(task, cohort, run));
    }

    private Optional<Validation> validation() {
        return state.facts().has("best_penalty")
                ? Optional.of(new Validation(
                        state.array("validation.penalty").doubles(),
                        state.array("validation.mean").doubles(),
                        state.array("validation.error").doubles(),
                        state.facts().get("best_penalty").doubleValue()))
                : Optional.empty();
    }

    @Override
    public ModelState state() {
        return state;
    }

    @Override
    public void close() {
        arena.close();
    }
}
