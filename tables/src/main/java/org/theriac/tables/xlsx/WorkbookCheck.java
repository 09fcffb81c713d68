package org.theriac.tables.xlsx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.theriac.core.UserError;
import org.theriac.core.table.Limits;

/** Unpacks a workbook once without keeping anything, and refuses one that would take the machine down: bombs, and cells far outside a sheet. */
final class WorkbookCheck {
    private static final long MOST_BYTES = 2L << 30;
    private static final int MOST_ENTRIES = 10_000;
    /** The last column that Excel has is XFD. */
    private static final int MOST_LETTERS = 3;

    private final String origin;
    private final long mostHeld;
    private long unpacked;

    WorkbookCheck(String origin, Limits limits) {
        this.origin = origin;
        this.mostHeld = limits.memoryBytes() / 4;
    }

    /** @return whether the workbook says how its numbers are shown, without which no number is a date */
    boolean check(Path file) {
        boolean styled = false;
        byte[] portion = new byte[1 << 16];
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > MOST_ENTRIES) {
                throw new UserError(origin + " holds more than " + MOST_ENTRIES + " files; a workbook has a few.");
            }
            for (ZipEntry entry : zip.stream().toList()) {
                styled |= entry.getName().endsWith("styles.xml");
                try (InputStream in = zip.getInputStream(entry)) {
                    pass(in, portion, !entry.getName().contains("worksheets/"));
                }
            }
        } catch (IOException e) {
            throw new UserError(
                    origin
                            + " is no Excel workbook, is damaged, or was cut off. Save it again; an old .xls file has to be saved"
                            + " as .xlsx or CSV.",
                    e);
        }
        return styled;
    }

    private void pass(InputStream entry, byte[] portion, boolean held) throws IOException {
        long size = 0;
        int place = 0;
        for (int n = entry.read(portion); n >= 0; n = entry.read(portion)) {
            size += n;
            unpacked += n;
            if (unpacked > MOST_BYTES || held && size > mostHeld) {
                throw new UserError(origin + " unpacks to more than a workbook may have ("
                        + (held ? mostHeld >> 20 : MOST_BYTES >> 20) + " MiB). Save the table as CSV.");
            }
            if (!held) {
                for (int i = 0; i < n; i++) {
                    place = next(place, portion[i]);
                }
            }
        }
    }

    /** Follows {@code r="ABC}: 0 outside, 1 to 3 inside the first characters, then how many letters there were. */
    private int next(int place, byte c) {
        if (place >= MOST_LETTERS && c >= 'A' && c <= 'Z') {
            if (place - MOST_LETTERS == MOST_LETTERS) {
                throw new UserError(origin + " has a cell far outside what a sheet can hold; the last column is XFD.");
            }
            return place + 1;
        }
        if (place == 1 && c == '=') {
            return 2;
        }
        if (place == 2 && (c == '"' || c == '\'')) {
            return MOST_LETTERS;
        }
        return c == 'r' ? 1 : 0;
    }
}
