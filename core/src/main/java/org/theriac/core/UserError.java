package org.theriac.core;

/**
 * The user's input is at fault: a study file, a table, an option. The message is complete by itself: which file, where in it, what was found, what
 * is allowed, what to do. The program prints it without a stack trace and ends with exit code 2.
 */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UserError(String message) {
        super(message);
    }

    public UserError(String message, Throwable cause) {
        super(message, cause);
    }
}
