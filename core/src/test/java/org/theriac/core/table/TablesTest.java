package org.theriac.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.theriac.core.UserError;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Definition;
import org.theriac.core.cohort.TextColumn;
import org.theriac.core.method.InputSchema;
import org.theriac.core.run.Notice;
import org.theriac.core.study.Binder;
import org.theriac.core.study.LocatedYaml;
import org.theriac.core.study.Place;

class TablesTest {
    @TempDir
    private Path folder;

    private LoadedTable load(byte[] content, TableSettings settings) throws IOException {
        Files.write(folder.resolve("t"), content);
        return Tables.load(settings.withTable("t"), folder, Catalogue.EMPTY);
    }

    private LoadedTable load(String content) throws IOException {
        return load(content.getBytes(StandardCharsets.UTF_8), TableSettings.DEFAULTS);
    }

    private static List<String> codes(LoadedTable loaded) {
        return loaded.notices().stream().map(Notice::code).toList();
    }

    @Test
    void blanksAroundValuesDoNotCount() throws IOException {
        Cohort cohort = load("a, b ,c\n 1,  2.50 , x \n3,4,\" x\"\n").cohort();
        assertThat(cohort.names()).containsExactly("a", "b", "c");
        assertThat(cohort.numbers("b").values()).containsExactly(2.5, 4);
        assertThat(cohort.categories("c").levels()).containsExactly("x");
    }

    @Test
    void zeroAndOneStayNumbers() throws IOException {
        assertThat(load("e,t\n0,1\n1,2\n").cohort().numbers("e").values()).containsExactly(0, 1);
    }

    @Test
    void wordsForMissingValuesAreMissing() throws IOException {
        Cohort cohort = load("a,b\n1,x\nNA,.\n,?\nNaN,null\n2,y\n").cohort();
        assertThat(cohort.column("a").missingCount()).isEqualTo(3);
        assertThat(cohort.column("b").missingCount()).isEqualTo(3);
    }

    @Test
    void numbersThatAreCodesSortAsNumbers() throws IOException {
        TableSettings settings = TableSettings.DEFAULTS.withTypes(Map.of("a", Definition.Type.CATEGORY));
        Cohort cohort = load("a\n10\n9\n2\n10\n".getBytes(StandardCharsets.UTF_8), settings)
                .cohort();
        assertThat(cohort.categories("a").levels()).containsExactly("2", "9", "10");
        assertThat(cohort.categories("a").get(0)).isEqualTo("10");
    }

    @Test
    void valuesThatHardlyRepeatAreText() throws IOException {
        StringBuilder text = new StringBuilder("note,sex\n");
        for (int i = 0; i < 40; i++) {
            text.append("word").append(i).append(i % 2 == 0 ? ",f\n" : ",m\n");
        }
        Cohort cohort = load(text.toString()).cohort();
        assertThat(cohort.column("note")).isInstanceOf(TextColumn.class);
        assertThat(cohort.categories("sex").levels()).containsExactly("f", "m");
    }

    @Test
    void rowsWithoutASubjectColumnAreSubjectsOfTheirOwnAndThisIsSaid() throws IOException {
        LoadedTable loaded = load("a\n1\n2\n");
        assertThat(loaded.cohort().subject(1)).isEqualTo("2");
        assertThat(loaded.notices())
                .containsExactly(new Notice(
                        "",
                        "no-subject",
                        "t: no subject column is named; each row counts as a subject of its own.",
                        2));
    }

    @Test
    void theSubjectIsAKeyAndNeverANumber() throws IOException {
        LoadedTable loaded = load(
                "id,x\n007,1\n007,2\n8,3\n".getBytes(StandardCharsets.UTF_8), TableSettings.DEFAULTS.withSubject("id"));
        assertThat(loaded.cohort().rowsBySubject().keySet()).containsExactly("007", "8");
        assertThat(loaded.cohort().column("id")).isInstanceOf(TextColumn.class);
        assertThat(loaded.notices()).isEmpty();
    }

    @Test
    void delimitersAreFoundOut() throws IOException {
        assertThat(load("a;b\n1,5;2\n").cohort().numbers("a").values()).containsExactly(1.5);
        assertThat(load("a\tb\n1.5\t2\n").cohort().numbers("a").values()).containsExactly(1.5);
        assertThat(load("a|b\n\"x|y\"|2\n").cohort().categories("a").levels()).containsExactly("x|y");
        assertThat(load("a,\"b;c;d\"\n1,2\n").cohort().names()).containsExactly("a", "b;c;d");
        assertThat(load("alone\n1\n2\n").cohort().names()).containsExactly("alone");
    }

    @Test
    void lineEndsOfEverySystemDivideRows() throws IOException {
        assertThat(load("a,b\r\n1,2\r\n3,4").cohort().numbers("b").values()).containsExactly(2, 4);
        assertThat(load("a,b\r1,2\r3,4\r").cohort().numbers("b").values()).containsExactly(2, 4);
        assertThat(load("a,b\n\n1,2\n\n3,4\n\n").cohort().numbers("b").values()).containsExactly(2, 4);
    }

