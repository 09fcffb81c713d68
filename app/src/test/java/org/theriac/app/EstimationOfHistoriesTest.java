package org.theriac.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.run.StopSignal;

/** Estimation studies of competing risks, states and events that recur, to the numbers of R (survival 3.5-3, cmprsk 2.2-11). */
class EstimationOfHistoriesTest {
    private static final String MGUS2 = """
            study: mgus2
            kind: estimation
            data: {patients: {table: "dataset:mgus2", subject: id}}
            outcome:
              competing_risks: {time: etime, event: event, censored: censored, causes: {pcm: malignancy, death: death}, unit: months}
            analyses:
            """;

    private static final String CGD = """
            study: cgd
            kind: estimation
            data: {patients: {table: "dataset:cgd", subject: id}}
            reference: {treat: placebo}
            analyses:
            """;

    @TempDir
    Path folder;

    private Invocation theriac(String yaml, String out) throws IOException {
        Path study = Files.writeString(folder.resolve("s.yaml"), yaml);
        return Invocation.of(
                Catalogue.load(),
                new StopSignal(),
                "run",
                study.toString(),
                "--out",
                folder.resolve(out).toString(),
                "--quiet");
    }

    private JsonNode run(String yaml) throws IOException {
        Invocation ran = theriac(yaml, "run");
        assertThat(ran.exit()).as(ran.err()).isZero();
        return new ObjectMapper()
                .readTree(folder.resolve("run").resolve("results.json").toFile());
    }

    private static void assertNumber(JsonNode results, String path, double expected, double tolerance) {
        assertThat(results.at(path).isNumber()).as(path).isTrue();
        assertThat(results.at(path).asDouble()).as(path).isCloseTo(expected, within(tolerance));
    }

    @Test
    void competingRisksOfMgus2GiveTheNumbersOfR() throws IOException {
        JsonNode results = run(MGUS2 + """
              - cumulative_incidence: {at: [60, 120, 240, 360]}
              - cumulative_incidence: {by: [sex], variance: aalen}
              - fine_gray: {cause: malignancy, terms: [age, sex], curves: [{age: 60, sex: F}], at: [120]}
              - fine_gray: {cause: death, terms: [age, sex], variant: original}
              - state_occupancy: {until: 240, at: [60]}
            """);
        String all = "/analyses/0/causes/0/groups/0/at/";
        double[] incidence = {.034104, .063722, .099814, .134042};
        for (int k = 0; k < incidence.length; k++) {
            assertNumber(results, all + k + "/incidence", incidence[k], 5e-7);
        }
        assertNumber(results, all + "2/upper", 0.12095795459661, 1e-10);
        assertNumber(results, "/analyses/1/causes/0/gray_test/statistic", 1.19451, 5e-6);
        assertNumber(results, "/analyses/1/causes/1/gray_test/statistic", 11.65126, 5e-6);
        assertNumber(results, "/analyses/2/coefficients/0/coefficient", -.0173017, 5e-8);
        assertNumber(results, "/analyses/2/coefficients/1/standard_error", .1856347, 5e-8);
        assertNumber(results, "/analyses/2/curves/0/at/0/incidence", 0.0842160702928, 1e-9);
        assertNumber(results, "/analyses/3/coefficients/0/coefficient", .0585844, 5e-8);
        assertNumber(results, "/analyses/4/groups/0/time_in_state/0/mean", 110.5889, 5e-5);
        assertNumber(results, "/analyses/4/groups/0/time_in_state/1/mean", 14.1905, 5e-5);
        assertNumber(results, "/analyses/4/groups/0/time_in_state/2/mean", 115.2206, 5e-5);
        assertThat(Files.readString(folder.resolve("run").resolve("report.html")))
                .contains(
                        "Cumulative incidence by sex",
                        "Gray",
                        "Incidence in given patients",
                        "Mean time spent in states up to 240");
    }

    @Test
    void infectionsThatRecurInCgdGiveTheNumbersOfR() throws IOException {
        JsonNode results = run(CGD + """
              - mean_cumulative_function: {columns: {start: tstart, stop: tstop, event: status, unit: days}, at: [100, 300]}
              - mean_cumulative_function: {columns: {start: tstart, stop: tstop, event: status, unit: days}, by: [treat]}
              - recurrent_cox: {columns: {start: tstart, stop: tstop, event: status, unit: days}, terms: [treat, age]}
              - recurrent_cox: {columns: {start: tstart, stop: tstop, event: status, unit: days}, terms: [treat, age], model: pwp_gap_time, most: 4}
              - recurrent_cox: {columns: {start: tstart, stop: tstop, event: status, unit: days}, terms: [treat], model: wei_lin_weissfeld, most: 2}
            """);
        assertNumber(results, "/analyses/0/groups/0/at/1/mean", 0.5813378856402, 1e-12);
        assertNumber(results, "/analyses/0/groups/0/at/1/standard_error", 0.09545166205956, 1e-12);
        assertNumber(results, "/analyses/1/test/degrees_of_freedom", 1, 0);
        assertNumber(results, "/analyses/1/test/statistic", 10.23720129720, 1e-9);
        assertNumber(results, "/analyses/2/coefficients/0/coefficient", -1.1200824, 5e-8);
        assertNumber(results, "/analyses/2/coefficients/0/robust_standard_error", .309931, 5e-7);
        assertNumber(results, "/analyses/3/coefficients/0/coefficient", -0.90513425365903, 1e-8);
        assertThat(results.at("/analyses/4/coefficients").size()).isEqualTo(3);
        assertThat(results.at("/analyses/4/coefficients/2/name").asText()).endsWith("average over events");
    }

