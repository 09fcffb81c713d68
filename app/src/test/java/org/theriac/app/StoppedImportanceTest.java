package org.theriac.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.theriac.core.run.StopSignal;

class StoppedImportanceTest {
    private static final int STUDIED = 80;

    private static final String STUDY = """
            study: stopped
            data: {patients: {table: patients.csv, subject: id}}
            task: {outcome: {time_to_event: {time: time, event: event}}}
            methods: [{watched_cox: {}}]
            protocol: {folds: 2, draws: 20, refit: false}
            report: {importance: {repeats: 5, curves: 0}}
            """;

    @TempDir
    Path folder;

    /** Each of two folds permutes two columns: a stop after the first fold's first, then one after the second fold's first. */
    @Test
    void aRunStoppedBetweenTwoColumnsResumesToTheSameBytes() throws IOException {
        Path whole = folder.resolve("whole");
        assertThat(run(whole, Integer.MAX_VALUE)).isZero();
        JsonNode results =
                new ObjectMapper().readTree(whole.resolve("results.json").toFile());
        assertThat(results.at("/importance/methods/Watched Cox regression")).hasSize(2);

        Path stopped = folder.resolve("stopped");
        for (int stopsAt : new int[] {1, 3}) {
            assertThat(run(stopped, stopsAt)).isEqualTo(130);
            assertThat(stopped.resolve("results.json")).doesNotExist();
        }
        assertThat(run(stopped, Integer.MAX_VALUE)).isZero();
        assertThat(stopped.resolve("results.json")).hasSameBinaryContentAs(whole.resolve("results.json"));
        assertThat(stopped.resolve("bootstrap.json")).hasSameBinaryContentAs(whole.resolve("bootstrap.json"));
    }

    private int run(Path out, int stopsAt) {
        StopSignal stop = new StopSignal();
        return Invocation.of(
                        WatchedCox.catalogue(stop, STUDIED, stopsAt),
                        stop,
                        "run",
                        Invocation.study(folder, STUDY).toString(),
                        "--out",
                        out.toString(),
                        "--resume",
                        "--quiet",
                        "--workers",
                        "1")
                .exit();
    }
}
