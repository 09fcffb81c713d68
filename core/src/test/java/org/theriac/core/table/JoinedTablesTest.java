package org.theriac.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.theriac.core.UserError;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Definition;
import org.theriac.core.method.InputSchema;
import org.theriac.core.run.Notice;
import org.theriac.core.study.StudyFile;

/** Tables joined by subject and time. */
class JoinedTablesTest {
    private static final double NONE = Double.NaN;

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        file("patients.csv", "id,age,admitted\n007,61,10\nb,50,20\nc,70,5\n");
        file("genes.csv", "id,brca\nc,1\n007,0\nz,1\n");
        file("labs.csv", """
                id,day,crp,unit
                007,9,3.5,mg
                007,2,1.5,mg
                007,10,,g
                007,11,99,mg
                b,4,7,mg
                b,21,99,mg
                z,1,5,mg
                b,,8,mg
                """);
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private LoadedTable load(String... tables) throws IOException {
        Map<String, LoadedTable> loaded = JoinedTables.load(data(tables), folder, Catalogue.EMPTY);
        assertThat(loaded).hasSize(1);
        return loaded.values().iterator().next();
    }

    private Map<String, TableSettings> data(String... tables) throws IOException {
        file("data.yaml", "data:\n  " + String.join("\n  ", tables) + "\n");
        return StudyFile.data(folder.resolve("data.yaml"), Catalogue.EMPTY);
    }

    private static final String PATIENTS = "patients: {table: patients.csv, subject: id, index_time: admitted}";
    private static final String GENES = "genes: {table: genes.csv, subject: id, join: {}}";
    private static final String LABS =
            "labs: {table: labs.csv, subject: id, join: {time: day, summary: {crp: [last, first, mean, min, max, count], unit: [last]}}}";

    private static long count(LoadedTable table, String code) {
        return table.notices().stream()
                .filter(notice -> notice.code().equals(code))
                .mapToLong(Notice::count)
                .sum();
    }

    @Test
    void aTableWithOneRowASubjectGivesItsColumns() throws IOException {
        LoadedTable table = load(PATIENTS, GENES);
        Cohort cohort = table.cohort();
        assertThat(cohort.names()).containsExactly("id", "age", "admitted", "brca");
        assertThat(cohort.numbers("brca").values()).containsExactly(0, NONE, 1);
        assertThat(count(table, "join-without")).isEqualTo(1);
        assertThat(count(table, "join-left-out")).isEqualTo(1);
        assertThat(cohort.definition("brca").from()).contains("genes");
        assertThat(cohort.definition("age").from()).contains("patients");
        assertThat(cohort.place(1)).isEqualTo("patients.csv, line 3");
        assertThat(cohort.subject(0)).isEqualTo("007");
    }

    @Test
    void rowsThatWereKnownAtTheIndexTimeAreSummarised() throws IOException {
        LoadedTable table = load(PATIENTS, LABS);
        Cohort cohort = table.cohort();
        assertThat(cohort.numbers("crp_last").values()).containsExactly(3.5, 7, NONE);
        assertThat(cohort.numbers("crp_first").values()).containsExactly(1.5, 7, NONE);
        assertThat(cohort.numbers("crp_mean").values()).containsExactly(2.5, 7, NONE);
        assertThat(cohort.numbers("crp_min").values()).containsExactly(1.5, 7, NONE);
        assertThat(cohort.numbers("crp_max").values()).containsExactly(3.5, 7, NONE);
        assertThat(cohort.numbers("crp_count").values()).containsExactly(2, 1, 0);
        // the row of day 10 is of the index time itself and counts; it has a unit, though no value of crp
        assertThat(cohort.column("unit_last").get(0)).isEqualTo("g");
        assertThat(count(table, "join-later")).isEqualTo(2);
        assertThat(count(table, "join-untimed")).isEqualTo(1);
        assertThat(cohort.definition("crp_last").from()).contains("labs: last of what was known by admitted");
    }

    @Test
    void aWindowLeavesOutWhatLiesFurtherBack() throws IOException {
        Cohort cohort = load(
                        PATIENTS,
                        "labs: {table: labs.csv, subject: id, join: {time: day, window: 7, summary: {crp: [count]}}}")
                .cohort();
        assertThat(cohort.numbers("crp_count").values()).containsExactly(1, 0, 0);
        assertThat(cohort.definition("crp_count").from())
                .contains("labs: count of what was known by admitted, at most 7 before");
    }

