package org.theriac.imaging.systems.wgan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.theriac.core.UserError;
import org.theriac.core.method.ModelState;
import org.theriac.core.method.Safetensors;
import org.theriac.core.run.Display;
import org.theriac.core.run.Execution;
import org.theriac.core.run.Progress;
import org.theriac.core.run.Run;
import org.theriac.core.run.StopSignal;
import org.theriac.core.run.StoppedException;
import org.theriac.core.run.StoredRun;
import org.theriac.imaging.models.GeneratorFacts;
import org.theriac.imaging.models.Images;
import org.theriac.imaging.models.PictureSampler;
import org.theriac.imaging.models.TrainingPictures;
import org.theriac.learning.contract.LayerContract;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.nn.Pass;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Parameters;
import org.theriac.learning.tensor.Shapes;
import org.theriac.learning.tensor.Streams;
import org.theriac.learning.tensor.Tensors;

class WganGpTest {
    private static final Images.Size SMALL = new Images.Size(1, 8, 12);
    private static final WganGp METHOD = new WganGp(new WganGpSettings(3, 2, 20, 5, 4, 1e-3, 10, 0.5));

    private static Tensor numbers(long... shape) {
        long count = LongStream.of(shape).reduce(1, (a, b) -> a * b);
        return Tensors.of(new SplittableRandom(4).doubles(count, -1, 1).toArray(), ScalarType.Double, shape);
    }

