package org.theriac.app.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.run.Execution;
import org.theriac.core.run.StoredRun;
import org.theriac.core.study.Study;
import org.theriac.core.study.StudyFile;
import org.theriac.core.study.StudySchema;
import org.theriac.core.table.TableSettings;
import org.theriac.core.table.Tables;

/** One file and one line make a method of a study. */
final class AddingAMethodTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Catalogue CATALOGUE = Catalogue.load().and(Catalogue.ofMethods(ConstantHazard.ENTRY));

    @Test
    void thePageShowsTheFileAsItIs() throws IOException {
        String file = Files.readString(ROOT.resolve("app/src/test/java/org/theriac/app/example/ConstantHazard.java"));

        assertThat(Files.readString(ROOT.resolve("docs/adding-a-method.md"))).contains("```java\n" + file + "```\n");
    }

    @Test
    void theMethodIsJudgedBesideTheOthersInAStudy() throws IOException {
        Path file = Files.createTempFile("study", ".yaml");
        Files.writeString(file, """
                study: example
                data:
                  patients: {table: "dataset:veteran"}
                task:
                  outcome: {time_to_event: {time: time, event: status}}
                methods:
                  - {kaplan_meier: {}}
                  - {constant_hazard: {by: celltype, prior_events: 1}}
                protocol: {folds: 3, draws: 20}
                """);
        Study study = StudyFile.read(file, List.of(), CATALOGUE);
        TableSettings table = study.data().values().iterator().next();
        Cohort cohort = Tables.load(table, ROOT, CATALOGUE).cohort();

        JsonNode scores = study.run(CATALOGUE, Map.of("patients", cohort), new StoredRun(Execution.inMemory(1)))
                .results()
                .at("/methods/1/scores/harrell_c");

        assertThat(scores.path("value").asDouble()).isBetween(0.55, 0.75);
        Files.delete(file);
    }

    @Test
    void aLevelThatTrainingNeverHeldIsCountedInANotice(@TempDir Path folder) throws IOException {
        StringBuilder table = new StringBuilder("time,event,group\n");
        for (int row = 0; row < 60; row++) {
            table.append(1 + row)
                    .append(",1,")
                    .append(row == 30 ? "rare" : "common")
                    .append('\n');
        }
        Files.writeString(folder.resolve("table.csv"), table);
        Files.writeString(folder.resolve("study.yaml"), """
                study: unseen
                data:
                  patients: {table: table.csv, types: {group: category}}
                task:
                  outcome: {time_to_event: {time: time, event: event}}
                methods:
                  - {constant_hazard: {by: group}}
                protocol: {folds: 2, draws: 0}
                """);
        Study study = StudyFile.read(folder.resolve("study.yaml"), List.of(), CATALOGUE);
        Cohort cohort = Tables.load(study.data().values().iterator().next(), folder, CATALOGUE)
                .cohort();

        JsonNode notices = study.run(CATALOGUE, Map.of("patients", cohort), new StoredRun(Execution.inMemory(1)))
                .results()
                .path("notices");

        assertThat(notices)
                .filteredOn(notice -> notice.path("code").asText().equals("unseen-level"))
                .singleElement()
                .satisfies(notice -> assertThat(notice.path("count").asInt()).isEqualTo(1));
    }

    @Test
    void theSchemaKnowsItsSettings() {
        assertThat(StudySchema.of(CATALOGUE).toString())
                .contains("constant_hazard")
                .contains("prior_events");
    }
}