    @Test
    void encodingsAreToldFromTheBytes() throws IOException {
        String text = "name,x\nM\u00fcller,1\nM\u00fcller,2\n";
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16)) {
            assertThat(load(text.getBytes(charset), TableSettings.DEFAULTS)
                            .cohort()
                            .categories("name")
                            .levels())
                    .containsExactly("M\u00fcller");
        }
        LoadedTable marked = load(("\ufeff" + text).getBytes(StandardCharsets.UTF_8), TableSettings.DEFAULTS);
        assertThat(marked.cohort().names()).containsExactly("name", "x");
        LoadedTable western = load(text.getBytes(Charset.forName("windows-1252")), TableSettings.DEFAULTS);
        assertThat(western.cohort().categories("name").levels()).containsExactly("M\u00fcller");
        assertThat(codes(western)).containsExactly("encoding", "no-subject");
    }

    @Test
    void gzipIsToldFromTheBytesNotFromTheName() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gz = new GZIPOutputStream(out)) {
            gz.write("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(load(out.toByteArray(), TableSettings.DEFAULTS)
                        .cohort()
                        .numbers("b")
                        .values())
                .containsExactly(2);
    }

    @Test
    void aDelimiterAtTheEndOfEachLineMakesNoColumn() throws IOException {
        LoadedTable loaded = load("a,b,\n1,2,\n");
        assertThat(loaded.cohort().names()).containsExactly("a", "b");
        assertThat(codes(loaded)).containsExactly("empty-column", "no-subject");
        assertThat(load(",a\n7,1\n").cohort().names()).containsExactly("column_1", "a");
    }

    @Test
    void theDigestIsThatOfTheStoredFile() throws IOException {
        // printf 'a\n1\n' | sha256sum
        assertThat(load("a\n1\n").sha256())
                .isEqualTo("309b0e45a73d3fc5325e2b6ed0a01ef8b9cde6b05a5633c1f893f970d52bfddc");
    }

    private InputSchema schema() throws IOException {
        Cohort training = load("age,sex,death\n40,f,0\n60,m,1\n50,f,1\n").cohort();
        return InputSchema.of(training, List.of("age", "sex"));
    }

    private LoadedTable loadFor(InputSchema schema, String content, String... also) throws IOException {
        Files.writeString(folder.resolve("new"), content);
        return Tables.loadFor(schema, List.of(also), TableSettings.of("new"), folder, Catalogue.EMPTY);
    }

    @Test
    void aModelReadsItsInputsWhateverTheirOrderAndCountsWhatIsNew() throws IOException {
        LoadedTable loaded = loadFor(schema(), "sex,extra,age\nf,1,45\nd,2,75\nm,<3,41\n");
        assertThat(loaded.cohort().names()).containsExactly("age", "sex");
        assertThat(loaded.cohort().numbers("age").values()).containsExactly(45, 75, 41);
        assertThat(loaded.cohort().categories("sex").levels()).containsExactly("f", "m", "d");
        assertThat(loaded.notices())
                .contains(new Notice("", "extra-column", "new: columns that the model does not read were left out.", 1))
                .contains(new Notice(
                        "",
                        "outside-training",
                        "column 'age' holds numbers outside the range of training (40.0 to 60.0).",
                        1))
                .contains(
                        new Notice("", "unseen-level", "column 'sex' holds levels that were not seen in training.", 1));
    }

    @Test
    void aModelMayBeGivenItsOutcomeToo() throws IOException {
        assertThat(loadFor(schema(), "sex,death,age\nf,1,45\n", "death")
                        .cohort()
                        .names())
                .containsExactly("age", "sex", "death");
    }

    @Test
    void anInputThatIsAbsentIsNamedWithItsNearest() throws IOException {
        InputSchema schema = schema();
        assertThatThrownBy(() -> loadFor(schema, "sex,Age\nf,1\n"))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "new has no column 'age' (an input of the model) (did you mean 'Age'?); its columns are: sex, Age.");
    }

    @Test
    void anInputOfAnotherTypeIsLocated() throws IOException {
        InputSchema schema = schema();
        assertThatThrownBy(() -> loadFor(schema, "sex,age\nf,41\nm,old\n"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("new, line 3, column 'age': found 'old' where a number is expected");
    }

    @Test
    void aStudyFileSaysHowToReadATable() {
        TableSettings bound = Binder.standard()
                .bind(
                        LocatedYaml.parse(
                                "{table: p.csv, subject: id, delimiter: semicolon, decimal: comma, encoding: windows_1252, missing: [-9], types:"
                                        + " {stage: category}}",
                                Place.of("study")),
                        TableSettings.DEFAULTS);
        assertThat(bound)
                .isEqualTo(new TableSettings(
                        "p.csv",
                        Optional.empty(),
                        Optional.of("id"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Delimiter.SEMICOLON),
                        Optional.of(DecimalMark.COMMA),
                        Optional.of(Encoding.WINDOWS_1252),
                        List.of("-9"),
                        Map.of("stage", Definition.Type.CATEGORY),
                        Map.of()));
    }

    @Test
    void columnsThatMayIdentifyAreToldByTheirNames() {
        Identifying identifying = new Identifying(Optional.of("sno"));
        assertThat(List.of(
                        "sno",
                        "id",
                        "PatientID",
                        "patient_id",
                        "Last Name",
                        "MRN",
                        "date_of_birth",
                        "patient",
                        "email.address"))
                .allMatch(identifying::column);
        assertThat(List.of("age", "patient_age", "birth_weight", "wide", "hidden", "d.time", "x1"))
                .noneMatch(identifying::column);
    }
}
