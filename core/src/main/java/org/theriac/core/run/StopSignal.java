package org.theriac.core.run;

import java.util.concurrent.atomic.AtomicBoolean;

/** The user's wish that a run should end at its next checkpoint. */
public final class StopSignal {
    private final AtomicBoolean requested = new AtomicBoolean();

    public void request() {
        requested.set(true);
    }

    public boolean requested() {
        return requested.get();
    }
}
