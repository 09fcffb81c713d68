package org.theriac.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.catalogue.CoreCatalogue;
import org.theriac.core.study.Located;
import org.theriac.core.study.LocatedYaml;
import org.theriac.core.study.Place;

class DescriptionTest {
    @TempDir
    private Path folder;

    private Description describe(String content) throws IOException {
        Files.writeString(folder.resolve("t.csv"), content);
        return Description.of(Tables.load(TableSettings.of("t.csv"), folder, Catalogue.EMPTY));
    }

    @Test
    void aTableIsDescribedColumnByColumnWithoutWhatIdentifies() throws IOException {
        Description description = describe("patient_id,age,stage,empty\nA1,60,II,\nA2,,I,\nA3,70.5,II,\nA1,50,,\n");
        assertThat(description.lines())
                .containsExactly(
                        "t.csv: 4 rows, 4 subjects, 4 columns",
                        "patient_id  category  0 missing  3 distinct  (values not shown: may identify a person)",
                        "age         number    1 missing  3 distinct  min 50, median 60, max 70.5",
                        "stage       category  1 missing  2 distinct  II 2, I 1",
                        "empty       number    4 missing  0 distinct");
    }

    private static String studyFile(Draft draft) {
        return new CoreCatalogue()
                .catalogue()
                .kind("prediction")
                .flatMap(kind -> kind.studyFile("draft", draft.description().origin(), draft))
                .orElseThrow();
    }

    @Test
    void aDraftFindsSubjectTimeAndEventByNameAndContent() throws IOException {
        Draft draft = Draft.of(describe("id,age,os_days,status\n1,60,10,1\n2,61,20,2\n3,62,30,2\n"));
        assertThat(draft.subject()).contains("id");
        assertThat(draft.time()).contains("os_days");
        assertThat(draft.event()).contains("status");
        assertThat(draft.eventIs()).contains("2");
        assertThat(studyFile(draft))
                .contains("patients: {table: \"t.csv\", subject: \"id\"}")
                .contains("time_to_event: {time: \"os_days\", event: \"status\", event_is: \"2\", unit: days}");
    }

    @Test
    void anEventOfZeroAndOneNeedsNoCode() throws IOException {
        Draft draft = Draft.of(describe("age,d.time,death\n60,10,1\n61,20,0\n62,5,0\n"));
        assertThat(draft.time()).contains("d.time");
        assertThat(draft.event()).contains("death");
        assertThat(draft.eventIs()).isEmpty();
    }

    @Test
    void columnsThatOnlyNumberTheRowsAreNoInputs() throws IOException {
        Draft draft = Draft.of(describe("rownames,id,stage,time,death\n1,3,1,10,1\n3,1,2,20,0\n2,2,2,5,0\n"));
        assertThat(draft.subject()).contains("id");
        assertThat(studyFile(draft)).contains("    except: [\"rownames\"]   # only number the rows\n");
        assertThat(LocatedYaml.parse(studyFile(draft), Place.of("draft"))).isInstanceOf(Located.Mapping.class);
        assertThat(studyFile(Draft.of(describe("age,time,death\n60,10,1\n61,20,0\n"))))
                .doesNotContain("except");
    }

    @Test
    void aTableWithAClassAndNoTimesDraftsACategory() throws IOException {
        Draft draft = Draft.of(describe("age,diagnosis\n60,benign\n61,malignant\n62,benign\n"));
        assertThat(draft.category()).contains("diagnosis");
        assertThat(studyFile(draft))
                .contains("    category: {column: \"diagnosis\"}", "{prevalence: {}}", "{logistic: {}}");
    }

    @Test
    void whatIsNotFoundIsLeftToTheReaderInAFileThatIsStillYaml() throws IOException {
        Draft draft = Draft.of(describe("a,b\n1,2\n3,4\n"));
        assertThat(studyFile(draft)).contains("{time: TIME, event: EVENT, unit: days}");
        assertThat(LocatedYaml.parse(studyFile(draft), Place.of("draft"))).isInstanceOf(Located.Mapping.class);
    }

    @Test
    void aDraftIsYamlWhateverTheColumnsAreNamed() throws IOException {
        String file =
                studyFile(Draft.of(describe("rownames\u0001\\,\"a\nb\",time,death\n1,3,10,1\n2,1,20,0\n3,2,5,0\n")));
        assertThat(file).contains("rownames\\u0001\\\\");
        assertThat(LocatedYaml.parse(file, Place.of("draft"))).isInstanceOf(Located.Mapping.class);
    }
}
