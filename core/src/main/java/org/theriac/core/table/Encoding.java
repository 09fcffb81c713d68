package org.theriac.core.table;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** How characters are written as bytes. */
public enum Encoding {
    UTF_8(StandardCharsets.UTF_8),
    /** UTF-16; big-endian unless a byte order mark says otherwise. */
    UTF_16(StandardCharsets.UTF_16),
    UTF_16LE(StandardCharsets.UTF_16LE),
    LATIN_1(StandardCharsets.ISO_8859_1),
    WINDOWS_1252(Charset.forName("windows-1252"));

    private final Charset charset;

    Encoding(Charset charset) {
        this.charset = charset;
    }

    Charset charset() {
        return charset;
    }
}
