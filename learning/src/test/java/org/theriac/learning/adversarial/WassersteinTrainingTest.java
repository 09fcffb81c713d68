package org.theriac.learning.adversarial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.theriac.core.run.Display;
import org.theriac.core.run.Execution;
import org.theriac.core.run.StopSignal;
import org.theriac.core.run.StoppedException;
import org.theriac.core.run.StoredRun;
import org.theriac.learning.nn.Activation;
import org.theriac.learning.nn.Block;
import org.theriac.learning.nn.Composite;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.nn.Linear;
import org.theriac.learning.nn.Mlp;
import org.theriac.learning.nn.Pass;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Parameters;
import org.theriac.learning.tensor.Streams;
import org.theriac.learning.tensor.Tensors;
import org.theriac.learning.training.Training;

class WassersteinTrainingTest {
    private static final Duration NEVER = Duration.ofDays(1);

    /** A hidden layer of 16 units and numbers from it. */
    private static final class Net extends Composite implements Block {
        private final Mlp hidden;
        private final Linear out;

        Net(Initialiser init, int inputs, int outputs, double dropout) {
            hidden = part(
                    "hidden", new Mlp(init, inputs, new Mlp.Settings(List.of(16), Activation.TANH, dropout, false)));
            out = part("out", Linear.withBias(init, hidden.outputs(), outputs));
        }

        @Override
        public Tensor forward(Tensor x, Pass pass) {
            return out.forward(hidden.forward(x, pass), pass);
        }
    }

    /** A generator that cannot learn: it gives zeros, so that the critic's distance is from the data to a point mass at 0. */
    private static final class PointMass implements Block {
        private final Tensor weight;

        PointMass(Initialiser init) {
            weight = init.constant(0, 1, 1);
        }

        @Override
        public Tensor forward(Tensor x, Pass pass) {
            return x.mul(new Scalar(0.0)).add(weight.mul(new Scalar(0.0)));
        }

        @Override
        public SortedMap<String, Tensor> parameters() {
            return new TreeMap<>(Map.of("weight", weight));
        }
    }

    private static Initialiser doubles(Arena arena) {
        return new Initialiser(arena, ScalarType.Double, Streams.seeded(3));
    }

    /** D(x) = w x has the slope w everywhere: the penalty is (|w| − 1)², its derivative 2 (|w| − 1) sign w, whatever the rows. */
    @Test
    void penaltyOfALinearCriticIsThatOfItsSlope() {
        try (Arena scope = Arena.scope()) {
            Linear linear = Linear.withBias(doubles(scope), 1, 1);
            Tensor weight = linear.parameters().values().stream()
                    .filter(t -> t.dim() == 2)
                    .findFirst()
                    .orElseThrow();
            for (double w : new double[] {3, -0.4}) {
                Tensors.write(new double[] {w}, weight);
                Tensor real = Tensors.of(new double[] {1, 2, -7}, ScalarType.Double, 3, 1);
                Tensor fake = Tensors.of(new double[] {0, 5, 2}, ScalarType.Double, 3, 1);
                Tensor penalty = GradientPenalty.of(linear, real, fake, new double[] {0.1, 0.5, 1}, Pass.evaluation());
                assertThat(penalty.item_double()).isCloseTo(Math.pow(Math.abs(w) - 1, 2), within(1e-9));
                weight.mutable_grad().put(Tensors.of(new double[] {0}, ScalarType.Double, 1, 1));
                penalty.backward();
                assertThat(Tensors.toDoubles(weight.grad())[0])
                        .isCloseTo(2 * (Math.abs(w) - 1) * Math.signum(w), within(1e-6));
            }
        }
    }

