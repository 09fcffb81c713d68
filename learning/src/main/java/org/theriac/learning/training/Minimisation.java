package org.theriac.learning.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.theriac.core.UserError;
import org.theriac.core.method.TrainingHistory.Epoch;
import org.theriac.learning.nn.Layer;
import org.theriac.learning.nn.Pass;
import org.theriac.learning.optim.Optimiser;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Parameters;

/**
 * The ordinary training: minimise one loss over epochs, stop early by the validation loss, and end with the weights of the
 * best epoch.
 *
 * @param <B> a batch
 */
public final class Minimisation<B> {
    /**
     * How long, and how.
     *
     * @param epochs at most
     * @param patience epochs without a better validation loss after which training ends; without validation rows it does not
     *     end early
     */
    public record Settings(int epochs, int patience, Optimiser.Settings optimiser) {
        public Settings {
            if (epochs < 1 || patience < 1) {
                throw new IllegalArgumentException("training needs at least one epoch and a patience of one");
            }
        }
    }

    /** The loss of a batch: a scalar that gradients flow from. */
    @FunctionalInterface
    public interface Loss<B> {
        Tensor of(B batch, Pass pass);
    }

    private final Training training;
    private final Settings settings;
    private final Layer trained;
    private final Loss<B> loss;
    private final Optimiser optimiser;
    private final Cell<History> history;
    private final Cell<SortedMap<String, double[]>> best;

    /**
     * Prepares the optimiser and what has to survive a stop.
     *
     * @param trained registered with {@code training}
     */
    public Minimisation(Training training, Settings settings, Layer trained, Loss<B> loss) {
        this.training = training;
        this.settings = settings;
        this.trained = trained;
        this.loss = loss;
        optimiser = training.optimiser("optimiser", settings.optimiser(), trained);
        history = training.cell("history", History.CODEC, () -> History.EMPTY);
        best = training.cell("best weights", Checkpoint.ARRAYS, TreeMap::new);
    }

    /**
     * Trains.
     *
     * @param validation rows that decide when to stop; empty to train for all epochs and keep the last weights
     * @return the losses of each epoch
     * @throws UserError when the loss is no longer a number
     * @throws org.theriac.core.run.StoppedException when the user asked to stop
     */
    public History run(Batches<B> batches, Optional<B> validation) {
        return minimise(batches, validation.map(batch -> () -> evaluate(batch)));
    }

    /** As {@link #run(Batches, Optional)}, with validation rows that are too many for one batch. */
    public History run(Batches<B> batches, DoubleSupplier validationLoss) {
        return minimise(batches, Optional.of(validationLoss));
    }

    private History minimise(Batches<B> batches, Optional<DoubleSupplier> validation) {
        training.repeat("epochs", this::isUnfinished, epoch -> {
            double trainingLoss = epoch(batches, epoch);
            double validationLoss =
                    validation.map(loss -> finite(loss.getAsDouble(), epoch)).orElse(Double.NaN);
            remember(epoch, trainingLoss, validationLoss, validation.isPresent());
        });
        if (!best.get().isEmpty()) {
            Parameters.restore(trained.state(), best.get());
        }
        return history.get();
    }

    private boolean isUnfinished() {
        int done = history.get().epochs().size();
        return done < settings.epochs()
                && (best.get().isEmpty() || done - history.get().best() < settings.patience());
    }

    private double epoch(Batches<B> batches, long epoch) {
        double sum = 0;
        for (int i = 0; i < batches.perEpoch(); i++) {
            try (Arena scope = Arena.scope()) {
                sum += step(batches.batch(epoch, i), epoch, epoch * batches.perEpoch() + i);
            }
        }
        return sum / batches.perEpoch();
    }

    private double step(B batch, long epoch, long step) {
        optimiser.clearGradients();
        Tensor value = loss.of(batch, training.pass(step));
        double number = finite(value.item_double(), epoch);
        value.backward();
        optimiser.step(epoch);
        return number;
    }

    private double evaluate(B batch) {
        try (Arena scope = Arena.scope();
                NoGradGuard guard = new NoGradGuard()) {
            return loss.of(batch, Pass.evaluation()).item_double();
        }
    }

    private void remember(long epoch, double trainingLoss, double validationLoss, boolean validates) {
        List<Epoch> epochs = new ArrayList<>(history.get().epochs());
        epochs.add(new Epoch((int) epoch + 1, trainingLoss, validationLoss));
        boolean better = !validates || epoch == 0 || validationLoss < bestLoss();
        if (better && validates) {
            best.set(Parameters.values(trained.state()));
        }
        history.set(new History(epochs, better ? (int) epoch + 1 : history.get().best()));
    }

    private double bestLoss() {
        return history.get().epochs().get(history.get().best() - 1).validation();
    }

    private static double finite(double loss, long epoch) {
        if (!Double.isFinite(loss)) {
            throw new UserError(
                    ("the training diverged: in epoch %d the loss is %s. Lower learning_rate, set clip to 1, and"
                                    + " keep standardise on.")
                            .formatted(epoch + 1, loss));
        }
        return loss;
    }
}
