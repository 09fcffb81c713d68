package org.theriac.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.run.StopSignal;

/** Two runs side by side, through the command line. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompareTest {
    private static final String STUDY = """
            study: small
            data: {patients: {table: patients.csv, subject: id}}
            task: {outcome: {time_to_event: {time: time, event: event}}}
            methods: [{cox: {}}]
            protocol: {folds: 2, draws: 40, refit: false, metrics: [harrell_c]}
            report: {importance: {repeats: 0, curves: 0}}
            """;

    private static final String TRIAL = """
            study: trial
            kind: trial
            design:
              ewoc_two_drugs:
                drug_x: {name: a, minimum: 10, maximum: 25}
                drug_y: {name: b, minimum: 50, maximum: 100}
                computation: {draws: 1024, sweeps: 100, warm_up: 20}
            simulate: {trials: 2, published: [tox1_eff1_h1]}
            """;

    private Path folder = Path.of("");
    private String plain = "";
    private String ridge = "";

    @BeforeAll
    void run(@TempDir Path shared) {
        folder = shared;
        plain = run("plain");
        ridge = run("ridge", "methods=[{cox: {ridge: 30}}]");
    }

    private static Invocation theriac(String... arguments) {
        return Invocation.of(Catalogue.load(), new StopSignal(), arguments);
    }

    private String run(String name, String... settings) {
        return run(Invocation.study(folder, STUDY), name, settings);
    }

    private String run(Path study, String name, String... settings) {
        String out = folder.resolve(name).toString();
        Stream<String> set = Stream.of(settings).flatMap(setting -> Stream.of("--set", setting));
        Invocation ran = theriac(Stream.concat(Stream.of("run", study.toString(), "--out", out, "--quiet"), set)
                .toArray(String[]::new));
        assertThat(ran.exit()).as(ran.err()).isZero();
        return out;
    }

    private static JsonNode json(String... runs) throws IOException {
        Invocation told = theriac("compare", runs[0], runs[1], "--json");
        assertThat(told.exit()).as(told.err()).isZero();
        return new ObjectMapper().readTree(told.out());
    }

    /** One sentence on the error stream, nothing else, and no page. */
    private void refused(String first, String second, String... says) {
        Path page = folder.resolve("refused.html");
        Invocation told = theriac("compare", first, second, "--out", page.toString());
        assertThat(told.exit()).as(told.err()).isEqualTo(2);
        assertThat(told.out()).isEmpty();
        assertThat(told.err()).contains(says).doesNotContain("Exception").doesNotContain("\tat ");
        assertThat(told.err().strip().lines()).hasSize(1);
        assertThat(page).doesNotExist();
        assertThat(folder.resolve(".refused.html.part")).doesNotExist();
    }

    @Test
    void runsOnTheSameRowsDifferByAPairedInterval() {
        Invocation told = theriac("compare", plain, ridge);
        assertThat(told.exit()).as(told.err()).isZero();
        assertThat(told.err()).isEmpty();
        assertThat(told.out())
                .startsWith("Both runs were judged on the same test rows with the same draws")
                .contains("Difference", "Settings that differ")
                .containsPattern("patients +equal")
                .containsPattern("methods\\[0]\\.cox\\.ridge +0\\S* +30")
                .containsPattern("Cox regression( +\\S+ \\(\\S+\\)){2} +\\S+ \\(\\S+ to \\S+\\)");
        assertThat(told.out().lines().mapToInt(String::length).max().orElse(0)).isLessThanOrEqualTo(120);
    }

    @Test
    void theDifferenceIsThatOfTheTwoResults() throws IOException {
        JsonNode compared = json(plain, ridge);
        assertThat(compared.path("test_rows").asText()).isEqualTo("paired");
        assertThat(compared.at("/data/patients").asText()).isEqualTo("equal");
        assertThat(compared.path("settings")).hasSize(1);
        assertThat(compared.at("/settings/0/path").asText()).isEqualTo("methods[0].cox.ridge");
        JsonNode score = compared.at("/scores/0");
        double first = score.at("/first/value").asDouble();
        assertThat(first).isEqualTo(concordance(plain));
        JsonNode difference = score.path("difference");
        assertThat(difference.path("value").asDouble()).isCloseTo(concordance(ridge) - first, within(1e-15));
        assertThat(difference.path("lower").asDouble())
                .isLessThan(difference.path("upper").asDouble());
        // what the runs share cancels draw by draw: the interval of the difference is narrower than that of either run
        assertThat(width(difference)).isLessThan(width(score.path("first")));
    }

    private static double concordance(String run) throws IOException {
        return new ObjectMapper()
                .readTree(Path.of(run, "results.json").toFile())
                .at("/methods/0/scores/harrell_c/value")
                .asDouble();
    }

    private static double width(JsonNode estimate) {
        return estimate.path("upper").asDouble() - estimate.path("lower").asDouble();
    }

    @Test
    void aRunDiffersFromItselfByNothing() throws IOException {
        JsonNode compared = json(plain, plain);
        assertThat(compared.path("settings")).isEmpty();
        JsonNode difference = compared.at("/scores/0/difference");
        assertThat(List.of(
                        difference.path("value").asDouble(Double.NaN),
                        difference.path("lower").asDouble(Double.NaN),
                        difference.path("upper").asDouble(Double.NaN)))
                .containsOnly(0.0);
        assertThat(theriac("compare", plain, plain).out()).contains("No setting differs");
    }

    @Test
    void aPageIsWritten() throws IOException {
        Path page = folder.resolve("compare.html");
        Invocation told = theriac("compare", plain, ridge, "--out", page.toString());
        assertThat(told.exit()).as(told.err()).isZero();
        assertThat(told.out()).endsWith("page: " + page + "\n");
        assertThat(Files.readString(page)).contains("methods[0].cox.ridge", "Where the runs come from", "<html");
        Invocation chinese = theriac("compare", plain, ridge, "--out", page.toString(), "--language", "zh", "--json");
        assertThat(chinese.exit()).as(chinese.err()).isZero();
        assertThat(new ObjectMapper().readTree(chinese.out()).path("scores")).hasSize(1);
        assertThat(Files.readString(page)).contains("lang=\"zh");
    }

    @Test
    void otherRowsHaveNoInterval() throws IOException {
        String folds = run("folds", "protocol.folds=3");
        String seed = run("seed", "seed=2");
        for (String other : List.of(folds, seed)) {
            assertThat(theriac("compare", plain, other).out())
                    .startsWith("The runs were judged on different test rows: a difference may be one of rows");
            JsonNode compared = json(plain, other);
            assertThat(compared.path("test_rows").asText()).isEqualTo("other_rows");
            assertThat(compared.at("/scores/0/difference/value").isNumber()).isTrue();
            assertThat(compared.at("/scores/0/difference/lower").isNull()).isTrue();
            assertThat(compared.at("/scores/0/difference/upper").isNull()).isTrue();
        }
    }

    @Test
    void otherDrawsOfTheSameRowsHaveNoInterval() throws IOException {
        String draws = run("draws", "protocol.draws=41");
        assertThat(theriac("compare", plain, draws).out())
                .startsWith("Both runs were judged on the same test rows, but their bootstrap draws differ");
        assertThat(json(plain, draws).at("/scores/0/difference/lower").isNull()).isTrue();
    }

    @Test
    void whatIsNoRunIsRefused() throws IOException {
        String nowhere = folder.resolve("nowhere").toString();
        refused(plain, nowhere, "there is no folder " + nowhere + ".");
        String empty = Files.createDirectories(folder.resolve("empty")).toString();
        refused(empty, plain, empty + " holds no complete run: there is no results.json in it.");
        String file = folder.resolve("patients.csv").toString();
        refused(plain, file, file + " is a file, not the folder of a run.");
    }

    @Test
    void anUnfinishedRunIsRefused() {
        StopSignal stop = new StopSignal();
        stop.request();
        String out = folder.resolve("stopped").toString();
        String study = Invocation.study(folder, STUDY).toString();
        assertThat(Invocation.of(Catalogue.load(), stop, "run", study, "--out", out)
                        .exit())
                .isEqualTo(130);
        refused(
                plain,
                out,
                out + " holds an unfinished run; finish it with 'theriac run STUDY --out " + out + " --resume'");
    }

    @Test
    void aDamagedRunIsRefused() throws IOException {
        Path damaged = Files.createDirectories(folder.resolve("damaged"));
        Files.writeString(damaged.resolve("results.json"), "{\"methods\": []}");
        refused(plain, damaged.toString(), damaged + " holds no complete run: there is no provenance.json in it.");
        Files.writeString(damaged.resolve("provenance.json"), "{}");
        Files.writeString(damaged.resolve("results.json"), "{\"methods\": [");
        refused(
                plain,
                damaged.toString(),
                "results.json is not the JSON that a run writes",
                "it was changed or cut off");
    }

    @Test
    void otherOutcomesAreRefused() {
        String women = run(
                "women", "task.outcome={category: {column: sex}}", "methods=[{prevalence: {}}]", "protocol.metrics=[]");
        refused(plain, women, "the runs predict different things and cannot be compared", "sex (class: f, m");
    }

    @Test
    void otherMetricsAreRefused() {
        String other = run("metrics", "protocol.metrics=[uno_c]");
        refused(plain, other, "the runs share no metric and cannot be compared", "has harrell_c;", "has uno_c.");
    }

    @Test
    void otherKindsAreRefused() throws IOException {
        Path study = Files.writeString(folder.resolve("trial.yaml"), TRIAL);
        String trial = run(study, "trial");
        refused(
                plain,
                trial,
                trial + " is a run of the kind 'trial'; runs can be compared that judge methods by metrics");
    }

    @Test
    void aPageIsNotWrittenWhereItCannotBe() {
        Invocation told = theriac("compare", plain, ridge, "--out", folder.toString());
        assertThat(told.exit()).isEqualTo(2);
        assertThat(told.err()).contains("--out " + folder + " is a folder; name a file, such as compare.html.");
        assertThat(told.out()).isEmpty();
        Invocation french = theriac("compare", plain, ridge, "--language", "fr");
        assertThat(french.exit()).isEqualTo(2);
        assertThat(french.err()).contains("--language fr: allowed are en, zh.");
    }
}
