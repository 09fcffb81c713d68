package org.theriac.learning.training;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.theriac.core.run.Codec;
import org.theriac.core.run.Progress;
import org.theriac.core.run.Run;
import org.theriac.core.run.StoppedException;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.nn.Layer;
import org.theriac.learning.nn.Pass;
import org.theriac.learning.optim.Optimiser;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Native;
import org.theriac.learning.tensor.Parameters;

/**
 * The chores of a training whose loop belongs to the method. What must survive a stop is given to it by name (layers,
 * optimisers, cells); its loops add a memory scope for each round, progress, Ctrl-C, and checkpoints. A resumed training
 * goes through the same code: what is registered comes back as it was, finished stages are skipped, a broken-off one goes on
 * where its last checkpoint was. Random numbers are a function of (seed, purpose, step), so the result has the same bits.
 *
 * <pre>{@code
 * try (Training training = new Training(run)) {
 *     Mlp network = training.layer("network", new Mlp(training.initialiser(ScalarType.Float), 9, settings));
 *     Optimiser optimiser = training.optimiser("adam", Optimiser.Settings.adam(0.01), network);
 *     training.steps("fit", 1000, step -> {
 *         optimiser.clearGradients();
 *         loss(network, training.pass(step)).backward();
 *         optimiser.step(step);
 *     });
 * }
 * }</pre>
 *
 * The ordinary case is {@link Minimisation}. Not for use by several threads.
 */
public final class Training implements AutoCloseable {
    private static final String PIECE = "training";
    private static final String POSITION = "position";
    private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(5);
    private static final long FINISHED = -1;

    private final Run run;
    private final Duration checkpointEvery;
    private final Arena arena = Arena.lasting();
    private final Map<String, Supplier<byte[]>> parts = new TreeMap<>();
    private final SortedMap<String, byte[]> resumed;
    private final Map<String, Long> position = new HashMap<>();
    private String within = "";
    private long lastCheckpoint = System.nanoTime();

    /**
     * A training that keeps a checkpoint after every round of {@link #repeat}, and every five seconds within {@link #steps}
     * and {@link #repeatBriefly}.
     */
    public Training(Run run) {
        this(run, CHECKPOINT_EVERY);
    }

    /**
     * @param run keeps the checkpoints; each training needs a run (a child) of its own
     * @param checkpointEvery the least time between two checkpoints within {@link #steps}; the result does not depend on it
     * @throws org.theriac.core.SurroundingsError when libtorch cannot be loaded
     */
    public Training(Run run, Duration checkpointEvery) {
        Native.load();
        // Small networks are fastest on one thread, and folds run side by side.
        Native.threads(1);
        this.run = run;
        this.checkpointEvery = checkpointEvery;
        resumed = run.store()
                .read(PIECE)
                .map(bytes -> Checkpoint.fromBytes(bytes).parts())
                .orElseGet(TreeMap::new);
        keep(
                POSITION,
                () -> Checkpoint.bytes(out -> POSITIONS.write(position, out)),
                bytes -> position.putAll(Checkpoint.read(bytes, POSITIONS)));
    }

    /** Makes the tensors of new layers; they live as long as this training. */
    public Initialiser initialiser(ScalarType precision) {
        return new Initialiser(arena, precision, run::random);
    }

    /** Owns what has to live as long as this training: data, index tensors. */
    public Arena arena() {
        return arena;
    }

    /** The run that this training belongs to. */
    public Run run() {
        return run;
    }

    /** A training pass with the random numbers of this step. */
    public Pass pass(long step) {
        return Pass.training(run.random("training pass", step));
    }

    /** Registers a layer: its parameters and buffers survive a stop. */
    public <L extends Layer> L layer(String name, L layer) {
        SortedMap<String, Tensor> state = layer.state();
        keep(
                "layer " + name,
                () -> Checkpoint.of(state),
                bytes -> Parameters.restore(state, Checkpoint.read(bytes, Checkpoint.ARRAYS)));
        return layer;
    }

    /**
     * Makes an optimiser of a registered layer's parameters; its moments survive a stop.
     *
     * @param trained the layer to train
     */
    public Optimiser optimiser(String name, Optimiser.Settings settings, Layer trained) {
        Optimiser optimiser = new Optimiser(settings, arena, trained.parameters());
        cell(name + " steps", LONG, optimiser::steps, optimiser::resume);
        keep(
                "optimiser " + name,
                () -> Checkpoint.of(optimiser.moments()),
                bytes -> Parameters.restore(optimiser.moments(), Checkpoint.read(bytes, Checkpoint.ARRAYS)));
        return optimiser;
    }

