package org.theriac.tables.xlsx;

import java.util.Optional;
import org.theriac.core.study.Meaning;

/** Which sheet of a workbook is read. */
@Meaning("Which sheet of an Excel workbook is read.")
public record XlsxSettings(
        @Meaning("Name of the sheet; needed only where several are visible.")
        Optional<String> sheet) {
    public static final XlsxSettings DEFAULTS = new XlsxSettings(Optional.empty());
}
