package org.theriac.tables.xlsx;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.theriac.core.SurroundingsError;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.StoredFile;
import org.theriac.core.study.PartEntry;
import org.theriac.core.study.Words;
import org.theriac.core.table.Limits;
import org.theriac.core.table.TableFormat;
import org.theriac.tables.LocalFile;

/** Excel workbooks: a sheet whose first row names the columns. Formulas give the values that were saved with them. */
public final class XlsxFormat implements TableFormat {
    public static final PartEntry<XlsxSettings, TableFormat> ENTRY = new PartEntry<>(
            TableFormat.class, "xlsx", "A sheet of an Excel workbook.", XlsxSettings.DEFAULTS, XlsxFormat::new);

    private final XlsxSettings settings;

    XlsxFormat(XlsxSettings settings) {
        this.settings = settings;
    }

    @Override
    public String id() {
        return "xlsx";
    }

    @Override
    public String purpose() {
        return "Excel workbooks (.xlsx, .xlsm): a sheet whose first row names the columns.";
    }

    @Override
    public List<String> endings() {
        return List.of(".xlsx", ".xlsm");
    }

    @Override
    public List<Column<?>> read(StoredFile file) throws IOException {
        Limits limits = Limits.standard();
        try (LocalFile local = LocalFile.of(file, ".xlsx")) {
            boolean styled = new WorkbookCheck(file.name(), limits).check(local.path());
            return read(local, file.name(), new ReadingOptions(styled, false), limits);
        }
    }

    private List<Column<?>> read(LocalFile local, String origin, ReadingOptions options, Limits limits) {
        try (ReadableWorkbook workbook = new ReadableWorkbook(local.path().toFile(), options)) {
            Sheet sheet = sheet(workbook, origin);
            SheetTable table = new SheetTable(origin + ", sheet " + sheet.getName(), limits);
            try (Stream<Row> rows = sheet.openStream()) {
                rows.forEach(table::add);
            }
            return table.columns();
        } catch (UserError | SurroundingsError e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // what else goes wrong inside the library goes wrong because of the file's bytes
            throw new UserError(
                    origin + " is no Excel workbook that can be read, is damaged, or was cut off. Save it again.", e);
        }
    }

    private Sheet sheet(ReadableWorkbook workbook, String origin) {
        List<Sheet> sheets;
        try (Stream<Sheet> all = workbook.getSheets()) {
            sheets = all.toList();
        }
        List<String> names = sheets.stream().map(Sheet::getName).toList();
        if (settings.sheet().isPresent()) {
            String asked = settings.sheet().get();
            return sheets.stream()
                    .filter(sheet -> sheet.getName().equals(asked))
                    .findFirst()
                    .orElseThrow(() -> new UserError(origin + ": " + Words.unknown("sheet", asked, names)));
        }
        List<Sheet> visible = sheets.stream()
                .filter(sheet -> sheet.getVisibility() == SheetVisibility.VISIBLE)
                .toList();
        if (visible.size() != 1) {
            throw new UserError(origin + " has " + visible.size() + " visible sheets: " + String.join(", ", names)
                    + ". Say which to read: format: {xlsx: {sheet: NAME}}.");
        }
        return visible.get(0);
    }
}
