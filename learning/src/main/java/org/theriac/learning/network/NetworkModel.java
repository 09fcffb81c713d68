package org.theriac.learning.network;

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
import org.theriac.core.outcome.Predictions;
import org.theriac.learning.encoder.Features;
import org.theriac.learning.head.Head;
import org.theriac.learning.head.Readout;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Native;
import org.theriac.learning.tensor.Parameters;
import org.theriac.learning.tensor.Streams;

/** A fitted network. */
final class NetworkModel<R, I, H extends Head<Features.Vector, T, P>, T, P extends Predictions>
        implements Model<P>, TrainingHistory {
    static final String READING = "reading";
    static final String BEST_EPOCH = "best_epoch";
    static final String TRAINING_LOSS = "history.training";
    static final String VALIDATION_LOSS = "history.validation";

    private final ModelState state;
    private final int portion;
    private final Arena arena = Arena.lasting();
    private final NetworkLayers<R, I, H, T, P> network;
    private final Readout<Features.Vector, P> readout;

    /** @param portion rows that are predicted at once */
    NetworkModel(Reading<R, I> reading, HeadPlan<H, T, P> plan, int portion, ModelState state) {
        Native.load();
        this.state = state;
        this.portion = portion;
        // The weights drawn here are overwritten; a seed is only needed to draw them.
        network = new NetworkLayers<>(reading, plan, new Initialiser(arena, ScalarType.Float, Streams.seeded(0)));
        TreeMap<String, double[]> weights = new TreeMap<>();
        network.state()
                .keySet()
                .forEach(name -> weights.put(name, state.array(name).doubles()));
        Parameters.restore(network.state(), weights);
        readout = plan.restore(network.head(), state);
    }

    @Override
    public P predict(Cohort rows) {
        try (Arena scope = Arena.scope();
                NoGradGuard guard = new NoGradGuard()) {
            return readout.read(network.features(rows, portion));
        }
    }

    @Override
    public <C> Optional<C> as(Class<C> ability) {
        return ability == NetworkParts.class
                ? Optional.of(ability.cast(new NetworkParts(network.reading(), network.encoder(), network.head())))
                : Model.super.as(ability);
    }

    @Override
    public List<String> inputs() {
        return network.reading().columns();
    }

    @Override
    public List<Epoch> history() {
        double[] training = state.array(TRAINING_LOSS).doubles();
        double[] validation = state.array(VALIDATION_LOSS).doubles();
        List<Epoch> epochs = new ArrayList<>();
        for (int i = 0; i < training.length; i++) {
            epochs.add(new Epoch(i + 1, training[i], validation[i]));
        }
        return epochs;
    }

    @Override
    public int bestEpoch() {
        return state.facts().get(BEST_EPOCH).intValue();
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
