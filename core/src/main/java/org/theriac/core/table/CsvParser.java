package org.theriac.core.table;

import java.io.IOException;
import java.io.Reader;
import org.theriac.core.UserError;

/**
 * Divides a text into rows and fields, after RFC 4180: fields may stand in quotation marks, and then hold delimiters, line ends and doubled quotation
 * marks. Blanks around fields do not count; a quotation mark inside an unquoted field is an ordinary character.
 */
final class CsvParser {
    private static final int END = -1;

    private final Reader reader;
    private final String origin;
    private final char delimiter;
    private final char[] buffer;
    private int at;
    private int filled;
    private int line = 1;

    /**
     * @param head characters that were read from {@code reader} already; the parser uses the array from now on
     * @param headLength how many
     */
    CsvParser(Reader reader, char[] head, int headLength, String origin, Delimiter delimiter) {
        this.reader = reader;
        this.buffer = head;
        this.filled = headLength;
        this.origin = origin;
        this.delimiter = delimiter.character();
    }

    /** Reads the next row; false at the end of the text. A line on which nothing stands is a row of one empty field. */
    boolean read(CsvRecord record) throws IOException {
        record.begin(line);
        int c = next();
        if (c == END) {
            return false;
        }
        c = field(c, record);
        while (c == delimiter) {
            c = field(next(), record);
        }
        if (c != END) {
            endLine(c);
        }
        return true;
    }

    /** Reads one field that begins with {@code first}; the character that ended it. */
    private int field(int first, CsvRecord record) throws IOException {
        int c = first;
        while (blank(c)) {
            c = next();
        }
        if (c == '"') {
            return quoted(record);
        }
        while (!ends(c)) {
            record.append((char) c);
            c = next();
        }
        record.endPlain();
        return c;
    }

    private int quoted(CsvRecord record) throws IOException {
        int opened = line;
        int c = next();
        while (true) {
            if (c == END) {
                throw new UserError(
                        origin + ", line " + opened + ": the quotation mark that opens here is never closed.");
            }
            if (c == '"') {
                c = next();
                if (c != '"') {
                    break;
                }
            } else if (c == '\n' || c == '\r' && peek() != '\n') {
                line++;
            }
            record.append((char) c);
            c = next();
        }
        record.endQuoted();
        while (blank(c)) {
            c = next();
        }
        if (!ends(c)) {
            throw new UserError(origin + ", line " + line
                    + ": text follows a closing quotation mark. Inside quotation marks, write a quotation mark"
                    + " twice.");
        }
        return c;
    }

    private boolean ends(int c) {
        return c == delimiter || c == '\n' || c == '\r' || c == END;
    }

    private boolean blank(int c) {
        return c == ' ' || c == '\u00a0' || c == '\t' && delimiter != '\t';
    }

    private void endLine(int c) throws IOException {
        line++;
        if (c == '\r' && peek() == '\n') {
            at++;
        }
    }

    private int next() throws IOException {
        return at < filled || fill() ? buffer[at++] : END;
    }

    private int peek() throws IOException {
        return at < filled || fill() ? buffer[at] : END;
    }

    private boolean fill() throws IOException {
        at = 0;
        filled = Math.max(reader.read(buffer, 0, buffer.length), 0);
        return filled > 0;
    }
}
