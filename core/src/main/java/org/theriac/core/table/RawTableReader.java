package org.theriac.core.table;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Optional;
import org.theriac.core.SurroundingsError;
import org.theriac.core.UserError;
import org.theriac.core.run.Notice;

/** Reads delimited text in one pass into a {@link RawTable}. */
final class RawTableReader {
    private static final int BUFFER = 1 << 16;

    private final TableSource source;
    private final TableSettings settings;
    private final Limits limits;

    RawTableReader(TableSource source, TableSettings settings, Limits limits) {
        this.source = source;
        this.settings = settings;
        this.limits = limits;
    }

    /**
     * @throws UserError if the bytes are not a table; the message names the file and the line
     * @throws SurroundingsError if they cannot be read, or do not fit into memory
     */
    RawTable read() {
        Optional<RawTable> read = read(settings.encoding().orElse(Encoding.UTF_8), List.of());
        if (read.isEmpty() && settings.encoding().isEmpty()) {
            read = read(
                    Encoding.WINDOWS_1252,
                    List.of(new Notice(
                            "",
                            "encoding",
                            source.origin()
                                    + " is not UTF-8; it was read as Windows-1252 (set encoding: to read it otherwise).",
                            1)));
        }
        return read.orElseThrow(() -> new UserError(source.origin() + " is not text in "
                + settings.encoding().map(e -> e.charset().name()).orElse("UTF-8 or Windows-1252")
                + "; set encoding: to what it was written in."));
    }

    /** Empty if the bytes are not text in the encoding. */
    private Optional<RawTable> read(Encoding encoding, List<Notice> notices) {
        try (TableText text = new TableText(source.stored(), encoding, limits)) {
            return Optional.of(read(text, notices));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw TableText.fault(e, source.origin())
                    .<RuntimeException>map(sentence -> new UserError(sentence, e))
                    .orElseGet(() ->
                            new SurroundingsError(source.origin() + " could not be read: " + e.getMessage() + ".", e));
        }
    }

    private RawTable read(TableText text, List<Notice> notices) throws IOException {
        char[] head = new char[BUFFER];
        int length = fill(text.reader(), head);
        refuseNul(head, length);
        Delimiter delimiter = settings.delimiter().orElseGet(() -> Delimiter.sniff(head, length));
        CsvParser parser = new CsvParser(text.reader(), head, length, source.origin(), delimiter);
        CsvRecord record = new CsvRecord(source.origin(), limits);
        RawTable.Builder table = new RawTable.Builder(source.origin(), limits);
        boolean header = false;
        int rows = 0;
        while (parser.read(record)) {
            if (record.blank()) {
                continue;
            }
            if (header) {
                table.row(record);
                rows++;
            } else {
                table.header(record);
                header = true;
            }
        }
        if (rows == 0) {
            throw new UserError(source.origin() + (header ? " has a header but no rows." : " is empty.")
                    + " A table is a line of column names, then one line for each row.");
        }
        return table.build(text.digest(), delimiter, notices);
    }

    private static int fill(Reader reader, char[] head) throws IOException {
        int length = 0;
        int read = reader.read(head, 0, head.length);
        while (read > 0) {
            length += read;
            read = reader.read(head, length, head.length - length);
        }
        return length;
    }

    private void refuseNul(char[] head, int length) {
        for (int i = 0; i < length; i++) {
            if (head[i] == 0) {
                throw new UserError(source.origin() + " is not text: it holds a zero byte at character " + (i + 1)
                        + ". If it is UTF-16 without a byte order mark, set encoding: utf_16le or utf_16.");
            }
        }
    }
}