    @Test
    void withoutASummaryTheLastValueOfEveryColumnIsTaken() throws IOException {
        Cohort cohort = load(PATIENTS, "labs: {table: labs.csv, subject: id, join: {time: day}}")
                .cohort();
        assertThat(cohort.names()).containsExactly("id", "age", "admitted", "crp_last", "unit_last");
    }

    @Test
    void datesCountInDaysAndAConstantIndexServesAllRows() throws IOException {
        file("patients.csv", "id,admitted\na,2024-03-10\nb,2024-03-01T08:00\n");
        file(
                "labs.csv",
                "id,day,crp\na,2024-03-10,1\na,2024-03-11,2\nb,2024-03-01 07:59,3\nb,2024-03-01T09:00+00:00,4\n");
        assertThat(load(PATIENTS, "labs: {table: labs.csv, subject: id, join: {time: day}}")
                        .cohort()
                        .numbers("crp_last")
                        .values())
                .containsExactly(1, 3);
        file("labs.csv", "id,day,crp\na,3,1\na,4,2\nb,3.5,3\n");
        assertThat(load(
                                "patients: {table: patients.csv, subject: id, index_time: '3'}",
                                "labs: {table: labs.csv, subject: id, join: {time: day}}")
                        .cohort()
                        .numbers("crp_last")
                        .values())
                .containsExactly(1, NONE);
    }

    @Test
    void withoutAnIndexTimeTimesCountFromItAndANoticeSaysSo() throws IOException {
        file("labs.csv", "id,day,crp\n007,-1,1\n007,1,2\n");
        LoadedTable table = load(
                "patients: {table: patients.csv, subject: id}",
                "labs: {table: labs.csv, subject: id, join: {time: day}}");
        assertThat(table.cohort().numbers("crp_last").values()).containsExactly(1, NONE, NONE);
        assertThat(count(table, "join-index")).isEqualTo(3);
    }

    @Test
    void aSubjectWithSeveralRowsGetsWhatWasKnownByEach() throws IOException {
        file("patients.csv", "id,admitted\na,10\na,20\n");
        file("labs.csv", "id,day,crp\na,9,1\na,15,2\n");
        assertThat(load(PATIENTS, "labs: {table: labs.csv, subject: id, join: {time: day}}")
                        .cohort()
                        .numbers("crp_last")
                        .values())
                .containsExactly(1, 2);
    }

    @Test
    void theOrderOfTablesMakesNoDifference() throws IOException {
        LoadedTable one = load(PATIENTS, GENES, LABS);
        LoadedTable other = load(LABS, GENES, PATIENTS);
        assertThat(other.sha256()).isEqualTo(one.sha256());
        assertThat(other.notices()).isEqualTo(one.notices());
        assertThat(other.cohort().names()).isEqualTo(one.cohort().names());
        for (int row = 0; row < 3; row++) {
            for (String name : one.cohort().names()) {
                assertThat(other.cohort().key(row, name)).isEqualTo(one.cohort().key(row, name));
            }
        }
        assertThat(one.parts()).extracting(LoadedTable.Part::name).containsExactly("patients", "genes", "labs");
    }

