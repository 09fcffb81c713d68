package org.theriac.core.table;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.theriac.core.UserError;
import org.theriac.core.cohort.StoredFile;

/** A source's bytes on their way to characters: digested, unpacked, bounded, decoded. What form they have is told from the bytes, not from a name. */
public final class TableText implements AutoCloseable {
    private static final int LOOK_AHEAD = 8;

    private final DigestInputStream raw;
    private final Reader reader;

    /**
     * @param encoding of the characters, unless the text begins with a byte order mark
     * @throws UserError if the bytes are no text
     */
    public TableText(StoredFile file, Encoding encoding, Limits limits) throws IOException {
        raw = new DigestInputStream(file.open(), Digests.sha256());
        try {
            BufferedInputStream packed = new BufferedInputStream(raw, 1 << 16);
            byte[] start = peek(packed);
            InputStream unpacked = starts(start, 0x1f, 0x8b) ? new GZIPInputStream(packed, 1 << 16) : packed;
            BufferedInputStream bytes = new BufferedInputStream(new Bounded(unpacked, file.name(), limits), 1 << 16);
            start = peek(bytes);
            refuse(start, file.name());
            Optional<Charset> mark = byteOrderMark(start);
            if (mark.isPresent()) {
                bytes.skipNBytes(starts(start, 0xef, 0xbb, 0xbf) ? 3 : 2);
            }
            reader = new InputStreamReader(
                    bytes,
                    mark.orElse(encoding.charset())
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT));
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    /** The characters, from the first after a byte order mark. */
    public Reader reader() {
        return reader;
    }

    /** SHA-256 of the whole file as it is stored. Reads it to its end. */
    String digest() throws IOException {
        raw.transferTo(OutputStream.nullOutputStream());
        return HexFormat.of().formatHex(raw.getMessageDigest().digest());
    }

    @Override
    public void close() throws IOException {
        raw.close();
    }

    /** A sentence for a failure that the file's own bytes cause; empty for a failure of the surroundings. */
    public static Optional<String> fault(IOException failure, String origin) {
        if (failure instanceof EOFException) {
            return Optional.of(
                    origin + " ends in the middle of its compressed data: it was cut off. Copy or download it again.");
        }
        if (failure instanceof ZipException) {
            return Optional.of(origin + " is damaged: its compressed data cannot be unpacked (" + failure.getMessage()
                    + "). Copy or download it again.");
        }
        return Optional.empty();
    }

    private static byte[] peek(BufferedInputStream in) throws IOException {
        in.mark(LOOK_AHEAD);
        byte[] start = in.readNBytes(LOOK_AHEAD);
        in.reset();
        return start;
    }

    private static boolean starts(byte[] bytes, int... magic) {
        if (bytes.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((bytes[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Charset> byteOrderMark(byte[] start) {
        if (starts(start, 0xef, 0xbb, 0xbf)) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        if (starts(start, 0xff, 0xfe)) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        return starts(start, 0xfe, 0xff) ? Optional.of(StandardCharsets.UTF_16BE) : Optional.empty();
    }

    private static void refuse(byte[] start, String origin) {
        String form = "";
        if (starts(start, 'P', 'K', 3, 4)) {
            form = "an Excel workbook or another zip archive";
        } else if (starts(start, 0xd0, 0xcf, 0x11, 0xe0)) {
            form = "an old Excel workbook";
        } else if (starts(start, 'P', 'A', 'R', '1')) {
            form = "a Parquet file";
        } else if (starts(start, 0x28, 0xb5, 0x2f, 0xfd)
                || starts(start, 'B', 'Z', 'h')
                || starts(start, 0xfd, '7', 'z', 'X', 'Z')) {
            form = "compressed, but not with gzip";
        } else if (starts(start, 0x89, 'H', 'D', 'F')) {
            form = "an HDF5 file";
        } else if (starts(start, 0x1f, 0x8b)) {
            form = "compressed twice";
        } else if (starts(start, 0x89, 'P', 'N', 'G') || starts(start, 0xff, 0xd8, 0xff)) {
            form = "a picture";
        } else if (starts(start, '%', 'P', 'D', 'F')) {
            form = "a PDF document";
        } else if (starts(start, 'S', 'Q', 'L', 'i', 't', 'e')) {
            form = "an SQLite database";
        }
        if (!form.isEmpty()) {
            throw new UserError(
                    origin + " is " + form + ", not delimited text. Save the table as CSV (plain or gzip).");
        }
    }

    /** Refuses to give more bytes than a limit. */
    private static final class Bounded extends FilterInputStream {
        private final String origin;
        private final long limit;
        private long given;

        Bounded(InputStream in, String origin, Limits limits) {
            super(in);
            this.origin = origin;
            this.limit = limits.expandedBytes();
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            if (b >= 0) {
                count(1);
            }
            return b;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int n = super.read(bytes, from, length);
            count(Math.max(n, 0));
            return n;
        }

        private void count(int n) {
            given += n;
            if (given > limit) {
                throw new UserError(origin + " expands to more than " + limit
                        + " bytes, more than a table may have. Is it what it should be? Split it" + " if so.");
            }
        }
    }
}