    /** Registers a value that survives a stop. */
    public <S> Cell<S> cell(String name, Codec<S> codec, Supplier<S> start) {
        Cell<S> cell = new Cell<>(start.get());
        cell(name, codec, cell::get, cell::set);
        return cell;
    }

    private <S> void cell(String name, Codec<S> codec, Supplier<S> get, Consumer<S> set) {
        keep(
                "cell " + name,
                () -> Checkpoint.bytes(out -> codec.write(get.get(), out)),
                bytes -> set.accept(Checkpoint.read(bytes, codec)));
    }

    private void keep(String name, Supplier<byte[]> write, Consumer<byte[]> restore) {
        if (parts.put(name, write) != null) {
            throw new IllegalArgumentException("this training already keeps a " + name);
        }
        Optional.ofNullable(resumed.get(name)).ifPresent(restore);
    }

    /** Does something once in the life of the training. */
    public void once(String stage, Runnable body) {
        steps(stage, 1, step -> body.run());
    }

    /** Does {@code step} for 0, …, n−1. */
    public void steps(String stage, long n, LongConsumer step) {
        loop(stage, n, done -> done < n, step, checkpointEvery);
    }

    /**
     * Does {@code body} while {@code goOn}, which looks at cells; the number of the round counts from 0. A round is an epoch or
     * the like: each ends with a checkpoint.
     */
    public void repeat(String stage, BooleanSupplier goOn, LongConsumer body) {
        loop(stage, 0, done -> goOn.getAsBoolean(), body, Duration.ZERO);
    }

    /** Like {@link #repeat} for rounds that are over in less than a checkpoint takes: one is kept every five seconds, as in {@link #steps}. */
    public void repeatBriefly(String stage, BooleanSupplier goOn, LongConsumer body) {
        loop(stage, 0, done -> goOn.getAsBoolean(), body, checkpointEvery);
    }

    private void loop(String stage, long total, LongPredicate goOn, LongConsumer body, Duration checkpoints) {
        String outer = within;
        String key = outer + stage;
        long done = position.getOrDefault(key, 0L);
        if (done == FINISHED) {
            return;
        }
        try (Progress progress = run.progress(key, total)) {
            while (goOn.test(done)) {
                stopOrGoOn();
                within = key + " " + done + "/";
                try (Arena scope = Arena.scope()) {
                    body.accept(done);
                }
                forgetInside();
                done++;
                position.put(key, done);
                progress.at(done, "");
                checkpointWhenDue(checkpoints);
            }
        } finally {
            within = outer;
        }
        position.put(key, FINISHED);
    }

    /** Stages inside a round that has ended begin anew in the next one. */
    private void forgetInside() {
        String ended = within;
        position.keySet().removeIf(key -> key.startsWith(ended));
    }

    private void stopOrGoOn() {
        try {
            run.checkStop();
        } catch (StoppedException stopped) {
            checkpoint();
            throw stopped;
        }
    }

    private void checkpointWhenDue(Duration least) {
        if (System.nanoTime() - lastCheckpoint >= least.toNanos()) {
            checkpoint();
        }
    }

    private void checkpoint() {
        SortedMap<String, byte[]> now = new TreeMap<>();
        parts.forEach((name, write) -> now.put(name, write.get()));
        run.store().write(PIECE, new Checkpoint(now).toBytes());
        lastCheckpoint = System.nanoTime();
    }

    /** Forgets the checkpoint: the training is done and its result is kept elsewhere. */
    public void finish() {
        run.store().delete(PIECE);
    }

    /** Frees every tensor of this training. */
    @Override
    public void close() {
        arena.close();
    }

    private static final Codec<Map<String, Long>> POSITIONS = new Codec<>() {
        @Override
        public void write(Map<String, Long> value, DataOutput out) throws IOException {
            out.writeInt(value.size());
            for (Map.Entry<String, Long> entry : value.entrySet()) {
                out.writeUTF(entry.getKey());
                out.writeLong(entry.getValue());
            }
        }

        @Override
        public Map<String, Long> read(DataInput in) throws IOException {
            Map<String, Long> positions = new HashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                positions.put(in.readUTF(), in.readLong());
            }
            return positions;
        }
    };

    private static final Codec<Long> LONG = new Codec<>() {
        @Override
        public void write(Long value, DataOutput out) throws IOException {
            out.writeLong(value);
        }

        @Override
        public Long read(DataInput in) throws IOException {
            return in.readLong();
        }
    };
}
