package org.theriac.tables.xlsx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.theriac.core.UserError;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.study.PartChoice;
import org.theriac.core.table.TableSettings;
import org.theriac.core.table.Tables;
import org.theriac.tables.TablesCatalogue;

class XlsxFormatTest {
    private static final Catalogue CATALOGUE = new TablesCatalogue().catalogue();

    @TempDir
    Path folder;

    private void write(Consumer<Workbook> content) throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve("t.xlsx"));
                Workbook workbook = new Workbook(out, "Test", "1.0")) {
            content.accept(workbook);
        }
    }

    private static void rows(Worksheet sheet, Object[]... rows) {
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < rows[r].length; c++) {
                Object value = rows[r][c];
                if (value instanceof Number number) {
                    sheet.value(r, c, number);
                } else if (value instanceof Boolean truth) {
                    sheet.value(r, c, truth);
                } else if (value instanceof LocalDate date) {
                    sheet.value(r, c, date);
                    sheet.style(r, c).format("dd/mm/yyyy").set();
                } else if (value instanceof LocalDateTime moment) {
                    sheet.value(r, c, moment);
                    sheet.style(r, c).format("yyyy-mm-dd hh:mm").set();
                } else if (value instanceof String word && !word.isEmpty()) {
                    sheet.value(r, c, word);
                }
            }
        }
    }

    private Cohort read() {
        return Tables.load(TableSettings.of("t.xlsx"), folder, CATALOGUE).cohort();
    }

    private Cohort read(String sheet) {
        return Tables.load(
                        TableSettings.of("t.xlsx")
                                .withFormat(new PartChoice<>(XlsxFormat.ENTRY, new XlsxSettings(Optional.of(sheet)))),
                        folder,
                        CATALOGUE)
                .cohort();
    }

    private void refused(String message) {
        assertThatThrownBy(this::read)
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("t.xlsx")
                .hasMessageContaining(message)
                .hasMessageEndingWith(".");
    }

    @Test
    void numbersWordsDatesAndTruthsAreRead() throws IOException {
        write(workbook -> rows(
                workbook.newWorksheet("patients"),
                new Object[] {"age", "grade", "seen", "moment", "smoker"},
                new Object[] {61.5, "II", LocalDate.of(2024, 3, 1), LocalDateTime.of(2024, 3, 1, 9, 30), true},
                new Object[] {"", "I", LocalDate.of(2024, 3, 1), "", false},
                new Object[] {1e-7, "II", "", "", ""}));
        Cohort cohort = read();
        assertThat(cohort.numbers("age").values()).containsExactly(61.5, Double.NaN, 1e-7);
        assertThat(cohort.categories("grade").levels()).containsExactly("I", "II");
        assertThat(cohort.column("seen").get(0)).isEqualTo("2024-03-01");
        assertThat(cohort.column("moment").get(0)).isEqualTo("2024-03-01T09:30");
        assertThat(cohort.categories("smoker").levels()).containsExactly("false", "true");
        assertThat(cohort.column("smoker").missing(2)).isTrue();
    }

    @Test
    void theSheetIsNamedWhereThereAreSeveral() throws IOException {
        write(workbook -> {
            rows(workbook.newWorksheet("patients"), new Object[] {"a"}, new Object[] {1});
            rows(workbook.newWorksheet("labs"), new Object[] {"b"}, new Object[] {2});
        });
        refused("t.xlsx has 2 visible sheets: patients, labs. Say which to read: format: {xlsx: {sheet: NAME}}.");
        assertThat(read("labs").numbers("b").values()).containsExactly(2);
        assertThatThrownBy(() -> read("lab"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("did you mean 'labs'?");
    }

    @Test
    void aTableMayStandAnywhereOnItsSheet() throws IOException {
        write(workbook -> {
            Worksheet sheet = workbook.newWorksheet("s");
            sheet.value(3, 2, "a");
            sheet.value(3, 4, "b");
            sheet.value(4, 2, 1);
            sheet.value(6, 4, "x");
        });
        Cohort cohort = read();
        assertThat(cohort.names()).containsExactly("a", "column_2", "b");
        assertThat(cohort.rows()).isEqualTo(2);
    }

    @Test
    void whatIsWrongIsSaidWithItsPlace() throws IOException {
        write(workbook -> rows(workbook.newWorksheet("s"), new Object[] {"a", "a"}, new Object[] {1, 2}));
        refused("t.xlsx, sheet s, row 1: two columns are named 'a'. Give each column a name of its own.");
        write(workbook -> rows(workbook.newWorksheet("s"), new Object[] {"a"}, new Object[] {1, 2}));
        refused("t.xlsx, sheet s, row 2: a value stands in column B, which the first row does not name.");
        write(workbook -> rows(workbook.newWorksheet("s"), new Object[] {"a"}));
        refused("t.xlsx, sheet s has no rows below the names of its columns.");
        write(workbook -> workbook.newWorksheet("s"));
        refused("t.xlsx, sheet s is empty.");
    }

    @Test
    void damagedFilesGiveOneMessage() throws IOException {
        write(workbook -> rows(
                workbook.newWorksheet("s"), new Object[] {"a", "w"}, new Object[] {1, "x"}, new Object[] {2, "y"}));
        byte[] whole = Files.readAllBytes(folder.resolve("t.xlsx"));
        Random random = new Random(1);
        for (int trial = 0; trial < 100; trial++) {
            byte[] bytes = trial % 2 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            for (int flip = 0; flip < 4 && bytes.length > 0 && trial % 2 == 1; flip++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            Files.write(folder.resolve("t.xlsx"), bytes);
            try {
                read();
            } catch (UserError e) {
                assertThat(e).hasMessageStartingWith("t.xlsx").hasMessageEndingWith(".");
            }
        }
        Files.writeString(folder.resolve("t.xlsx"), "a,b\n1,2\n");
        refused("t.xlsx is no Excel workbook, is damaged, or was cut off.");
    }

    /** A workbook of the least that the library reads, with one entry's content chosen. */
    private void handmade(String sheet, String extraName, String extra, int times) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("t.xlsx")))) {
            entry(zip, "[Content_Types].xml", 1, """
                    <?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
                    <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>\
                    <Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>\
                    <Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>\
                    </Types>""");
            entry(zip, "xl/workbook.xml", 1, """
                    <?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" \
                    xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>\
                    <sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>""");
            entry(zip, "xl/_rels/workbook.xml.rels", 1, """
                    <?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
                    <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>\
                    </Relationships>""");
            entry(zip, "xl/worksheets/sheet1.xml", 1, sheet);
            entry(zip, extraName, times, extra);
        }
    }

    private static void entry(ZipOutputStream zip, String name, int times, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        for (int i = 0; i < times; i++) {
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        zip.closeEntry();
    }

    private static final String SHEET = """
            <?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>\
            <row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="%s2"><v>0.10000000000000001</v></c></row></sheetData></worksheet>""";

    private static final String STRINGS = """
            <?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>crp</t></si></sst>""";

    @Test
    void sharedStringsAreReadAndNumbersHaveTheDigitsThatWereMeant() throws IOException {
        handmade(SHEET.formatted("A"), "xl/sharedStrings.xml", STRINGS, 1);
        assertThat(read().numbers("crp").values()).containsExactly(.1);
    }

    @Test
    void bombsAndCellsFarOutsideASheetAreRefused() throws IOException {
        handmade(SHEET.formatted("A"), "xl/sharedStrings.xml", " ".repeat(1 << 20), 700);
        refused("t.xlsx unpacks to more than a workbook may have");
        handmade(SHEET.formatted("ZZZZZZ"), "xl/sharedStrings.xml", STRINGS, 1);
        refused("t.xlsx has a cell far outside what a sheet can hold; the last column is XFD.");
        handmade(
                "<?xml version=\"1.0\"?><!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
                        + "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&b;</t></is></c></row></sheetData></worksheet>",
                "xl/sharedStrings.xml",
                STRINGS,
                1);
        assertThatThrownBy(this::read).isInstanceOf(UserError.class);
    }
}
