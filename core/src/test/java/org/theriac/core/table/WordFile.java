package org.theriac.core.table;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.theriac.core.UserError;
import org.theriac.core.cohort.FileType;
import org.theriac.core.cohort.StoredFile;

/** A kind of files for tests: short texts, decoded under a count. */
record WordFile(AtomicInteger decoded) implements FileType<String> {
    @Override
    public String id() {
        return "word";
    }

    @Override
    public String purpose() {
        return "Short texts.";
    }

    @Override
    public Class<String> type() {
        return String.class;
    }

    @Override
    public String decode(StoredFile file) throws IOException {
        decoded.incrementAndGet();
        byte[] bytes = file.bytes(100, size -> new UserError(file.name() + " holds " + size + " bytes; at most 100."));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public long memory(String value) {
        return value.length();
    }

    @Override
    public String example(int number) {
        return "example " + number;
    }
}