    @Test
    void aPrefixKeepsEqualNamesApart() throws IOException {
        file("genes.csv", "id,age\n007,3\n");
        assertThatThrownBy(() -> load(PATIENTS, GENES))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "data: patients and genes both have a column 'age'. Write join: {prefix: genes_} beside genes, or leave one out.");
        assertThat(load(PATIENTS, "genes: {table: genes.csv, subject: id, join: {prefix: genes_}}")
                        .cohort()
                        .names())
                .contains("genes_age");
    }

    @Test
    void aDictionaryDescribesJoinedColumnsToo() throws IOException {
        file("labs.yaml", "crp: {label: C-reactive protein, unit: mg/l, known: after}\n");
        Cohort cohort = load(
                        PATIENTS,
                        "labs: {table: labs.csv, subject: id, dictionary: labs.yaml, join: {time: day, summary: {crp: [last, count]}}}")
                .cohort();
        assertThat(cohort.definition("crp_last").label()).isEqualTo("C-reactive protein, last");
        assertThat(cohort.definition("crp_last").unit()).contains("mg/l");
        assertThat(cohort.definition("crp_last").known()).isEqualTo(Definition.Known.AFTER);
        assertThat(cohort.definition("crp_count").unit()).isEmpty();
    }

    @Test
    void aModelReadsTheSameTablesAgain() throws IOException {
        InputSchema schema = InputSchema.of(load(PATIENTS, LABS).cohort(), List.of("unit_last", "age", "crp_mean"));
        file("labs.csv", "id,day,crp,unit\nb,1,1,kg\nb,2,300,mg\nc,5,5,kg\n");
        LoadedTable rows = JoinedTables.loadFor(schema, data(PATIENTS, LABS), folder, Catalogue.EMPTY);
        assertThat(rows.cohort().numbers("crp_mean").values()).containsExactly(NONE, 150.5, 5);
        assertThat(rows.cohort().categories("unit_last").levels()).startsWith("g", "mg");
        assertThat(rows.cohort().column("unit_last").get(1)).isEqualTo("mg");
        assertThat(count(rows, "unseen-level")).isEqualTo(1);
        assertThat(count(rows, "outside-training")).isEqualTo(1);
        assertThat(rows.cohort().subject(2)).isEqualTo("c");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            genes: {table: labs.csv, subject: id, join: {}}                          | data: genes: 2 of 3 subjects have more than one row, so which one to join is not told. Write join: {time: …}
            genes: {table: genes.csv, join: {}}                                      | data: genes: tables are joined by subject; write subject: the column that names it.
            genes: {table: genes.csv, subject: id, join: {onto: patient}}            | data: genes: join: onto: there is no table 'patient' that is not joined itself (did you mean 'patients'?). Allowed: patients.
            labs: {table: labs.csv, subject: id, join: {time: dya}}                  | data: labs has no column 'dya' for join: time: (did you mean 'day'?)
            labs: {table: labs.csv, subject: id, join: {time: unit}}                 | data: labs: column 'unit', row 1: found neither a number nor a date.
            labs: {table: labs.csv, subject: id, join: {time: day, summary: {unit: [mean]}}} | data: labs: summary: column 'unit' holds no numbers; allowed for it: last, first, count.
            labs: {table: labs.csv, subject: id, join: {time: day, summary: {cpr: [mean]}}}  | data: labs has no column 'cpr' for join: summary: (did you mean 'crp'?)
            labs: {table: labs.csv, subject: id, join: {summary: {crp: [last]}}}     | summary: last and first need time:, the column that orders the rows.
            labs: {table: labs.csv, subject: id, join: {window: 3}}                  | window: needs time:, the column that tells when each row was known.
            labs: {table: labs.csv, subject: unit, join: {time: day}}                | data: labs and patients have no subject in common. Compare how both write the column that names it.
            """)
    void aJoinThatDoesNotFitIsRefused(String table, String message) {
        assertThatThrownBy(() -> load(PATIENTS, table))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(message);
    }

    @Test
    void anIndexTimeMustBeThereAndOfTheKindOfTheTimes() throws IOException {
        String labs = "labs: {table: labs.csv, subject: id, join: {time: day}}";
        assertThatThrownBy(() -> load("patients: {table: patients.csv, subject: id, index_time: admited}", labs))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(
                        "data: patients has no column 'admited' for index_time: (did you mean 'admitted'?)");
        file("labs.csv", "id,day,crp\n007,2024-03-01,1\n");
        assertThatThrownBy(() -> load(PATIENTS, labs))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "data: labs: column 'day' holds dates, but the index time of patients is a number. Write index_time: a column that holds"
                                + " dates.");
    }

    @Test
    void everyTableJoinedOrSeveralNotJoinedIsSaid() {
        assertThatThrownBy(() -> load(GENES))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "data: genes: every table is joined to another; leave out join: of the one whose rows are predicted.");
        assertThatThrownBy(() -> load(PATIENTS, "others: {table: patients.csv, subject: id}", GENES))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "data: genes: say which table it is joined to: join: {onto: patients}. Allowed: patients, others.");
    }

    @Test
    void severalTablesThatAreNotJoinedStayApart() throws IOException {
        Map<String, TableSettings> data = new LinkedHashMap<>();
        data.put("a", TableSettings.of("patients.csv").withSubject("id"));
        data.put(
                "b",
                TableSettings.of("genes.csv")
                        .withSubject("id")
                        .withJoin(
                                new JoinSettings(Optional.of("a"), Optional.empty(), Optional.empty(), Map.of(), "")));
        data.put("c", TableSettings.of("labs.csv").withSubject("id"));
        assertThat(JoinedTables.load(data, folder, Catalogue.EMPTY).keySet()).containsExactly("a", "c");
    }
}
