package org.theriac.core.kind.prediction;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.theriac.core.run.Progress;

/** Counts finished pieces of work on a progress display. */
final class Counted {
    private final Progress progress;
    private final AtomicLong done = new AtomicLong();

    Counted(Progress progress) {
        this.progress = progress;
    }

    <T> T after(Supplier<T> work) {
        T result = work.get();
        progress.at(done.incrementAndGet(), "");
        return result;
    }
}
