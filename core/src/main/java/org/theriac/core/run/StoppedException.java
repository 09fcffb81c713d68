package org.theriac.core.run;

/** The user asked the run to stop. Everything up to the last checkpoint is kept; the run can be resumed. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoppedException() {
        super("stopped on request");
    }
}
