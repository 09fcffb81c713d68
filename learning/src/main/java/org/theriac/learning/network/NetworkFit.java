package org.theriac.learning.network;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.ModelState;
import org.theriac.core.method.NumericArray;
import org.theriac.core.method.TrainingHistory.Epoch;
import org.theriac.core.outcome.Predictions;
import org.theriac.learning.encoder.Features;
import org.theriac.learning.head.Head;
import org.theriac.learning.head.Readout;
import org.theriac.learning.network.HeadPlan.Seen;
import org.theriac.learning.nn.Pass;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Tensors;
import org.theriac.learning.training.Ahead;
import org.theriac.learning.training.Batches;
import org.theriac.learning.training.History;
import org.theriac.learning.training.Minimisation;
import org.theriac.learning.training.Training;

/** One fit of a network: batches are decoded and augmented on another thread while the last one trains. */
final class NetworkFit<R, I, H extends Head<Features.Vector, T, P>, T, P extends Predictions> {
    /** Some rows decoded, and who they are. */
    private record Decoded<R>(R values, int[] rows) {}

    /** Inputs and truth of some rows. */
    private record Batch<I, T>(I input, T truth) {}

    private final NetworkSettings settings;
    private final Reading<R, I> reading;
    private final HeadPlan<H, T, P> plan;
    private final Training training;
    private final Cohort train;
    private final Cohort validation;
    private final NetworkLayers<R, I, H, T, P> network;

    NetworkFit(
            NetworkSettings settings,
            Reading<R, I> reading,
            HeadPlan<H, T, P> plan,
            Optional<Pretrained> pretrained,
            Training training,
            Cohort train,
            Cohort validation) {
        this.settings = settings;
        this.reading = reading;
        this.plan = plan;
        this.training = training;
        this.train = train;
        this.validation = validation;
        NetworkLayers<R, I, H, T, P> layers =
                new NetworkLayers<>(reading, plan, training.initialiser(ScalarType.Float));
        pretrained.ifPresent(known -> known.into(layers.encoder().state()));
        network = training.layer("network", layers);
    }

    ModelState run() {
        boolean frozen = settings.start().map(Start::freeze).orElse(false);
        Minimisation<Batch<I, T>> minimisation = new Minimisation<>(
                training,
                new Minimisation.Settings(settings.epochs(), Math.max(1, settings.patience()), settings.descent()),
                frozen ? network.head() : network,
                (batch, pass) -> frozen
                        ? network.lossOfHead(batch.input(), batch.truth(), pass)
                        : network.loss(batch.input(), batch.truth(), pass));
        boolean validates = validates();
        try (Ahead<Decoded<R>> ahead = new Ahead<>(decoded())) {
            Batches<Batch<I, T>> batches = ahead.map(this::batch);
            History history = validates
                    ? minimisation.run(batches, this::validationLoss)
                    : minimisation.run(batches, Optional.empty());
            return state(history, validates);
        }
    }

    private boolean validates() {
        if (settings.patience() == 0 || validation.rows() == 0) {
            return false;
        }
        Optional<String> useless = plan.useless(validation);
        useless.ifPresent(reason -> training.run()
                .notice(
                        "no-early-stopping",
                        "The network trained for all epochs: of the validation rows " + reason + ".",
                        validation.rows()));
        return useless.isEmpty();
    }

    private Batches<Decoded<R>> decoded() {
        int size = Math.min(settings.batchSize(), train.rows());
        return Batches.shuffledRows(train.rows(), size, training.run()::random, (epoch, rows) -> {
            R values = reading.decode(
                    train, rows, Optional.of(row -> training.run().random("variation", epoch * train.rows() + row)));
            return new Decoded<>(values, rows);
        });
    }

    private Batch<I, T> batch(Decoded<R> decoded) {
        // what is made here belongs to the step's scope as well, and lives until that closes
        try (Arena passing = Arena.lasting()) {
            T truth = plan.truth(passing, train.take(decoded.rows()));
            return new Batch<>(network.tensors(decoded.values()), truth);
        }
    }

    private double validationLoss() {
        try (Arena scope = Arena.scope();
                NoGradGuard guard = new NoGradGuard()) {
            Seen<T> seen = seen(scope, validation);
            return network.head()
                    .loss(seen.features(), seen.truth(), Pass.evaluation())
                    .item_double();
        }
    }

    private Seen<T> seen(Arena scope, Cohort rows) {
        return new Seen<>(network.features(rows, settings.batchSize()), plan.truth(scope, rows));
    }

    private ModelState state(History history, boolean validates) {
        try (Arena scope = Arena.scope()) {
            Readout<Features.Vector, P> finished = plan.finish(
                    network.head(),
                    seen(scope, train),
                    validates ? Optional.of(seen(scope, validation)) : Optional.empty());
            SortedMap<String, NumericArray> arrays = new TreeMap<>(plan.kept(finished));
            network.state().forEach((name, tensor) -> arrays.put(name, Tensors.toArray(tensor)));
            arrays.put(
                    NetworkModel.TRAINING_LOSS,
                    NumericArray.of(history.epochs().stream()
                            .mapToDouble(Epoch::training)
                            .toArray()));
            arrays.put(
                    NetworkModel.VALIDATION_LOSS,
                    NumericArray.of(history.epochs().stream()
                            .mapToDouble(Epoch::validation)
                            .toArray()));
            ObjectNode facts = JsonNodeFactory.instance.objectNode();
            facts.put(NetworkModel.BEST_EPOCH, history.best());
            facts.set(NetworkModel.READING, reading.facts());
            return new ModelState(reading.preparation(), facts, arrays);
        }
    }
}
