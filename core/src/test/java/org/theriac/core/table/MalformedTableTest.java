package org.theriac.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.theriac.core.SurroundingsError;
import org.theriac.core.UserError;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.Definition;

/** Bad tables end in one sentence that says where, what and what to do. */
class MalformedTableTest {
    @TempDir
    private Path folder;

    private void refused(byte[] content, TableSettings settings, String message) throws IOException {
        Files.write(folder.resolve("t.csv"), content);
        assertThatThrownBy(() -> Tables.load(settings.withTable("t.csv"), folder, Catalogue.EMPTY))
                .isInstanceOf(UserError.class)
                .hasMessage(message);
    }

    static List<Arguments> texts() {
        return List.of(
                Arguments.of("", "t.csv is empty. A table is a line of column names, then one line for each row."),
                Arguments.of(
                        "\n\n  \n", "t.csv is empty. A table is a line of column names, then one line for each row."),
                Arguments.of(
                        "a,b\n",
                        "t.csv has a header but no rows. A table is a line of column names, then one line for each row."),
                Arguments.of(
                        "a,b\n1,2\n3\n",
                        "t.csv, line 3: found 1 field, expected 2 as in the header. Look for a delimiter or a line end inside a value that is not"
                                + " in quotation marks."),
                Arguments.of(
                        "a,b\n\"x\ny\",2\n3,4,5\n",
                        "t.csv, line 4: found 3 fields, expected 2 as in the header. Look for a delimiter or a line end inside a value that is not"
                                + " in quotation marks."),
                Arguments.of(
                        "a,b,a\n1,2,3\n",
                        "t.csv, line 1: columns 1 and 3 are both named 'a'. Give each column a name of its own."),
                Arguments.of("a,b\n1,\"2\n3,4\n", "t.csv, line 2: the quotation mark that opens here is never closed."),
                Arguments.of(
                        "a,b\n1,\"2\"x\n",
                        "t.csv, line 2: text follows a closing quotation mark. Inside quotation marks, write a quotation mark twice."),
                Arguments.of(
                        "a,b\n1,2\u0000\n",
                        "t.csv is not text: it holds a zero byte at character 8. If it is UTF-16 without a byte order mark, set encoding: utf_16le"
                                + " or utf_16."),
                Arguments.of(
                        "PK\u0003\u0004abcdefg",
                        "t.csv is an Excel workbook or another zip archive, not delimited text. Save the table as CSV (plain or gzip)."),
                Arguments.of(
                        "PAR1abcdef",
                        "t.csv is a Parquet file, not delimited text. Save the table as CSV (plain or gzip)."),
                Arguments.of(
                        "x;y\n1,5;2.5\n",
                        "t.csv writes numbers with a decimal comma in column 'x' and with a decimal point in column 'y'. Say which one is meant:"
                                + " decimal: comma or decimal: point."),
                Arguments.of(
                        "crp,n\n" + rows(30) + "<0.2,1\n",
                        "t.csv, line 32, column 'crp': found '<0.2' in a column where 30 of 31 values are numbers. Correct it, add it to missing:"
                                + " if it stands for a missing value, or say in types: whether the column holds category or text."),
                Arguments.of(
                        "mrn,n\n" + rows(30) + "A17,1\n",
                        "t.csv, line 32, column 'mrn': found a value (not shown: the column may identify a person) in a column where 30 of 31"
                                + " values are numbers. Correct it, add it to missing: if it stands for a missing value, or say in types: whether the"
                                + " column holds category or text."));
    }

