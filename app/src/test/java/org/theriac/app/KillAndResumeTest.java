package org.theriac.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.theriac.app.terminal.Terminal;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.run.StopSignal;

class KillAndResumeTest {
    @TempDir
    Path folder;

    /** The program with the catalogue of tests. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            System.exit(new Program(
                            Terminal.system(System.getenv()), () -> IteratedRisk.CATALOGUE, new StopSignal(), () -> {})
                    .run(arguments));
        }
    }

    /** The program as it is shipped. */
    static final class Shipped {
        private Shipped() {}

        public static void main(String[] arguments) {
            System.exit(new Program(Terminal.system(System.getenv()), Catalogue::load, new StopSignal(), () -> {})
                    .run(arguments));
        }
    }

    private Process start(Class<?> program, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                program.getName());
        builder.command().addAll(java.util.List.of(arguments));
        return builder.redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    /** Kills the process without a chance to tidy up, each time when more is done, and lets the last one come to its end. */
    @Test
    void aKilledRunResumesToTheSameBytes() throws IOException, InterruptedException {
        String yaml = Invocation.STUDY.replaceAll("steps: \\d+", "steps: 300, draws: 30000");
        String study = Invocation.study(folder, yaml).toString();
        Path whole = folder.resolve("whole");
        assertThat(Invocation.of("run", study, "--out", whole.toString(), "--quiet", "--workers", "2")
                        .exit())
                .isZero();
        resumesTo(whole, study, Child.class, 1, 3, 5);
    }

    /** Paths of penalties, inner folds and half-samples: pieces within pieces, and trainings in the middle of their loops. */
    @Test
    void aKilledSelectionResumesToTheSameBytes() throws IOException, InterruptedException {
        String method =
                "{lassonet: {hidden: [4], dense: {epochs: 200}, path: {multiplier: 1.2}, stability: {halves: 2},"
                        + " choose: {cross_validation: {folds: 2}}}}";
        String yaml = Invocation.STUDY
                .replaceAll("(?m)^ *- \\{iterated_risk.*preset.*\\R", "")
                .replaceAll("\\{iterated_risk: .*", method);
        String study = Invocation.study(folder, yaml).toString();
        Path whole = undisturbed(study);
        resumesTo(whole, study, Shipped.class, 2, 6);
        assertThat(folder.resolve("killed").resolve("report.html"))
                .content()
                .contains("Selected inputs", "half-samples");
    }

    /** A generator and its critic in the middle of their steps, then the encoder that judges them. */
    @Test
    void aKilledGenerationResumesToTheSameBytes() throws IOException, InterruptedException {
        String study = Invocation.study(folder, """
                study: generation
                kind: generation
                data:
                  radiographs: {table: "dataset:pneumoniamnist_balanced"}
                input: images
                method:
                  wgan_gp: {latent: 8, base: 4, critic_steps: 80, batch_size: 16}
                features:
                  task: {label: labels, epochs: 1}
                samples: 50
                protocol:
                  test: {column: part, value: test}
                seed: 1
                """).toString();
        resumesTo(undisturbed(study), study, Shipped.class, 2, 3);
    }

    /** Pictures decoded ahead on another thread while the network learns. */
    @Test
    void aKilledNetworkOnPicturesResumesToTheSameBytes() throws IOException, InterruptedException {
        String study = Invocation.study(folder, """
                study: pictures
                kind: prediction
                data:
                  radiographs: {table: "dataset:pneumoniamnist_balanced"}
                task:
                  outcome:
                    category: {column: labels, positive: pneumonia}
                  inputs:
                    only: [images]
                methods:
                  - {network: {encoder: {image: {layers: {cnn: {channels: [4]}}}}, epochs: 2}}
                protocol:
                  test: {column: part, value: test}
                seed: 1
                """).toString();
        resumesTo(undisturbed(study), study, Shipped.class, 1, 2);
    }

    /** Runs the study at a stretch. */
    private Path undisturbed(String study) {
        Path whole = folder.resolve("whole");
        Invocation ran = Invocation.of(
                Catalogue.load(),
                new StopSignal(),
                "run",
                study,
                "--out",
                whole.toString(),
                "--quiet",
                "--workers",
                "2");
        assertThat(ran.exit()).as(ran.err()).isZero();
        return whole;
    }

    /** Runs the study in a child process that is killed each time when so many pieces are kept, and at last is not. */
    private void resumesTo(Path whole, String study, Class<?> program, int... killedAt)
            throws IOException, InterruptedException {
        Path killed = folder.resolve("killed");
        int kills = 0;
        for (int pieces : IntStream.concat(IntStream.of(killedAt), IntStream.of(Integer.MAX_VALUE))
                .toArray()) {
            Process process =
                    start(program, "run", study, "--out", killed.toString(), "--resume", "--workers", "2", "--quiet");
            while (pieces(killed) < pieces && !process.waitFor(5, TimeUnit.MILLISECONDS)) {
                Thread.onSpinWait();
            }
            if (process.isAlive()) {
                process.destroyForcibly().waitFor();
                kills++;
            } else {
                assertThat(process.exitValue())
                        .as(Files.readString(folder.resolve("log")))
                        .isZero();
            }
        }
        assertThat(kills).isPositive();
        assertThat(killed.resolve("results.json")).hasSameBinaryContentAs(whole.resolve("results.json"));
    }

    /** How many pieces of work a run has kept so far. */
    private static long pieces(Path run) throws IOException {
        if (!Files.exists(run.resolve("work"))) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(run.resolve("work"))) {
            return files.filter(file -> file.toString().endsWith(".piece")).count();
        } catch (java.io.UncheckedIOException vanished) {
            return 0;
        }
    }
}
