package org.theriac.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.run.StopSignal;

/** One key of an estimation study is the confidence of every interval, of its numbers and of its words. */
class EstimationConfidenceTest {
    private static final String LUNG = """
            study: lung
            kind: estimation
            confidence: 0.9
            data: {patients: {table: "dataset:lung"}}
            outcome: {time_to_event: {time: time, event: status, event_is: 2}}
            analyses:
              - kaplan_meier: {at: [180, 365]}
              - kaplan_meier: {at: [365], limits: log_log}
              - cox: {terms: [age, sex], curves: [{age: 60, sex: 1}], at: [365]}
              - cox: {terms: ["ns(age, 3)"], variance: robust}
              - aft: {terms: [age, sex]}
              - restricted_mean: {by: [sex], until: 365}
              - random_survival_forest: {columns: [age, sex], trees: 10}
            """;

    private static final String MGUS2 = """
            study: mgus2
            kind: estimation
            confidence: 0.9
            data: {patients: {table: "dataset:mgus2", subject: id}}
            outcome:
              competing_risks: {time: etime, event: event, censored: censored, causes: {pcm: malignancy, death: death}, unit: months}
            analyses:
              - cumulative_incidence: {at: [120]}
              - state_occupancy: {at: [120], until: 240}
              - fine_gray: {cause: malignancy, terms: [age, sex]}
            """;

    private static final String CGD = """
            study: cgd
            kind: estimation
            confidence: 0.9
            data: {patients: {table: "dataset:cgd", subject: id}}
            analyses:
              - mean_cumulative_function: {columns: {start: tstart, stop: tstop, event: status}, at: [300]}
              - recurrent_cox: {columns: {start: tstart, stop: tstop, event: status}, terms: [treat, age]}
            """;

    @TempDir
    Path folder;

    private static void limits(JsonNode results, String at, double lower, double upper, double tolerance) {
        assertThat(results.at(at + "/lower").asDouble()).as(at).isCloseTo(lower, within(tolerance));
        assertThat(results.at(at + "/upper").asDouble()).as(at).isCloseTo(upper, within(tolerance));
    }

    /** Golden numbers: R 4.2.2, survival 3.5-3: survfit(conf.int=.9), summary(coxph)(conf.int=.9), confint(survreg, level=.9) on lung. */
    @Test
    void ninetyPercentLimitsOfLungAreThoseOfR() throws IOException {
        JsonNode results = RanStudy.of(LUNG, folder).results();
        assertThat(results.path("confidence").asDouble()).isEqualTo(.9);
        String curve = "/analyses/0/groups/0";
        limits(results, curve + "/at/0", .674262503426, .772412123389, 5e-12);
        limits(results, curve + "/at/1", .354362636242, .472619542983, 5e-12);
        limits(results, curve + "/quantiles/0", 153, 189, 0);
        limits(results, curve + "/quantiles/1", 285, 353, 0);
        limits(results, curve + "/quantiles/2", 473, 641, 0);
        limits(results, "/analyses/1/groups/0/at/0", .350047744731, .467447761879, 5e-12);
        limits(results, "/analyses/2/coefficients/0", 1.001876154795, 1.032740828582, 1e-8);
        limits(results, "/analyses/2/coefficients/1", .454452285238, .788380308646, 1e-8);
        limits(results, "/analyses/2/curves/given/0/at/0", .290664360506, .43412846006, 1e-8);
        limits(results, "/analyses/4/coefficients/1", .976577614901, .999187328297, 1e-7);
        limits(results, "/analyses/4/coefficients/2", 1.188158222751, 1.807176862459, 1e-6);
    }

    /** Golden numbers: R 4.2.2, survival 3.5-3: survfit of the states of mgus2 with conf.int=.9. */
    @Test
    void ninetyPercentLimitsOfIncidencesAreThoseOfR() throws IOException {
        JsonNode results = RanStudy.of(MGUS2, folder).results();
        limits(results, "/analyses/0/causes/0/groups/0/at/0", .0534681513288, .0759426798081, 5e-12);
        limits(results, "/analyses/0/causes/1/groups/0/at/0", .509187253534, .555453948249, 5e-12);
        limits(results, "/analyses/1/groups/0/at/0", .382227337859, .42798611942, 5e-12);
    }

    @ParameterizedTest
    @ValueSource(strings = {LUNG, MGUS2, CGD})
    void noHeadingNoteNorTableSpeaksOfAnotherConfidence(String study) throws IOException {
        RanStudy ran = RanStudy.of(study, folder);
        assertThat(ran.report()).contains("90 % interval").doesNotContain("95 %");
        try (Stream<Path> files = Files.list(ran.out())) {
            List<Path> tables =
                    files.filter(file -> file.toString().endsWith(".csv")).toList();
            assertThat(tables).isNotEmpty();
            for (Path table : tables) {
                assertThat(Files.readString(table)).as(table.toString()).doesNotContain("95 %");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.5", "1", "95", "0"})
    void whatIsNoConfidenceIsRefused(String confidence) throws IOException {
        Path study = Files.writeString(
                folder.resolve("s.yaml"), LUNG.replace("confidence: 0.9", "confidence: " + confidence));
        Invocation validated = Invocation.of(Catalogue.load(), new StopSignal(), "validate", study.toString());
        assertThat(validated.exit()).isEqualTo(2);
        assertThat(validated.err()).contains("confidence");
    }
}
