package org.theriac.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.run.StopSignal;

/** A kind of study that reads no data goes the same way as the others: validate, run, stop, resume, report, provenance. */
class TrialStudyTest {
    private static final String SIMULATION = """
            study: small
            kind: trial
            design:
              ewoc_two_drugs:
                drug_x: {name: a, minimum: 10, maximum: 25}
                drug_y: {name: b, minimum: 50, maximum: 100}
                computation: {draws: 1024, sweeps: 100, warm_up: 20}
            simulate: {trials: 40, published: [tox1_eff1_h1, tox1_eff1_h0, tox2_eff3_h1, tox2_eff3_h0]}
            """;

    @TempDir
    Path folder;

    private String study(String yaml) throws IOException {
        return Files.writeString(folder.resolve("s.yaml"), yaml).toString();
    }

    private static Invocation of(String... arguments) {
        return Invocation.of(Catalogue.load(), new StopSignal(), arguments);
    }

    @Test
    void aStudyWithoutDataValidatesAndRuns() throws IOException {
        String study = study(SIMULATION.replace("trials: 40", "trials: 3"));
        Invocation validated = of("validate", study);
        assertThat(validated.err()).isEmpty();
        assertThat(validated.out()).contains("is a valid study of the kind 'trial'");
        Path out = folder.resolve("out");
        Invocation told = of("run", study, "--out", out.toString(), "--quiet");
        assertThat(told.err()).isEmpty();
        assertThat(told.exit()).isZero();
        assertThat(told.out()).contains("tox2_eff3_h0").contains("report: ");
        assertThat(Files.readString(out.resolve("report.html"))).contains("Maximum tolerated combinations");
        JsonNode provenance =
                new ObjectMapper().readTree(out.resolve("provenance.json").toFile());
        assertThat(provenance.at("/data")).isEmpty();
        assertThat(provenance.at("/study").has("data")).isFalse();
        assertThat(provenance
                        .at("/study/design/ewoc_two_drugs/stage_one/patients")
                        .asInt())
                .isEqualTo(30);
        JsonNode results =
                new ObjectMapper().readTree(out.resolve("results.json").toFile());
        assertThat(results.at("/scenarios")).hasSize(4);
        assertThat(results.at("/scenarios/0/measures/dlt_rate/trials").asInt()).isEqualTo(3);
    }

    @Test
    void aRealTrialIsAskedForItsNextDoses() throws IOException {
        Path shipped = Path.of("..", "studies", "ewoc_conduct.yaml");
        Path out = folder.resolve("out");
        Invocation told = of(
                "run",
                shipped.toString(),
                "--out",
                out.toString(),
                "--quiet",
                "--set",
                "design.ewoc_two_drugs.computation.draws=4096");
        assertThat(told.err()).isEmpty();
        assertThat(told.out()).contains("The next patients").contains("cabazitaxel");
        JsonNode results =
                new ObjectMapper().readTree(out.resolve("results.json").toFile());
        assertThat(results.at("/next")).hasSize(2);
        // what patients received and how they fared stands in the file for the trial's team alone, and there without
        // their names
        assertThat(Files.readString(out.resolve("report.html")))
                .contains("Maximum tolerated combinations")
                .doesNotContain("cohort by cohort")
                .doesNotContain("M07");
        assertThat(Files.readString(out.resolve("individuals-contains-patient-data.html")))
                .contains("cohort by cohort")
                .doesNotContain("M07");
    }

    @Test
    void workersDoNotShowInTheResults() throws IOException {
        String study = study(SIMULATION.replace("trials: 40", "trials: 25"));
        Invocation one = of("run", study, "--out", folder.resolve("1").toString(), "--json", "--workers", "1");
        Invocation two = of("run", study, "--out", folder.resolve("2").toString(), "--json", "--workers", "2");
        assertThat(two.out()).isEqualTo(one.out()).contains("type-one-error");
    }

    @Test
    void aKilledSimulationResumesToTheSameBytes() throws IOException, InterruptedException {
        String study = study(SIMULATION);
        Path whole = folder.resolve("whole");
        assertThat(of("run", study, "--out", whole.toString(), "--quiet", "--workers", "2")
                        .exit())
                .isZero();
        new KilledRuns(folder, KilledRuns.Shipped.class).resumeTo(whole, study, 1, 4);
    }
}
