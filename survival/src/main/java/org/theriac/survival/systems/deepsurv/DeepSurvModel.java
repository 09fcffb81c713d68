package org.theriac.survival.systems.deepsurv;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.Model;
import org.theriac.core.method.ModelState;
import org.theriac.core.method.TrainingHistory;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.survival.CoxHead;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Native;
import org.theriac.learning.tensor.Parameters;
import org.theriac.learning.tensor.Streams;
import org.theriac.survival.recommendation.TreatmentArms;
import org.theriac.survival.recommendation.TreatmentRecommender;

/** A fitted DeepSurv: proportional hazards with the training rows' Breslow baseline. */
final class DeepSurvModel implements Model<SurvivalCurves>, TrainingHistory {
    private final ModelState state;
    private final Arena arena = Arena.lasting();
    private final DeepSurvNetwork network;
    private final CoxHead.Hazards hazards;

    DeepSurvModel(DeepSurvSettings settings, ModelState state) {
        Native.load();
        this.state = state;
        // The weights drawn here are overwritten; a seed is only needed to draw them.
        network = new DeepSurvNetwork(
                new Initialiser(arena, ScalarType.Float, Streams.seeded(0)), state.preparation(), settings);
        TreeMap<String, double[]> weights = new TreeMap<>();
        network.state()
                .keySet()
                .forEach(name -> weights.put(name, state.array(name).doubles()));
        Parameters.restore(network.state(), weights);
        hazards = new CoxHead.Hazards(
                network.head(),
                state.array("baseline.times").doubles(),
                state.array("baseline.cumulative_hazard").doubles());
    }

    @Override
    public SurvivalCurves predict(Cohort rows) {
        try (Arena scope = Arena.scope();
                NoGradGuard guard = new NoGradGuard()) {
            return hazards.read(
                    network.features(network.table(state.preparation().apply(rows))));
        }
    }

    @Override
    public <C> Optional<C> as(Class<C> ability) {
        if (ability.isAssignableFrom(TreatmentRecommender.class)
                && state.facts().has("treatment")) {
            TreatmentArms arms = TreatmentArms.fromJson(state.facts().get("treatment"));
            return Optional.of(ability.cast(new TreatmentRecommender(this, arms)));
        }
        return Model.super.as(ability);
    }

    @Override
    public List<Epoch> history() {
        double[] training = state.array("history.training").doubles();
        double[] validation = state.array("history.validation").doubles();
        List<Epoch> epochs = new ArrayList<>();
        for (int i = 0; i < training.length; i++) {
            epochs.add(new Epoch(i + 1, training[i], validation[i]));
        }
        return epochs;
    }

    @Override
    public int bestEpoch() {
        return state.facts().get("best_epoch").intValue();
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
