package org.theriac.app.terminal;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.theriac.core.run.Display;
import org.theriac.core.run.Progress;

/** Progress into a pipe or a log: plain lines, now and then. */
public final class LineDisplay implements Display {
    private final Terminal terminal;
    private final long every;
    private final LongSupplier clock;
    private long lastLine;

    /**
     * @param every the least time between two lines
     * @param clock nanoseconds from some moment
     */
    public LineDisplay(Terminal terminal, Duration every, LongSupplier clock) {
        this.terminal = terminal;
        this.every = every.toNanos();
        this.clock = clock;
        this.lastLine = clock.getAsLong();
    }

    @Override
    public Progress open(String where, String what, long total) {
        ProgressTask task = new ProgressTask(where, what, total, clock.getAsLong());
        return new Progress() {
            @Override
            public void at(long done, String detail) {
                tell(task, done, detail);
            }

            @Override
            public void close() {
                tellEnd(task);
            }
        };
    }

    private synchronized void tell(ProgressTask task, long done, String detail) {
        long now = clock.getAsLong();
        task.at(done, detail);
        if (now - lastLine >= every) {
            lastLine = now;
            terminal.say(task.title() + ": " + task.state(now));
        }
    }

    private synchronized void tellEnd(ProgressTask task) {
        long now = clock.getAsLong();
        if (task.nanos(now) >= every) {
            lastLine = now;
            terminal.say(task.title() + ": done in " + ProgressTask.words(Duration.ofNanos(task.nanos(now))));
        }
    }
}
