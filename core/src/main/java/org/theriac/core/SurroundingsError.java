package org.theriac.core;

/**
 * The surroundings are at fault: disk, memory, network, native libraries. The message says what, where and what to do. The program prints it without
 * a stack trace and ends with exit code 3.
 */
public final class SurroundingsError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SurroundingsError(String message) {
        super(message);
    }

    public SurroundingsError(String message, Throwable cause) {
        super(message, cause);
    }
}
