package org.theriac.learning.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.theriac.core.run.Execution;
import org.theriac.core.run.StoredRun;
import org.theriac.learning.nn.Activation;
import org.theriac.learning.nn.Mlp;
import org.theriac.learning.optim.Optimiser;
import org.theriac.learning.tensor.Tensors;

/** Ten thousand training steps in a Java of their own, whose heap has one size and is all touched at the start. */
class SteadyMemoryTest {
    private static final long MOST_KILOBYTES = 20 * 1024;

    @Test
    void residentMemoryGrowsByLessThan20MebibytesBetweenStep1000And11000() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms64m",
                        "-Xmx64m",
                        "-XX:+AlwaysPreTouch",
                        "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        SteadyMemoryTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(Long.parseLong(output.strip())).isLessThan(MOST_KILOBYTES);
    }

    /** Prints the growth in kilobytes. */
    public static void main(String[] arguments) {
        int rows = 64;
        try (Training training = new Training(new StoredRun(Execution.inMemory(1)))) {
            Mlp network = training.layer(
                    "network",
                    new Mlp(
                            training.initialiser(ScalarType.Float),
                            3,
                            new Mlp.Settings(List.of(32, 32, 1), Activation.SELU, 0.1, true)));
            Optimiser optimiser = training.optimiser("adam", Optimiser.Settings.adam(1e-3), network);
            double[] numbers = new SplittableRandom(1).doubles(rows * 3L, -1, 1).toArray();
            Tensor x = training.arena().keep(Tensors.of(numbers, ScalarType.Float, rows, 3));
            long[] resident = new long[1];
            training.steps("fit", 11_000, step -> {
                optimiser.clearGradients();
                Tensor output = network.forward(x, training.pass(step));
                output.mul(output).mean().backward();
                optimiser.step(0);
                if (step == 999) {
                    resident[0] = residentKilobytes();
                }
            });
            System.out.println(residentKilobytes() - resident[0]);
        }
    }

    private static long residentKilobytes() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