    /** The gradient of the penalty, a derivative of derivatives, against finite differences of the penalty. */
    @Test
    void penaltysGradientEqualsFiniteDifferences() {
        try (Arena scope = Arena.scope()) {
            Net critic = new Net(doubles(scope), 2, 1, 0);
            SplittableRandom random = new SplittableRandom(2);
            Tensor real = Tensors.of(random.doubles(8, -1, 1).toArray(), ScalarType.Double, 4, 2);
            Tensor fake = Tensors.of(random.doubles(8, -1, 1).toArray(), ScalarType.Double, 4, 2);
            double[] mix = random.doubles(4).toArray();
            GradientPenalty.of(critic, real, fake, mix, Pass.evaluation()).backward();
            critic.parameters().forEach((name, parameter) -> {
                double[] values = Tensors.toDoubles(parameter);
                double[] gradient =
                        parameter.grad().defined() ? Tensors.toDoubles(parameter.grad()) : new double[values.length];
                for (int i = 0; i < values.length; i++) {
                    double h = 1e-5;
                    double[] moved = values.clone();
                    moved[i] += h;
                    Tensors.write(moved, parameter);
                    double above = GradientPenalty.of(critic, real, fake, mix, Pass.evaluation())
                            .item_double();
                    moved[i] -= 2 * h;
                    Tensors.write(moved, parameter);
                    double below = GradientPenalty.of(critic, real, fake, mix, Pass.evaluation())
                            .item_double();
                    Tensors.write(values, parameter);
                    assertThat(gradient[i]).as(name).isCloseTo((above - below) / (2 * h), within(1e-6));
                }
            });
        }
    }

    /**
     * Between point masses at 0 and a, a critic of slope at most 1 tells them apart by a. In one dimension a critic that starts with the wrong sign keeps it,
     * because it would have to pass slope 0, where the penalty is λ; so this one starts with positive weights.
     */
    @Test
    void criticBetweenPointMassesEstimatesTheirDistance() {
        for (double a : new double[] {0.5, 2}) {
            try (Training1D game = new Training1D(Execution.inMemory(1), a)) {
                AdversarialHistory history = game.run(new WassersteinTraining.Settings(1, 600, 16, 10, 0.01, 0));
                assertThat(history.rounds()).hasSize(1);
                assertThat(game.distance()).isCloseTo(a, within(0.1 * a));
            }
        }
    }

    /** A point mass at {@code a} as data, a point mass at 0 as generator. */
    private static final class Training1D implements AutoCloseable {
        private final Training training;
        private final Tensor real;
        private final Block critic;
        private final PointMass generator;
        private final PointMass kept;

        Training1D(Execution execution, double a) {
            training = new Training(new StoredRun(execution), NEVER);
            real = training.arena()
                    .keep(Tensors.of(IntStream.range(0, 20).mapToDouble(i -> a).toArray(), ScalarType.Float, 20, 1));
            Initialiser init = training.initialiser(ScalarType.Float);
            generator = training.layer("generator", new PointMass(init));
            kept = training.layer("kept", new PointMass(init));
            critic = training.layer("critic", new Net(init, 1, 1, 0));
            critic.parameters().values().forEach(tensor -> {
                double[] weights = Tensors.toDoubles(tensor);
                Tensors.write(Arrays.stream(weights).map(Math::abs).toArray(), tensor);
            });
        }

        AdversarialHistory run(WassersteinTraining.Settings settings) {
            return new WassersteinTraining(
                            training,
                            settings,
                            new WassersteinTraining.Networks<>(generator, kept, critic),
                            Noise.normal(1, ScalarType.Float),
                            real)
                    .run();
        }

        double distance() {
            try (Arena scope = Arena.scope();
                    NoGradGuard guard = new NoGradGuard()) {
                Tensor zero = real.narrow(0, 0, 1).mul(new Scalar(0.0));
                return critic.forward(real.narrow(0, 0, 1), Pass.evaluation())
                        .sub(critic.forward(zero, Pass.evaluation()))
                        .item_double();
            }
        }

        @Override
        public void close() {
            training.close();
        }
    }

    private record Result(AdversarialHistory history, double[] kept) {}