    /** Golden numbers: R 4.2.2, survival 3.5-3, ages as weights: coxph(…, weights = w, cluster = id), survfit(…, id = id, weights = w). */
    @Test
    void weightedRowsOfCgdGiveTheNumbersOfR() throws IOException {
        JsonNode results = run(CGD + """
              - mean_cumulative_function: {columns: {start: tstart, stop: tstop, event: status}, at: [300], weights: age}
              - recurrent_cox: {columns: {start: tstart, stop: tstop, event: status}, terms: [treat], weights: age}
            """);
        assertNumber(results, "/analyses/0/groups/0/at/0/mean", 0.49250634321468, 1e-10);
        assertNumber(results, "/analyses/0/groups/0/at/0/standard_error", 0.09225741981476, 1e-10);
        assertNumber(results, "/analyses/1/coefficients/0/coefficient", -0.9843957175308, 1e-8);
        assertNumber(results, "/analyses/1/coefficients/0/robust_standard_error", 0.3550704490676, 1e-8);
        assertThat(Files.readString(folder.resolve("run").resolve("report.html")))
                .contains("Rows are weighted by age.");
    }

    /** Golden numbers: R 4.2.2, survival 3.5-3: finegray(Surv(a, b, e) ~ ., id = id) and coxph(…, weights = fgwt, cluster = id). */
    @Test
    void historiesInSeveralRowsGiveTheNumbersOfR() throws IOException {
        StringBuilder rows = new StringBuilder("id,a,b,e,z\n");
        for (int i = 1; i <= 120; i++) {
            int from = i % 5;
            int to = from + 2 + i * 7 % 19;
            int cut = from + 1 + i % (to - from - 1);
            rows.append(String.format("%d,%d,%d,0,%d%n", i, from, cut, i % 3));
            rows.append(String.format("%d,%d,%d,%d,%d%n", i, cut, to, i * 11 % 7 % 3, i * 5 % 4));
        }
        Files.writeString(folder.resolve("rows.csv"), rows.toString());
        String study = """
                study: rows
                kind: estimation
                data: {patients: {table: rows.csv, subject: id}}
                outcome: {competing_risks: {entry: a, time: b, event: e, causes: {1: first, 2: second}}}
                analyses:
                """;
        JsonNode results =
                run(study + "  - fine_gray: {cause: first, terms: [z]}\n  - fine_gray: {cause: second, terms: [z]}\n");
        assertNumber(results, "/analyses/0/coefficients/0/coefficient", 0.05455935715597, 1e-8);
        assertNumber(results, "/analyses/0/coefficients/0/standard_error", 0.16721389734091, 1e-8);
        assertNumber(results, "/analyses/1/coefficients/0/coefficient", 0.1409614901724, 1e-8);
        assertThat(Files.readString(folder.resolve("run").resolve("report.html")))
                .contains("Rows (start, stop] of a subject make one history");
        Invocation refused =
                theriac(study + "  - fine_gray: {cause: first, terms: [z], variant: original}\n", "refused");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("variant: weighted");
    }

    @Test
    void statesOfATableAreReadFromItsColumns() throws IOException {
        StringBuilder rows = new StringBuilder("patient,from,until,entered\n");
        for (int i = 0; i < 12; i++) {
            rows.append(i).append(",0,").append(2 + i).append(",ill\n");
            rows.append(i)
                    .append(',')
                    .append(2 + i)
                    .append(',')
                    .append(8 + i)
                    .append(i % 2 == 0 ? ",dead\n" : ",censored\n");
        }
        Files.writeString(folder.resolve("states.csv"), rows.toString());
        String study = """
                study: states
                kind: estimation
                data: {patients: {table: states.csv, subject: patient}}
                analyses:
                  - state_occupancy: {columns: {start: from, stop: until, to: entered, initial: well}, at: [7.5], until: 10}
                """;
        JsonNode results = run(study);
        // six of twelve have fallen ill by 7.5 and nobody has died
        assertNumber(results, "/analyses/0/groups/0/at/0/probability", 0.5, 1e-12);
        assertNumber(results, "/analyses/0/groups/0/at/2/probability", 0.5, 1e-12);
        assertThat(results.at("/analyses/0/groups/0/at/2/state").asText()).isEqualTo("ill");
        Files.writeString(folder.resolve("states.csv"), rows.toString().replace("3,5,11", "3,6,11"));
        Invocation refused = theriac(study, "refused");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("analyses[0].state_occupancy", "gap");
    }
}
