package org.theriac.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.theriac.core.run.StopSignal;

class RunCommandTest {
    @TempDir
    Path folder;

    private String study = "";
    private String out = "";

    @BeforeEach
    void prepare() {
        study = Invocation.study(folder, Invocation.STUDY).toString();
        out = folder.resolve("out").toString();
    }

    @Test
    void aRunWritesResultsReportModelsAndProvenance() throws IOException {
        Invocation told = Invocation.of("run", study, "--out", out, "--quiet");
        assertThat(told.err()).isEmpty();
        assertThat(told.exit()).isZero();
        assertThat(told.out()).contains("Iterated risk").contains("Long").contains("report: " + out + "/report.html");
        assertThat(told.out().lines().mapToInt(String::length).max().orElse(0)).isLessThanOrEqualTo(120);
        Path folderOut = Path.of(out);
        assertThat(folderOut.resolve("report.html")).isNotEmptyFile();
        assertThat(folderOut.resolve("study.yaml")).hasContent(Invocation.STUDY);
        assertThat(folderOut.resolve("models/Iterated-risk/model.json")).isNotEmptyFile();
        assertThat(folderOut.resolve("work")).doesNotExist();
        JsonNode provenance =
                new ObjectMapper().readTree(folderOut.resolve("provenance.json").toFile());
        assertThat(provenance.at("/study/methods/1/iterated_risk/draws").asInt())
                .isEqualTo(10);
        assertThat(provenance.at("/study/protocol/folds").asInt()).isEqualTo(2);
        assertThat(provenance.at("/data/0/sha256").asText()).hasSize(64);
        assertThat(provenance.at("/notices").toString()).contains("walked");
    }

    @Test
    void theSameStudyGivesTheSameBytesWhateverTheWorkersShow() throws IOException {
        Invocation.of("run", study, "--out", out, "--quiet", "--workers", "1");
        Invocation told = Invocation.of("run", study, "--out", out + "2", "--json", "--workers", "2");
        assertThat(told.out()).isEqualTo(Files.readString(Path.of(out, "results.json")));
        Invocation other = Invocation.of("run", study, "--out", out + "3", "--json", "--set", "seed=2");
        assertThat(other.exit()).isZero();
        assertThat(Files.readString(Path.of(out + "3", "study.yaml"))).startsWith("# run with --set seed=2\n");
    }

    @Test
    void aStoppedRunTellsHowToGoOnAndDoes() {
        StopSignal stop = new StopSignal();
        stop.request();
        Invocation stopped = Invocation.of(IteratedRisk.CATALOGUE, stop, "run", study, "--out", out);
        assertThat(stopped.exit()).isEqualTo(130);
        assertThat(stopped.err()).contains("Go on with:\n  theriac run " + study + " --out " + out + " --resume");
        Invocation again = Invocation.of("run", study, "--out", out);
        assertThat(again.exit()).isEqualTo(2);
        assertThat(again.err()).contains("there is an unfinished run in " + out).contains("--resume");
        Invocation changed = Invocation.of("run", study, "--out", out, "--resume", "--set", "seed=5");
        assertThat(changed.exit()).isEqualTo(2);
        assertThat(changed.err()).contains("cannot be resumed: its study has changed since");
        assertThat(Invocation.of("run", study, "--out", out, "--resume").exit()).isZero();
        Invocation complete = Invocation.of("run", study, "--out", out, "--resume");
        assertThat(complete.exit()).isZero();
        assertThat(complete.err()).contains("nothing is left to do");
        assertThat(Invocation.of("run", study, "--out", out).err()).contains("holds a complete run");
    }

    @Test
    void foldersOfOthersAreNotTouched() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("thesis.txt"), "x");
        Invocation told = Invocation.of("run", study, "--out", other.toString());
        assertThat(told.exit()).isEqualTo(2);
        assertThat(told.err()).contains("holds other files; name a new folder");
        assertThat(other.resolve("thesis.txt")).hasContent("x");
    }

    @Test
    void aModelFromARunPredictsNewRows() throws IOException {
        Invocation.of("run", study, "--out", out, "--quiet");
        String model = Path.of(out, "models", "Long").toString();
        String table = folder.resolve("patients.csv").toString();
        Invocation told = Invocation.of("predict", model, table, "--subject", "id", "--times", "10,25");
        assertThat(told.exit()).isZero();
        assertThat(told.out().lines().toList())
                .hasSize(81)
                .first()
                .isEqualTo("row,id,risk,median_days,survival_at_10,survival_at_25");
        assertThat(told.out().lines().skip(1).findFirst().orElseThrow()).startsWith("1,P001,");
        List<String> lines = Files.readAllLines(folder.resolve("patients.csv"));
        List<String> many = new ArrayList<>(List.of(lines.get(0)));
        for (int row = 0; row < 10_500; row++) {
            many.add(lines.get(1 + row % 80));
        }
        Path large = Files.write(folder.resolve("many.csv"), many);
        Invocation chunks = Invocation.of("predict", model, large.toString(), "--times", "10,25");
        assertThat(chunks.exit()).isZero();
        List<String> predicted = chunks.out().lines().toList();
        assertThat(predicted).hasSize(10_501);
        assertThat(predicted.get(10_500)).startsWith("10500,");
        assertThat(predicted.get(10_400).replaceFirst("10400,", ""))
                .isEqualTo(predicted.get(80).replaceFirst("80,", ""));
        Invocation wrong = Invocation.of("predict", folder.toString(), table);
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err()).contains("is not a model folder");
    }
}
