package org.theriac.core.kind.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.theriac.core.UserError;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.leakage.LeakSettings;
import org.theriac.core.model.LoadedModel;
import org.theriac.core.model.ModelFolder;
import org.theriac.core.outcome.Category;
import org.theriac.core.outcome.ClassProbabilities;
import org.theriac.core.report.Findings;
import org.theriac.core.run.Execution;
import org.theriac.core.run.StoredRun;
import org.theriac.core.task.InputSelection;

/** A prediction study whose outcome is a category. */
final class CategoryStudyTest {
    private static final Catalogue CATALOGUE = Catalogue.ofMethods(ClassShares.ENTRY, ColumnRisk.ENTRY);

    /** 60 rows: 30 normal, 20 benign, 10 malignant; one has no class. */
    private static Cohort cohort() {
        int n = 61;
        int[] codes = IntStream.range(0, n)
                .map(i -> i == 60 ? -1 : i % 6 < 3 ? 2 : i % 6 < 5 ? 0 : 1)
                .toArray();
        return new Cohort(
                List.of(
                        new NumberColumn(
                                "x", IntStream.range(0, n).mapToDouble(i -> i).toArray()),
                        new CategoryColumn("tumour", List.of("benign", "malignant", "normal", "cyst"), codes)),
                List.of(),
                IntStream.range(0, n).mapToObj(i -> "patient-" + i).toList());
    }

    private static Findings run(MethodChoice method) {
        PredictionSettings settings = new PredictionSettings(
                new PredictionSettings.TaskSettings(
                        new Category("tumour", List.of(), Optional.empty()), InputSelection.DEFAULTS),
                List.of(method),
                Protocol.DEFAULTS,
                LeakSettings.DEFAULTS);
        return new PredictionKind(CATALOGUE)
                .run(settings, Map.of("patients", cohort()), new StoredRun(Execution.inMemory(3)));
    }

    private static MethodChoice shares() {
        return new MethodChoice("shares", ClassShares.ENTRY, new ClassShares.Settings());
    }

    @Test
    void theClassesOfTheTableAreSettledBeforeRowsAreParted() {
        JsonNode results = run(shares()).results();
        assertThat(results.at("/task/outcome").asText()).isEqualTo("tumour (class: benign, malignant, normal)");
        assertThat(results.at("/task/inputs")).extracting(JsonNode::asText).containsExactly("x");
        assertThat(results.at("/cohort/rows_used").asInt()).isEqualTo(60);
        assertThat(results.at("/cohort/rows of class malignant").asInt()).isEqualTo(10);
    }

    @Test
    void aModelReadBackKnowsItsClassesAndPredictsTheSame(@TempDir Path folder) {
        Findings findings = run(shares());
        Path written = folder.resolve("model");
        ModelFolder.write(findings.models().get(0), JsonNodeFactory.instance.objectNode(), written);
        try (LoadedModel loaded = ModelFolder.read(written, CATALOGUE)) {
            assertThat(loaded.task().outcome())
                    .isEqualTo(new Category("tumour", List.of("benign", "malignant", "normal"), Optional.empty()));
            ClassProbabilities predicted = (ClassProbabilities) loaded.model().predict(cohort());
            assertThat(predicted.rows()).isEqualTo(61);
            assertThat(predicted.of(60, 0)).isEqualTo(20 / 60.0, org.assertj.core.api.Assertions.within(1e-12));
            assertThat(predicted.mostLikely(0)).isEqualTo(2);
        }
    }

    @Test
    void aMethodForAnotherOutcomeIsRefused() {
        assertThatThrownBy(() -> run(new MethodChoice("risk", ColumnRisk.ENTRY, new ColumnRisk.Settings("x", 1))))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("predicts time_to_event; the study's outcome is tumour (class:");
    }
}
