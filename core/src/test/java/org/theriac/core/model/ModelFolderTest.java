package org.theriac.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.theriac.core.UserError;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.kind.prediction.ColumnRisk;
import org.theriac.core.method.FittedModel;
import org.theriac.core.method.InputSchema;
import org.theriac.core.method.Model;
import org.theriac.core.method.SeenSubjects;
import org.theriac.core.outcome.ProportionalHazards;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.run.Execution;
import org.theriac.core.run.StoredRun;
import org.theriac.core.task.Task;

final class ModelFolderTest {
    private static final Catalogue CATALOGUE = Catalogue.ofMethods(ColumnRisk.ENTRY);

    @TempDir
    Path folder;

    private Cohort cohort = cohort();
    private Path written = Path.of("");
    private SurvivalCurves before = new ProportionalHazards(new double[0], new double[0], new double[0]);

    private static Cohort cohort() {
        int n = 40;
        return new Cohort(
                List.of(
                        new NumberColumn(
                                "x",
                                IntStream.range(0, n)
                                        .mapToDouble(i -> i == 3 ? Double.NaN : 0.1 * i)
                                        .toArray()),
                        new NumberColumn(
                                "time",
                                IntStream.range(0, n)
                                        .mapToDouble(i -> 1 + i % 7)
                                        .toArray()),
                        new NumberColumn(
                                "event",
                                IntStream.range(0, n).mapToDouble(i -> i % 2).toArray())),
                List.of(),
                IntStream.range(0, n).mapToObj(i -> "patient-" + i).toList());
    }

    @BeforeEach
    void writeOne() {
        Task<TimeToEvent> task = new Task<>(new TimeToEvent("time", "event", Optional.empty(), "days"), List.of("x"));
        ColumnRisk.Settings settings = new ColumnRisk.Settings("x", -1);
        Model<SurvivalCurves> model =
                new ColumnRisk(settings).fit(task, cohort, cohort.none(), new StoredRun(Execution.inMemory(1)));
        before = model.predict(cohort);
        written = folder.resolve("model");
        ModelFolder.write(
                new FittedModel(
                        "mine",
                        ColumnRisk.ENTRY,
                        settings,
                        task,
                        InputSchema.of(cohort, List.of("x")),
                        SeenSubjects.of(cohort),
                        model),
                JsonNodeFactory.instance.objectNode().put("study", "test"),
                written);
    }

    @Test
    void aModelReadBackPredictsTheSameToTheBit() {
        try (LoadedModel loaded = ModelFolder.read(written, CATALOGUE)) {
            SurvivalCurves now = (SurvivalCurves) loaded.model().predict(cohort);

            assertThat(loaded.name()).isEqualTo("mine");
            assertThat(loaded.task().outcome()).isEqualTo(new TimeToEvent("time", "event", Optional.empty(), "days"));
            for (int row = 0; row < cohort.rows(); row++) {
                assertThat(now.risk(row)).isEqualTo(before.risk(row));
                assertThat(now.survival(row, 1)).isEqualTo(before.survival(row, 1));
            }
            assertThat(now.risk(0)).isGreaterThan(now.risk(39));
        }
    }

    @Test
    void noPatientIsInTheFolderAndNoClassIsNamed() throws IOException {
        try (Stream<Path> files = Files.list(written)) {
            for (Path file : files.toList()) {
                assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
                        .doesNotContain("patient-")
                        .doesNotContain("org.theriac");
            }
        }
    }

    @Test
    void aModelKnowsWhomItWasLearnedFrom() throws IOException {
        try (LoadedModel loaded = ModelFolder.read(written, CATALOGUE)) {
            assertThat(loaded.seen().holds("patient-3")).isTrue();
            assertThat(loaded.seen().holds("patient-40")).isFalse();
            assertThat(loaded.seen().rowsAmong(cohort)).isEqualTo(cohort.rows());
        }
        Files.delete(written.resolve("subjects.json"));
        try (LoadedModel loaded = ModelFolder.read(written, CATALOGUE)) {
            assertThat(loaded.seen().isKnown()).isFalse();
        }
    }

    @Test
    void damagedDigestsOfSubjectsAreRefused() throws IOException {
        Files.writeString(
                written.resolve("subjects.json"),
                "{\"digest\": \"first 64 bits of HMAC-SHA256\", \"training_sets\": [{\"key\": \"AAAA\", \"digests\": \"AAA=\"}]}");
        assertThatThrownBy(() -> ModelFolder.read(written, CATALOGUE))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("its digests of subjects are not whole");
    }

    @Test
    void aChangedWeightIsNoticedByTheProbe() throws IOException {
        Path weights = written.resolve("weights.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 2] ^= 0x10;
        Files.write(weights, bytes);

        assertThatThrownBy(() -> ModelFolder.read(written, CATALOGUE))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("does not give the predictions that its probe.json expects");
    }

    @Test
    void aFolderThatIsNoModelSaysSo() {
        assertThatThrownBy(() -> ModelFolder.read(folder, CATALOGUE))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("is not a model folder: it has no model.json");
    }

    @Test
    void aNewerFormatIsRefused() throws IOException {
        Path json = written.resolve("model.json");
        Files.writeString(json, Files.readString(json).replace("\"format\" : 1", "\"format\" : 99"));

        assertThatThrownBy(() -> ModelFolder.read(written, CATALOGUE))
                .hasMessageContaining("format 99; this version of Theriac reads format 1");
    }

    @Test
    void aMethodThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> ModelFolder.read(written, Catalogue.EMPTY))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("method 'column_risk' is not part of this program");
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        Files.delete(written.resolve("weights.safetensors"));

        assertThatThrownBy(() -> ModelFolder.read(written, CATALOGUE))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("weights.safetensors is missing");
    }
}
