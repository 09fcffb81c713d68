package org.theriac.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.run.StopSignal;

/** From a study file with classes to results, report, and predictions of a kept model. */
class CategoryStudyTest {
    private static final String HOSPITAL_DEATH = """
            study: hospital_death
            data: {patients: {table: "dataset:support2", subject: sno}}
            task: {outcome: {category: {column: hospdead}}, inputs: {known: [before, at], source: [measured]}}
            methods:
              - {prevalence: {}}
              - {logistic: {columns: [age, sex, meanbp, crea, dzgroup]}}
            protocol: {holdout: 0.3, draws: 20}
            """;

    private static final String GRADE = """
            study: grade
            data: {patients: {table: "dataset:gbsg", subject: pid}}
            task: {outcome: {category: {column: grade, classes: ["3", "2", "1"]}}}
            methods:
              - {prevalence: {}}
              - {logistic: {}}
            protocol: {folds: 3, draws: 20}
            """;

    @TempDir
    Path folder;

    private static Invocation theriac(String... arguments) {
        return Invocation.of(Catalogue.load(), new StopSignal(), arguments);
    }

    @Test
    void deathInHospitalIsPredictedFromWhatIsKnownBefore() throws IOException {
        RanStudy ran = RanStudy.of(HOSPITAL_DEATH, folder);
        JsonNode results = ran.results();
        assertThat(results.at("/task/outcome").asText()).isEqualTo("hospdead (class: 0, 1; scored: 1)");
        assertThat(results.at("/task/inputs"))
                .extracting(JsonNode::asText)
                .contains("age", "meanbp")
                .doesNotContain("hospdead", "death", "d.time", "slos", "sfdm2", "surv2m", "prg2m");
        assertThat(ran.score(0, "auc")).isEqualTo(0.5);
        assertThat(ran.score(1, "auc")).isBetween(0.65, 0.85);
        assertThat(ran.score(1, "brier")).isLessThan(ran.score(0, "brier"));
        assertThat(ran.score(1, "calibration_slope")).isBetween(0.7, 1.3);
        assertThat(ran.report())
                .contains(
                        "Areas under the ROC curves",
                        "DeLong",
                        "Operating points",
                        "descriptive and flatters the method",
                        "Confusion matrix, Logistic regression",
                        "ROC curves, Died in hospital = 1",
                        "Reliability",
                        "Odds ratios");

        Invocation told = theriac(
                "predict",
                ran.out().resolve("models").resolve("Logistic-regression").toString(),
                "dataset:support2",
                "--subject",
                "sno");
        assertThat(told.exit()).as(told.err()).isZero();
        List<String> lines = told.out().lines().toList();
        assertThat(lines).hasSize(9106).first().isEqualTo("row,sno,predicted_class,probability_0,probability_1");
        for (String line : lines.subList(1, 50)) {
            String[] cells = line.split(",", -1);
            double p = Double.parseDouble(cells[4]);
            assertThat(Double.parseDouble(cells[3]) + p).isCloseTo(1, within(1e-12));
            assertThat(cells[2]).isEqualTo(p > 0.5 ? "1" : "0");
        }
        Invocation asked = theriac(
                "predict",
                ran.out().resolve("models").resolve("Prevalence").toString(),
                "dataset:support2",
                "--times",
                "10");
        assertThat(asked.exit()).isEqualTo(2);
        assertThat(asked.err()).contains("--times is for models of a time to event");
    }

    @Test
    void threeGradesArePredictedInTheStudysOrder() throws IOException {
        RanStudy ran = RanStudy.of(GRADE, folder);
        JsonNode results = ran.results();
        assertThat(results.at("/task/outcome").asText()).isEqualTo("grade (class: 3, 2, 1)");
        // shares 0.235, 0.647, 0.118 of 686 rows: Σ p (1 − p) is the Brier score of knowing only them
        assertThat(ran.score(0, "brier")).isCloseTo(0.5125, within(0.005));
        assertThat(ran.score(1, "auc")).isBetween(0.55, 0.75);
        assertThat(results.at("/methods/1/scores/calibration_slope/inapplicable")
                        .asText())
                .isEqualTo("It is for two classes.");
        assertThat(ran.report()).contains("AUC, 3 against the rest", "Each class against the rest", "2 vs 3: ");

        Invocation told = theriac(
                "predict",
                ran.out().resolve("models").resolve("Logistic-regression").toString(),
                "dataset:gbsg");
        assertThat(told.exit()).as(told.err()).isZero();
        List<String> lines = told.out().lines().toList();
        assertThat(lines.get(0)).isEqualTo("row,predicted_class,probability_3,probability_2,probability_1");
        String[] first = lines.get(1).split(",", -1);
        double[] p =
                Arrays.stream(first).skip(2).mapToDouble(Double::parseDouble).toArray();
        assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-12));
    }
}
