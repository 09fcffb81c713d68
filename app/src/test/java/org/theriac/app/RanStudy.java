package org.theriac.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.run.StopSignal;

/**
 * A study that was run through the real command line, to its end.
 *
 * @param out the run's folder
 * @param results what results.json holds
 */
record RanStudy(Path out, JsonNode results) {
    /** Runs a study, given as YAML, in a folder of its own. */
    static RanStudy of(String yaml, Path folder) throws IOException {
        Path study = Files.writeString(folder.resolve("s.yaml"), yaml);
        Path out = folder.resolve("run");
        Invocation ran = Invocation.of(
                Catalogue.load(), new StopSignal(), "run", study.toString(), "--out", out.toString(), "--quiet");
        assertThat(ran.exit()).as(ran.err()).isZero();
        return new RanStudy(
                out, new ObjectMapper().readTree(out.resolve("results.json").toFile()));
    }

    /** What a method scored, by its place in the study. */
    double score(int method, String metric) {
        return results.at("/methods/" + method + "/scores/" + metric + "/value").asDouble();
    }

    String report() throws IOException {
        return Files.readString(out.resolve("report.html"));
    }
}
