package org.theriac.core.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.theriac.core.cohort.Column;

/** SHA-256 in hexadecimal digits. */
final class Digests {
    private Digests() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String of(InputStream in) throws IOException {
        MessageDigest digest = sha256();
        byte[] portion = new byte[1 << 16];
        for (int n = in.read(portion); n >= 0; n = in.read(portion)) {
            digest.update(portion, 0, n);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Of the values of columns, for a table that stands in no file. */
    static String of(List<Column<?>> columns) {
        MessageDigest digest = sha256();
        for (Column<?> column : columns) {
            RawColumn words = ColumnTyping.words(column);
            digest.update((column.name() + '\n').getBytes(StandardCharsets.UTF_8));
            for (int row = 0; row < words.rows(); row++) {
                digest.update(words.bytes(), words.start(row), words.end(row) - words.start(row));
                digest.update((byte) 0);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static String of(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
