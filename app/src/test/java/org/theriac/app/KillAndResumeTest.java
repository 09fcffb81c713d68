package org.theriac.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.theriac.app.terminal.Terminal;
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

    private Process start(String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Child.class.getName());
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
        Path killed = folder.resolve("killed");
        assertThat(Invocation.of("run", study, "--out", whole.toString(), "--quiet", "--workers", "2")
                        .exit())
                .isZero();
        int kills = 0;
        for (int pieces : new int[] {1, 3, 5, Integer.MAX_VALUE}) {
            Process process = start("run", study, "--out", killed.toString(), "--resume", "--workers", "2", "--quiet");
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