    private static TrainingPictures pictures(int count) {
        float[] pixels = new float[count * 8 * 12];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.nextDouble();
        }
        return TrainingPictures.unlabelled(SMALL, pixels);
    }

    @Test
    void generatorAndCriticHoldTheContract() {
        new LayerContract<>(
                        init -> new Critic(init, SMALL, 2, 2),
                        rows -> numbers(rows, 3, 8, 12),
                        (x, i) -> x.narrow(0, i, 1),
                        Critic::forward)
                .check();
        new LayerContract<>(
                        init -> new Generator(init, SMALL, 2, 3, 2),
                        rows -> numbers(rows, 5),
                        (x, i) -> x.narrow(0, i, 1),
                        Generator::forward)
                .check();
    }

    /**
     * By hand, base 32 at 28 × 28: critic 16·1·32 + 32, 16·32·64 + 64, 64·7·7 + 1; generator 64·3136 + 3136, norms 2·64 + 2·32, transposed 16·64·32 + 32,
     * 16·32·1 + 1.
     */
    @Test
    void networksHaveTheParametersOfTheirLayers() {
        try (Arena scope = Arena.scope()) {
            Initialiser init = new Initialiser(scope, ScalarType.Float, Streams.seeded(1));
            Images.Size size = new Images.Size(1, 28, 28);
            assertThat(Parameters.count(new Critic(init, size, 0, 32).parameters()))
                    .isEqualTo(544 + 32_832 + 3137);
            Generator generator = new Generator(init, size, 0, 64, 32);
            assertThat(Parameters.count(generator.parameters())).isEqualTo(203_840 + 192 + 32_800 + 513);
            Tensor made = generator.forward(Tensors.of(new double[128], ScalarType.Float, 2, 64), Pass.evaluation());
            assertThat(Shapes.of(made)).containsExactly(2, 1, 28, 28);
        }
    }

    @Test
    void sidesAreHalvedWhileTheyStayWholeAndAtLeastFour() {
        assertThat(Levels.of(new Images.Size(1, 28, 28))).isEqualTo(new Levels(2, 7, 7));
        assertThat(Levels.of(new Images.Size(1, 32, 32))).isEqualTo(new Levels(3, 4, 4));
        assertThat(Levels.of(SMALL)).isEqualTo(new Levels(1, 4, 6));
        assertThatThrownBy(() -> Levels.of(new Images.Size(1, 27, 28)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("27 × 28");
    }

    private static byte[] weights(ModelState state) {
        return Safetensors.write(state.arrays());
    }

    @Test
    void restoredGeneratorMakesTheSamePictures() {
        ModelState state = METHOD.fit(pictures(60), Run.inMemory(1));
        assertThat(GeneratorFacts.size(state.facts())).isEqualTo(SMALL);
        assertThat(GeneratorFacts.history(state.facts()).rounds()).hasSize(4);
        try (PictureSampler one = METHOD.restore(state);
                PictureSampler other = METHOD.restore(state)) {
            float[] made = one.sample(new int[300], new SplittableRandom(3));
            assertThat(made).hasSize(300 * 8 * 12).isEqualTo(other.sample(new int[300], new SplittableRandom(3)));
            for (float pixel : made) {
                assertThat(pixel).isBetween(0f, 1f);
            }
        }
    }

    @Test
    void generatedClassesComeOutAsPlanesBesideThePicture() {
        try (Arena scope = Arena.scope()) {
            Initialiser init = new Initialiser(scope, ScalarType.Float, Streams.seeded(1));
            Generator generator = new Generator(init, SMALL, 2, 3, 2);
            double[] noise = {0.1, 0.2, 0.3, 0, 1};
            Tensor made = generator.forward(Tensors.of(noise, ScalarType.Float, 1, 5), Pass.evaluation());
            assertThat(Shapes.of(made)).containsExactly(1, 3, 8, 12);
            assertThat(Tensors.toDoubles(made.narrow(1, 1, 1))).containsOnly(0.0);
            assertThat(Tensors.toDoubles(made.narrow(1, 2, 1))).containsOnly(1.0);
        }
    }

    /** Class 0 is dark and class 1 is bright: a little training tells them apart. */
    @Test
    void picturesAreMadeOfTheirClass() {
        SplittableRandom random = new SplittableRandom(1);
        int[] codes = random.ints(80, 0, 2).toArray();
        float[] pixels = new float[80 * 96];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) (codes[i / 96] == 0 ? 0.2 : 0.8 + 0.1 * random.nextDouble());
        }
        ModelState state = new WganGp(new WganGpSettings(3, 4, 300, 3, 16, 3e-3, 10, 0.5))
                .fit(new TrainingPictures(SMALL, pixels, codes, 2), Run.inMemory(1));
        try (PictureSampler sampler = new WganGp(new WganGpSettings(3, 4, 300, 3, 16, 3e-3, 10, 0.5)).restore(state)) {
            double dark = mean(sampler.sample(new int[40], random));
            int[] bright = new int[40];
            Arrays.fill(bright, 1);
            assertThat(mean(sampler.sample(bright, random))).isGreaterThan(dark + 0.3);
        }
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** A display that asks for a stop when so many rounds are done. */
    private static Display stoppingAfter(long rounds, StopSignal stop) {
        return (where, what, total) -> new Progress() {
            @Override
            public void at(long done, String detail) {
                if (done == rounds) {
                    stop.request();
                }
            }

            @Override
            public void close() {}
        };
    }

    @Test
    void stoppedTrainingResumesToTheSameBytes() {
        byte[] unbroken = weights(METHOD.fit(pictures(60), Run.inMemory(1)));
        Execution memory = Execution.inMemory(1);
        for (long rounds : new long[] {1, 3}) {
            StopSignal stop = new StopSignal();
            Execution stopped =
                    new Execution(1, memory.stores(), stoppingAfter(rounds, stop), stop, 1, Duration.ofDays(1));
            assertThatThrownBy(() -> METHOD.fit(pictures(60), new StoredRun(stopped)))
                    .isInstanceOf(StoppedException.class);
        }
        Execution again = new Execution(1, memory.stores(), Display.SILENT, new StopSignal(), 1, Duration.ofDays(1));
        assertThat(weights(METHOD.fit(pictures(60), new StoredRun(again)))).isEqualTo(unbroken);
        assertThat(weights(METHOD.fit(pictures(60), Run.inMemory(2)))).isNotEqualTo(unbroken);
    }

    @Test
    void trainingThatIsBrokenFromTheStartIsRefused() {
        float[] broken = pictures(60).pixels();
        Arrays.fill(broken, Float.NaN);
        assertThatThrownBy(() -> METHOD.fit(TrainingPictures.unlabelled(SMALL, broken), Run.inMemory(1)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("diverged");
    }

    @Test
    void trainingThatBreaksLaterKeepsTheLastSoundGeneratorAndSaysSo() {
        float[] broken = pictures(60).pixels();
        broken[0] = Float.NaN;
        Run run = Run.inMemory(4);
        ModelState state = new WganGp(new WganGpSettings(3, 2, 400, 5, 4, 1e-3, 10, 0))
                .fit(TrainingPictures.unlabelled(SMALL, broken), run);
        assertThat(run.notices()).extracting(notice -> notice.code()).containsExactly("training-diverged");
        assertThat(GeneratorFacts.history(state.facts()).divergedIn()).isPresent();
        state.arrays().values().forEach(array -> assertThat(array.doubles()).doesNotContain(Double.NaN));
    }
}
