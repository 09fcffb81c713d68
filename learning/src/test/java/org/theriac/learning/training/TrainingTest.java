package org.theriac.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.theriac.core.UserError;
import org.theriac.core.run.Codec;
import org.theriac.core.run.Display;
import org.theriac.core.run.Execution;
import org.theriac.core.run.StopSignal;
import org.theriac.core.run.StoppedException;
import org.theriac.core.run.StoredRun;
import org.theriac.learning.nn.Activation;
import org.theriac.learning.nn.Linear;
import org.theriac.learning.nn.Mlp;
import org.theriac.learning.nn.Pass;
import org.theriac.learning.optim.Optimiser;
import org.theriac.learning.optim.Schedule;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Parameters;
import org.theriac.learning.tensor.Streams;
import org.theriac.learning.tensor.Tensors;

class TrainingTest {
    private static final int ROWS = 64;
    private static final Duration NEVER = Duration.ofDays(1);
    private static final Duration ALWAYS = Duration.ZERO;

    /** Inputs and targets of a regression with dropout, so that the order of random numbers matters. */
    private record Pair(Tensor x, Tensor y) {
        static Pair of(Arena arena, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] x = random.doubles(ROWS * 3L, -1, 1).toArray();
            double[] y = new double[ROWS];
            for (int i = 0; i < ROWS; i++) {
                y[i] = Math.sin(2 * x[3 * i]) + 0.3 * random.nextGaussian();
            }
            return new Pair(
                    arena.keep(Tensors.of(x, ScalarType.Float, ROWS, 3)),
                    arena.keep(Tensors.of(y, ScalarType.Float, ROWS, 1)));
        }