    private static String rows(int count) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < count; i++) {
            rows.append(i).append(",1\n");
        }
        return rows.toString();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void badTextIsRefusedInOneSentence(String text, String message) throws IOException {
        refused(text.getBytes(StandardCharsets.UTF_8), TableSettings.DEFAULTS, message);
    }

    @Test
    void aWordInANumberColumnIsLocated() throws IOException {
        refused(
                "age,x\n61,1\nold,2\n".getBytes(StandardCharsets.UTF_8),
                TableSettings.DEFAULTS.withTypes(Map.of("age", Definition.Type.NUMBER)),
                "t.csv, line 3, column 'age': found 'old' where a number is expected, such as 1.5. Correct it, or add it to missing: if it stands"
                        + " for a missing value.");
    }

    @Test
    void aTypeForAColumnThatIsNotThereNamesTheNearest() throws IOException {
        refused(
                "age,x\n61,1\n".getBytes(StandardCharsets.UTF_8),
                TableSettings.DEFAULTS.withTypes(Map.of("aeg", Definition.Type.NUMBER)),
                "t.csv has no column 'aeg' (types:) (did you mean 'age'?); its columns are: age, x.");
    }

    @Test
    void anAbsentSubjectColumnIsNamed() throws IOException {
        refused(
                "id,x\n61,1\n".getBytes(StandardCharsets.UTF_8),
                TableSettings.DEFAULTS.withSubject("patient"),
                "t.csv has no column 'patient' (subject:); its columns are: id, x.");
    }

    @Test
    void aRowWithoutItsSubjectIsRefused() throws IOException {
        refused(
                "id,x\nA,1\n,2\n".getBytes(StandardCharsets.UTF_8),
                TableSettings.DEFAULTS.withSubject("id"),
                "t.csv, line 3, column 'id': the subject is missing. Each row must name its subject, or none can be kept on one side of a split.");
    }

    @Test
    void aLevelThatTheDictionaryDoesNotKnowIsLocated() throws IOException {
        Files.writeString(folder.resolve("d.yaml"), "stage: {levels: [I, II]}\n");
        TableSettings settings = TableSettings.DEFAULTS.withDictionary("d.yaml");
        refused(
                "stage,x\nI,1\nIV,2\n".getBytes(StandardCharsets.UTF_8),
                settings,
                "t.csv, line 3, column 'stage': found 'IV', which is not among the levels: I, II.");
    }

    @Test
    void aDictionaryIsCheckedLineByLine() throws IOException {
        Files.writeString(folder.resolve("d.yaml"), "age: {lable: Age}\nsex: {known: later}\n");
        assertThatThrownBy(() -> Dictionary.read(folder.resolve("d.yaml"), "d.yaml"))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "d.yaml:1:7: age.lable: unknown key; did you mean 'label'? Allowed: label, unit, type, known, source, levels, note.\n"
                                + "d.yaml:2:14: sex.known: found 'later'. Allowed: before, at, after.");
    }

    @Test
    void aTableThatIsNotThereNamesItsNeighbour() throws IOException {
        Files.writeString(folder.resolve("patients.csv"), "a\n1\n");
        assertThatThrownBy(() -> Tables.load(TableSettings.of("patient.csv"), folder, Catalogue.EMPTY))
                .isInstanceOf(UserError.class)
                .hasMessage("there is no table 'patient.csv' (" + folder.resolve("patient.csv")
                        + ") (did you mean 'patients.csv'?).");
    }

    @Test
    void aFolderOrNothingIsNoTable() {
        assertThatThrownBy(() -> Tables.load(TableSettings.of("."), folder, Catalogue.EMPTY))
                .isInstanceOf(UserError.class)
                .hasMessage("table '.' is a folder; name a file in it.");
        assertThatThrownBy(() -> Tables.load(TableSettings.DEFAULTS, folder, Catalogue.EMPTY))
                .isInstanceOf(UserError.class)
                .hasMessage("no table is named; write table: the path of a file, or dataset:NAME.");
        assertThatThrownBy(() -> Tables.load(TableSettings.of("dataset:suport"), folder, Catalogue.EMPTY))
                .isInstanceOf(UserError.class)
                .hasMessage("there is no data set 'suport'; there are: none.");
    }

    @Test
    void aTruncatedArchiveIsSaidToBeCutOff() throws IOException {
        byte[] whole = gzip(rowsOf(5000));
        refused(
                Arrays.copyOf(whole, whole.length / 2),
                TableSettings.DEFAULTS,
                "t.csv ends in the middle of its compressed data: it was cut off. Copy or download it again.");
    }

    @Test
    void aDamagedArchiveIsSaidToBeDamaged() throws IOException {
        byte[] damaged = gzip(rowsOf(5000));
        damaged[damaged.length - 6] ^= 0x55; // the checksum
        Files.write(folder.resolve("t.csv"), damaged);
        assertThatThrownBy(() -> Tables.load(TableSettings.of("t.csv"), folder, Catalogue.EMPTY))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("t.csv is damaged: its compressed data cannot be unpacked");
    }

    @Test
    void whatIsCompressedTwiceIsRefused() throws IOException {
        refused(
                gzip(gzip(rowsOf(10))),
                TableSettings.DEFAULTS,
                "t.csv is compressed twice, not delimited text. Save the table as CSV (plain or gzip).");
    }

    @Test
    void bytesThatAreNotTheEncodingAreRefused() throws IOException {
        TableSettings utf8 = TableSettings.DEFAULTS.withEncoding(Encoding.UTF_8);
        refused(
                "name,x\nM\u00fcller,1\n".getBytes(StandardCharsets.ISO_8859_1),
                utf8,
                "t.csv is not text in UTF-8; set encoding: to what it was written in.");
    }

    @Test
    void aBombIsStoppedAtTheLimit() throws IOException {
        Limits limits = new Limits(10_000, 1000, 10, 1 << 20);
        assertThatThrownBy(() -> read(gzip(rowsOf(5000)), limits))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "t expands to more than 10000 bytes, more than a table may have. Is it what it should be? Split it if so.");
        assertThatThrownBy(() -> read(("a,b\n1,\"" + "x".repeat(2000)).getBytes(StandardCharsets.UTF_8), limits))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "t, line 2: the row that begins here has more than 1000 characters. Is a quotation mark not closed, or is this not a"
                                + " table?");
        assertThatThrownBy(() -> read(",".repeat(200).getBytes(StandardCharsets.UTF_8), limits))
                .isInstanceOf(UserError.class)
                .hasMessage("t, line 1: more than 10 fields in one row.");
    }

    @Test
    void aTableThatDoesNotFitIntoMemoryIsTheSurroundingsFault() {
        Limits limits = new Limits(1 << 30, 1000, 10, 10_000);
        assertThatThrownBy(() -> read(rowsOf(9000), limits))
                .isInstanceOf(SurroundingsError.class)
                .hasMessageStartingWith("t does not fit into memory: after 4096 rows");
    }

    private static RawTable read(byte[] content, Limits limits) {
        TableSource source = new TableSource("t", "t.csv", -1, () -> new java.io.ByteArrayInputStream(content));
        return new RawTableReader(source, TableSettings.DEFAULTS, limits).read();
    }

    private static byte[] rowsOf(int count) {
        StringBuilder text = new StringBuilder("a,b\n");
        for (int i = 0; i < count; i++) {
            text.append(i).append(',').append(i * 7919 % 1009).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gz = new GZIPOutputStream(out)) {
            gz.write(content);
        }
        assertThat(out.size()).isPositive();
        return out.toByteArray();
    }
}
