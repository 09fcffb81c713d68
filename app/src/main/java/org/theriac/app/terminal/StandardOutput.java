package org.theriac.app.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * The process's standard output, which Java's own swallows failures of. A full disk is a failure; a reader that went away ({@code | head}) is not: what
 * is left goes nowhere.
 */
final class StandardOutput extends FilterOutputStream {
    private boolean ended;

    StandardOutput() {
        this(new FileOutputStream(FileDescriptor.out));
    }

    StandardOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /** @throws UncheckedIOException if it cannot be written; a writer that wraps this stream does not swallow it */
    @Override
    public void write(byte[] bytes, int from, int length) {
        if (ended) {
            return;
        }
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage());
            ended = true;
            if (!reason.toLowerCase(Locale.ROOT).contains("broken pipe")) {
                throw new UncheckedIOException("standard output", e);
            }
        }
    }
}
