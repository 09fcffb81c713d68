package org.theriac.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.theriac.app.terminal.Terminal;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.run.StopSignal;

/**
 * Runs in child processes that are killed without a chance to tidy up.
 *
 * @param folder holds the log and the run
 * @param program a class with a main method
 */
record KilledRuns(Path folder, Class<?> program) {
    /** The program with the catalogue of tests. */
    static final class OfTests {
        private OfTests() {}

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

    /** Kills the run each time when so many pieces are kept, lets the last one come to its end, and compares its results. */
    void resumeTo(Path whole, String study, int... killedAt) throws IOException, InterruptedException {
        Path killed = folder.resolve("killed");
        int kills = 0;
        for (int pieces : IntStream.concat(IntStream.of(killedAt), IntStream.of(Integer.MAX_VALUE))
                .toArray()) {
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

    private Process start(String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                program.getName());
        builder.command().addAll(List.of(arguments));
        return builder.redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
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
