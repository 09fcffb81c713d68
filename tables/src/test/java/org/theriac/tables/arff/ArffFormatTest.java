package org.theriac.tables.arff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.theriac.core.UserError;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.cohort.StoredFile;
import org.theriac.core.table.TableSettings;
import org.theriac.core.table.Tables;
import org.theriac.tables.TablesCatalogue;

class ArffFormatTest {
    private static final Catalogue CATALOGUE = new TablesCatalogue().catalogue();

    @TempDir
    Path folder;

    private static List<Column<?>> read(byte[] bytes) throws IOException {
        return new ArffFormat().read(new StoredFile("t.arff", bytes.length, () -> new ByteArrayInputStream(bytes)));
    }

    private static List<Column<?>> read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private Cohort cohort(String text) throws IOException {
        Files.writeString(folder.resolve("t.arff"), text);
        return Tables.load(TableSettings.of("t.arff"), folder, CATALOGUE).cohort();
    }

    private static final String SMALL = """
            % a comment
            @RELATION 'two words'

            @Attribute "tumour size" REAL
            @attribute grade {III, 'grade II', I}  % from bad to good
            @attribute seen date "dd.MM.yyyy HH:mm"
            @attribute note string
            @attribute n integer
            @data
            1.5, 'grade II', "01.03.2024 09:30", 'it\\'s, well', 3
            ?, I, ?, ?, -4
            % between
            2e1,III,"29.02.2024 00:00","?",0
            """;

    @Test
    void namesLevelsDatesAndMissingValuesAreRead() throws IOException {
        Cohort cohort = cohort(SMALL);
        assertThat(cohort.names()).containsExactly("tumour size", "grade", "seen", "note", "n");
        assertThat(cohort.numbers("tumour size").values()).containsExactly(1.5, Double.NaN, 20);
        assertThat(cohort.categories("grade").levels()).containsExactly("III", "grade II", "I");
        assertThat(cohort.categories("grade").code(1)).isEqualTo(2);
        assertThat(cohort.column("seen").get(0)).isEqualTo("2024-03-01T09:30");
        assertThat(cohort.column("seen").missing(1)).isTrue();
        assertThat(cohort.column("note").get(0)).isEqualTo("it's, well");
        assertThat(cohort.numbers("n").values()).containsExactly(3, -4, 0);
    }

    @Test
    void aSparseRowHasZerosAndFirstLevelsWhereItNamesNothing() throws IOException {
        List<Column<?>> columns = read(
                "@attribute a numeric\n@attribute b {no, yes}\n@attribute c numeric\n@data\n{1 yes, 2 7}\n{}\n{0 ?}\n");
        assertThat(((NumberColumn) columns.get(0)).values()).containsExactly(0, 0, Double.NaN);
        assertThat(((CategoryColumn) columns.get(1)).code(0)).isEqualTo(1);
        assertThat(((CategoryColumn) columns.get(1)).code(1)).isZero();
        assertThat(((NumberColumn) columns.get(2)).values()).containsExactly(7, 0, 0);
    }

    @Test
    void gzipAndWesternCharactersAreRead() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("@attribute ort {Köln}\n@data\nKöln\n".getBytes(Charset.forName("windows-1252")));
        }
        assertThat(((CategoryColumn) read(packed.toByteArray()).get(0)).levels())
                .containsExactly("Köln");
    }

    @Test
    void aDictionaryGivesLevelsAnotherOrder() throws IOException {
        Files.writeString(folder.resolve("d.yaml"), "grade: {levels: [I, grade II, III]}\n");
        Files.writeString(folder.resolve("t.arff"), SMALL);
        Cohort cohort = Tables.load(TableSettings.of("t.arff").withDictionary("d.yaml"), folder, CATALOGUE)
                .cohort();
        assertThat(cohort.categories("grade").levels()).containsExactly("I", "grade II", "III");
        assertThat(cohort.column("grade").get(1)).isEqualTo("I");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            @data;1 | line 1: @data stands before any @attribute.
            @attribute a numeric | ends before its @data
            a,b;1,2 | line 1: found 'a,b' where @relation, @attribute or @data is expected. Is this an ARFF file?
            @attribute a relational;@data;1 | line 1: the attribute 'a' has the type 'relational'; allowed: numeric, real, integer, string, date and {level, …}.
            @attribute a numeric;@attribute a string;@data;1,b | line 2: the attribute 'a' was declared in line 1 already. Give each a name of its own.
            @attribute a {x, y, x};@data;x | line 1: the level 'x' is declared twice.
            @attribute a {x, y;@data;x | line 1: the list of levels has no closing brace.
            @attribute a {};@data;x | line 1: the attribute 'a' has no levels.
            @attribute a numeric;@data;1;two | line 4: the attribute 'a' is numeric, but the value is no number.
            @attribute a numeric;@data;1e999 | line 3: the attribute 'a' is numeric, but the value is no number.
            @attribute a numeric;@data;NaN | line 3: the attribute 'a' is numeric, but the value is no number.
            @attribute a {x};@data;z | line 3: the value of 'a' is none of its levels: x.
            @attribute a numeric;@attribute b numeric;@data;1 | line 4: found 1 value, expected 2, one for each attribute, with commas between them.
            @attribute a numeric;@data;1,2 | line 3: found more values than the 1 attributes.
            @attribute a numeric;@data;1,{5} | line 3: an instance weight follows the values; weights are not read. Make it an attribute.
            @attribute a string;@data;'open | line 3: a quotation mark is not closed.
            @attribute a string;@data;'a' b | line 3: found more after the last value of the row.
            @attribute a numeric;@attribute b numeric;@data;1,,2 | line 4: the value of 'b' is empty. A missing value is written as ?.
            @attribute a numeric;@data;{1 3} | line 3: found the index 1; allowed are 0 to 0, each once, in ascending order.
            @attribute a numeric;@data;{x 3} | line 3: an index is expected in a sparse row, such as {0 1.5, 3 yes}.
            @attribute a numeric;@data;{0 3 | line 3: the sparse row has no closing brace.
            @attribute a date;@data;2024-03-01 | line 3: the value of 'a' is not a date in the form that is declared.
            @attribute a date "qq bb";@data;2024 | line 1: the date format 'qq bb' is none, such as "yyyy-MM-dd".
            @attribute a numeric;@data | has no rows after @data.
            """)
    void whatIsWrongIsSaidWithItsLine(String text, String message) {
        assertThatThrownBy(() -> read(text.replace(';', '\n')))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("t.arff")
                .hasMessageContaining(message);
    }

    @Test
    void anEmptyFileAndACutOffArchiveAreRefused() throws IOException {
        assertThatThrownBy(() -> read("")).isInstanceOf(UserError.class).hasMessageStartingWith("t.arff is empty.");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(SMALL.getBytes(StandardCharsets.UTF_8));
        }
        byte[] half = java.util.Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
        assertThatThrownBy(() -> read(half))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "t.arff ends in the middle of its compressed data: it was cut off. Copy or download it again.");
    }
}