        Pair take(int[] rows) {
            Tensor index = Tensors.ofLongs(Arrays.stream(rows).asLongStream().toArray(), rows.length);
            return new Pair(x.index_select(0, index), y.index_select(0, index));
        }
    }

    private static Tensor squaredError(Mlp network, Pair batch, Pass pass) {
        Tensor error = network.forward(batch.x(), pass).sub(batch.y());
        return error.mul(error).mean();
    }

    private static Minimisation.Settings settings(int epochs, int patience) {
        return new Minimisation.Settings(
                epochs,
                patience,
                new Optimiser.Settings(Optimiser.Rule.Adam.DEFAULTS, 0.02, new Schedule.InverseTime(0.01), 1e-4, 0, 1));
    }

    private record Result(History history, double[] weights) {}

    /** A training in batches, which stops at {@code stopAt} if that is not negative. */
    private static Result train(Execution execution, Duration every, int stopAt) {
        try (Training training = new Training(new StoredRun(execution), every)) {
            Mlp network = training.layer(
                    "network",
                    new Mlp(
                            training.initialiser(ScalarType.Float),
                            3,
                            new Mlp.Settings(List.of(8, 1), Activation.TANH, 0.1, true)));
            Pair train = Pair.of(training.arena(), 1);
            Pair validation = Pair.of(training.arena(), 2);
            Streams streams = training.run()::random;
            Minimisation<Pair> minimisation = new Minimisation<>(training, settings(40, 10), network, (batch, pass) -> {
                if (pass.isTraining() && --countdown[0] == 0) {
                    execution.stop().request();
                }
                return squaredError(network, batch, pass);
            });
            countdown[0] = stopAt;
            History history =
                    minimisation.run(Batches.shuffled(ROWS, 20, streams, train::take), Optional.of(validation));
            return new Result(history, flat(network));
        }
    }

    private static final int[] countdown = new int[1];

    private static double[] flat(Mlp network) {
        return Parameters.values(network.state()).values().stream()
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    @Test
    void resumedTrainingEndsWithTheSameBits() {
        Result unbroken = train(Execution.inMemory(5), NEVER, -1);
        for (int stopAt : new int[] {1, 7, 31}) {
            Execution first = Execution.inMemory(5);
            assertThatThrownBy(() -> train(first, NEVER, stopAt)).isInstanceOf(StoppedException.class);
            Execution again = new Execution(5, first.stores(), Display.SILENT, new StopSignal(), 1, NEVER);
            Result resumed = train(again, NEVER, -1);
            assertThat(resumed.weights()).isEqualTo(unbroken.weights());
            assertThat(resumed.history()).isEqualTo(unbroken.history());
        }
    }

    @Test
    void resultsDoNotDependOnHowOftenCheckpointsAreWritten() {
        assertThat(train(Execution.inMemory(5), ALWAYS, -1).weights())
                .isEqualTo(train(Execution.inMemory(5), NEVER, -1).weights());
    }

    @Test
    void anotherSeedGivesOtherWeights() {
        assertThat(train(Execution.inMemory(6), NEVER, -1).weights())
                .isNotEqualTo(train(Execution.inMemory(5), NEVER, -1).weights());
    }

    @Test
    void earlyStoppingKeepsTheBestWeights() {
        try (Training training = new Training(new StoredRun(Execution.inMemory(1)))) {
            Mlp network = training.layer(
                    "network",
                    new Mlp(
                            training.initialiser(ScalarType.Float),
                            3,
                            new Mlp.Settings(List.of(30, 30, 1), Activation.RELU, 0, false)));
            Pair train = Pair.of(training.arena(), 1);
            Pair validation = Pair.of(training.arena(), 2);
            History history = new Minimisation<Pair>(
                            training, settings(400, 15), network, (batch, pass) -> squaredError(network, batch, pass))
                    .run(Batches.whole(train), Optional.of(validation));
            assertThat(history.epochs()).hasSizeLessThan(400).hasSize(history.best() + 15);
            double best = history.epochs().stream()
                    .mapToDouble(epoch -> epoch.validation())
                    .min()
                    .orElseThrow();
            assertThat(squaredError(network, validation, Pass.evaluation()).item_double())
                    .isEqualTo(best);
        }
    }

    @Test
    void divergenceIsToldToTheUser() {
        try (Training training = new Training(new StoredRun(Execution.inMemory(1)))) {
            Linear layer = training.layer("layer", Linear.withBias(training.initialiser(ScalarType.Float), 3, 1));
            Pair train = Pair.of(training.arena(), 1);
            Minimisation.Settings wild = new Minimisation.Settings(
                    500,
                    10,
                    new Optimiser.Settings(
                            new Optimiser.Rule.Sgd(0.9), 1e6, new Schedule.Constant(), 0, 0, Double.POSITIVE_INFINITY));
            Minimisation<Pair> minimisation = new Minimisation<>(training, wild, layer, (batch, pass) -> {
                Tensor error = layer.forward(batch.x(), pass).sub(batch.y());
                return error.mul(error).mean();
            });
            assertThatThrownBy(() -> minimisation.run(Batches.whole(train), Optional.empty()))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("diverged")
                    .hasMessageContaining("learning_rate");
        }
    }

    private static final Codec<Long> LONG = new Codec<>() {
        @Override
        public void write(Long value, java.io.DataOutput out) throws java.io.IOException {
            out.writeLong(value);
        }

        @Override
        public Long read(java.io.DataInput in) throws java.io.IOException {
            return in.readLong();
        }
    };

    /** Two nested stages and a one-off: a method's own loop, as an adversarial or alternating training would write it. */
    private static List<String> nested(Execution execution, int stopAfter) {
        List<String> done = new ArrayList<>();
        try (Training training = new Training(new StoredRun(execution), NEVER)) {
            Cell<Long> sum = training.cell("sum", LONG, () -> 0L);
            training.once("begin", () -> done.add("begin"));
            training.repeat("outer", () -> sum.get() < 6, round -> {
                training.once("freeze", () -> done.add("freeze " + round));
                training.steps("inner", 3, step -> {
                    sum.set(sum.get() + 1);
                    done.add("inner " + round + " " + step);
                    if (sum.get() == stopAfter) {
                        execution.stop().request();
                    }
                });
            });
            training.once("end", () -> done.add("end " + sum.get()));
        } catch (StoppedException stopped) {
            done.add("stopped");
        }
        return done;
    }

    @Test
    void nestedStagesGoOnWhereTheyStopped() {
        Execution first = Execution.inMemory(1);
        assertThat(nested(first, 4))
                .containsExactly(
                        "begin", "freeze 0", "inner 0 0", "inner 0 1", "inner 0 2", "freeze 1", "inner 1 0", "stopped");
        Execution again = new Execution(1, first.stores(), Display.SILENT, new StopSignal(), 1, NEVER);
        assertThat(nested(again, -1)).containsExactly("inner 1 1", "inner 1 2", "end 6");
    }

    @Test
    void shuffledBatchesHoldEveryRowOnce() {
        Batches<int[]> batches = Batches.shuffled(10, 3, Streams.seeded(1), rows -> rows);
        assertThat(batches.perEpoch()).isEqualTo(3);
        int[] all = IntStream.range(0, 3)
                .mapToObj(i -> batches.batch(4, i))
                .flatMapToInt(Arrays::stream)
                .toArray();
        assertThat(all).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(batches.batch(4, 0)).isEqualTo(batches.batch(4, 0));
        assertThat(batches.batch(5, 0)).isNotEqualTo(batches.batch(4, 0));
    }
}
