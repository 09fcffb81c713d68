package org.theriac.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.run.StopSignal;

/** From study files with competing risks and with rows (start, stop] to results, report, and predictions of a kept model. */
class CompetingStudyTest {
    private static final String PBC = """
            study: pbc
            data: {patients: {table: "dataset:pbc", subject: id}}
            task:
              outcome: {competing_risks: {time: time, event: status, causes: {1: transplant, 2: death}}}
              inputs: {only: [age, edema, bili, albumin]}
            methods:
              - {aalen_johansen: {}, name: aj}
              - {cause_specific_cox: {ridge: 1}, name: cox}
              - {network: {epochs: 3, batch_size: 128}, name: net}
            protocol: {holdout: 0.4, draws: 20}
            """;

    private static final String HEART = """
            study: heart
            data: {patients: {table: "dataset:stanford_heart", subject: id}}
            task: {outcome: {time_to_event: {entry: start, time: stop, event: event}}}
            methods:
              - {kaplan_meier: {}}
              - {cox: {}}
              - {logistic_hazard: {epochs: 3, durations: 5}}
            protocol: {folds: 3, draws: 20}
            """;

    @TempDir
    Path folder;

    private static Invocation theriac(String... arguments) {
        return Invocation.of(Catalogue.load(), new StopSignal(), arguments);
    }

    @Test
    void risksThatCompeteArePredictedJudgedKeptAndPrintedByCause() throws IOException {
        RanStudy ran = RanStudy.of(PBC, folder);
        JsonNode results = ran.results();
        assertThat(results.at("/task/outcome").asText())
                .isEqualTo("competing risks (time time in days, event status: transplant, death; censored: 0)");
        assertThat(ran.score(1, "cause_c_death")).isGreaterThan(0.75);
        assertThat(ran.score(1, "cause_brier_death")).isLessThan(ran.score(0, "cause_brier_death"));
        assertThat(ran.score(0, "cause_c_transplant")).isBetween(0.49, 0.51);
        assertThat(ran.report())
                .contains(
                        "Cumulative incidence",
                        "Aalen–Johansen of all test rows",
                        "Incidence of death: observed, and mean of the predictions",
                        "death: Serum bilirubin");
        Path table =
                Files.writeString(folder.resolve("new.csv"), "age,edema,bili,albumin\n60,0,1.5,3.4\n45,1,12,2.5\n");
        for (String model : new String[] {"aj", "cox", "net"}) {
            Path folderOfModel = ran.out().resolve("models").resolve(model);
            Invocation predicted =
                    theriac("predict", folderOfModel.toString(), table.toString(), "--times", "365,1826");
            assertThat(predicted.exit()).as(predicted.err()).isZero();
            String[] lines = predicted.out().split("\n", -1);
            assertThat(lines[0])
                    .isEqualTo(
                            "row,incidence_of_transplant_at_365,incidence_of_transplant_at_1826,incidence_of_death_at_365,"
                                    + "incidence_of_death_at_1826,no_event_at_365,no_event_at_1826");
            String[] cells = lines[2].split(",", -1);
            double sum = Double.parseDouble(cells[1]) + Double.parseDouble(cells[3]) + Double.parseDouble(cells[5]);
            assertThat(sum).isBetween(0.99999, 1.00001);
        }
    }

    @Test
    void rowsOfASubjectStayTogetherAndMetricsSayWhatEntryTimesAllow() throws IOException {
        RanStudy ran = RanStudy.of(HEART, folder);
        JsonNode results = ran.results();
        assertThat(ran.score(1, "harrell_c")).isBetween(0.45, 0.8);
        assertThat(results.at("/methods/1/scores/integrated_brier").toString())
                .contains("Not defined where a subject has several rows");
        assertThat(results.at("/methods/1/scores/antolini_c").toString())
                .contains("Not defined for rows with entry times");
        assertThat(ran.score(1, "d_calibration")).isPositive();
        assertThat(results.at("/task/outcome").asText())
                .isEqualTo("time to event (entry start, time stop in days, event event)");
        assertThat(results.at("/task/inputs"))
                .extracting(JsonNode::asText)
                .containsExactly("age", "year", "surgery", "transplant");
    }

    @Test
    void aStudyThatForgetsTheSubjectOrTheCodingIsToldWhatToWrite() throws IOException {
        Path study = Files.writeString(
                folder.resolve("s.yaml"), PBC.replace("causes: {1: transplant, 2: death}", "censored: alive"));
        Invocation told =
                theriac("run", study.toString(), "--out", folder.resolve("x").toString());
        assertThat(told.exit()).isEqualTo(2);
        assertThat(told.err()).contains("no row of column 'status' (event) holds 'alive', which is to mean censored");
    }
}