    /** A small generator with dropout learns a normal distribution in two dimensions; poisoned, the first of its rows holds a NaN. */
    private static Result train(Execution execution, Duration every, long rounds, boolean poisoned, int stopAt) {
        try (var training = new Training(new StoredRun(execution), every)) {
            SplittableRandom random = new SplittableRandom(8);
            double[] data = IntStream.range(0, 256)
                    .mapToDouble(i -> (i % 2 == 0 ? 3 : -2) + 0.5 * random.nextGaussian())
                    .toArray();
            Arrays.fill(data, 0, 1, poisoned ? Double.NaN : data[0]);
            Tensor real = training.arena().keep(Tensors.of(data, ScalarType.Float, 128, 2));
            Initialiser init = training.initialiser(ScalarType.Float);
            Net generator = training.layer("generator", new Net(init, 2, 2, 0.05));
            Net kept = training.layer("kept", new Net(init, 2, 2, 0.05));
            Net critic = training.layer("critic", new Net(init, 2, 1, 0));
            int[] calls = {stopAt};
            Block counted = new Block() {
                @Override
                public Tensor forward(Tensor x, Pass pass) {
                    if (--calls[0] == 0) {
                        execution.stop().request();
                    }
                    return critic.forward(x, pass);
                }

                @Override
                public SortedMap<String, Tensor> parameters() {
                    return critic.parameters();
                }
            };
            AdversarialHistory history = new WassersteinTraining(
                            training,
                            new WassersteinTraining.Settings(rounds, 5, 8, 10, 0.01, 0.9),
                            new WassersteinTraining.Networks<>(generator, kept, counted),
                            Noise.normal(2, ScalarType.Float),
                            real)
                    .run();
            double[] weights = Parameters.values(kept.state()).values().stream()
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
            return new Result(history, weights);
        }
    }

    @Test
    void generatorMovesToTheData() {
        AdversarialHistory history =
                train(Execution.inMemory(2), NEVER, 150, false, -1).history();
        double first = history.rounds().get(2).distance();
        double last = history.rounds().stream()
                .skip(130)
                .mapToDouble(AdversarialHistory.Round::distance)
                .average()
                .orElseThrow();
        assertThat(history.rounds()).hasSize(150);
        assertThat(Math.abs(last)).isLessThan(0.3);
        assertThat(first).isGreaterThan(2 * Math.abs(last));
    }

    @Test
    void resumedTrainingEndsWithTheSameBits() {
        Result unbroken = train(Execution.inMemory(5), NEVER, 12, false, -1);
        for (int stopAt : new int[] {1, 40, 100}) {
            Execution first = Execution.inMemory(5);
            assertThatThrownBy(() -> train(first, NEVER, 12, false, stopAt)).isInstanceOf(StoppedException.class);
            Execution again = new Execution(5, first.stores(), Display.SILENT, new StopSignal(), 1, NEVER);
            Result resumed = train(again, NEVER, 12, false, -1);
            assertThat(resumed.kept()).isEqualTo(unbroken.kept());
            assertThat(resumed.history()).isEqualTo(unbroken.history());
        }
    }

    @Test
    void lossThatIsNoNumberEndsTheTrainingWithTheLastSoundGenerator() {
        Result broken = train(Execution.inMemory(6), NEVER, 40, true, -1);
        long round = broken.history().divergedIn().orElseThrow();
        assertThat(round).isPositive();
        assertThat(broken.history().rounds()).hasSize(Math.toIntExact(round));
        assertThat(broken.kept()).doesNotContain(Double.NaN);
        // up to the broken round the data were sound: none of the rows drawn was the one that is no number
        assertThat(train(Execution.inMemory(6), NEVER, round, false, -1).kept()).isEqualTo(broken.kept());
        assertThat(train(Execution.inMemory(6), NEVER, round, false, -1)
                        .history()
                        .divergedIn())
                .isEqualTo(Optional.empty());
    }
}
