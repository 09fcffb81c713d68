package org.theriac.core.table;

import java.util.Arrays;
import org.theriac.core.UserError;

/** The fields of one row, in buffers that are used again for the next row. */
final class CsvRecord {
    private final Limits limits;
    private final String origin;
    private char[] text = new char[1024];
    private int[] ends = new int[64];
    private boolean[] quoted = new boolean[64];
    private int size;
    private int count;
    private int line;

    CsvRecord(String origin, Limits limits) {
        this.origin = origin;
        this.limits = limits;
    }

    void begin(int firstLine) {
        size = 0;
        count = 0;
        line = firstLine;
    }

    void append(char c) {
        if (size == text.length) {
            if (size >= limits.recordCharacters()) {
                throw new UserError(origin + ", line " + line + ": the row that begins here has more than "
                        + limits.recordCharacters()
                        + " characters. Is a quotation mark not closed, or is this not a table?");
            }
            text = Arrays.copyOf(text, Math.min(2 * size, limits.recordCharacters()));
        }
        text[size++] = c;
    }

    /** Ends an unquoted field: blanks at its end do not count. */
    void endPlain() {
        int start = start(count);
        while (size > start && (text[size - 1] == ' ' || text[size - 1] == '\t' || text[size - 1] == '\u00a0')) {
            size--;
        }
        end(false);
    }

    void endQuoted() {
        end(true);
    }

    private void end(boolean wasQuoted) {
        if (count >= limits.columns()) {
            throw new UserError(origin + ", line " + line + ": more than " + limits.columns() + " fields in one row.");
        }
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
            quoted = Arrays.copyOf(quoted, 2 * count);
        }
        ends[count] = size;
        quoted[count++] = wasQuoted;
    }

    /** Number of fields. */
    int count() {
        return count;
    }

    /** The line of the file on which the row begins, from 1. */
    int line() {
        return line;
    }

    char[] text() {
        return text;
    }

    int start(int field) {
        return field == 0 ? 0 : ends[field - 1];
    }

    int end(int field) {
        return ends[field];
    }

    String field(int field) {
        return new String(text, start(field), end(field) - start(field));
    }

    /** Whether nothing stood on the line. */
    boolean blank() {
        return count == 1 && ends[0] == 0 && !quoted[0];
    }
}
