package org.theriac.app.terminal;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.theriac.core.run.Display;
import org.theriac.core.run.Progress;

/** Progress on a terminal: a line with a bar for each piece of work, redrawn in place; pieces beyond a few are counted. */
public final class BarDisplay implements Display {
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final int MOST_LINES = 4;
    private static final int BAR = 16;
    private final Terminal terminal;
    private final LongSupplier clock;
    private final Set<ProgressTask> tasks = new LinkedHashSet<>();
    private long lastDrawn;
    private int drawnLines;

    /** @param clock nanoseconds from some moment */
    public BarDisplay(Terminal terminal, LongSupplier clock) {
        this.terminal = terminal;
        this.clock = clock;
        this.lastDrawn = clock.getAsLong() - REDRAW_NANOS;
    }

    @Override
    public synchronized Progress open(String where, String what, long total) {
        ProgressTask task = new ProgressTask(where, what, total, clock.getAsLong());
        tasks.add(task);
        return new Progress() {
            @Override
            public void at(long done, String detail) {
                update(task, done, detail);
            }

            @Override
            public void close() {
                end(task);
            }
        };
    }

    private synchronized void update(ProgressTask task, long done, String detail) {
        task.at(done, detail);
        if (clock.getAsLong() - lastDrawn >= REDRAW_NANOS) {
            draw();
        }
    }

    private synchronized void end(ProgressTask task) {
        tasks.remove(task);
        if (tasks.isEmpty()) {
            draw();
        }
    }

    private void draw() {
        long now = clock.getAsLong();
        lastDrawn = now;
        StringBuilder text = new StringBuilder();
        if (drawnLines > 0) {
            text.append("\u001B[").append(drawnLines).append('A');
        }
        text.append("\r\u001B[J");
        int lines = 0;
        for (ProgressTask task : tasks) {
            boolean last = lines == MOST_LINES - 1 && tasks.size() > MOST_LINES;
            String line = last
                    ? "… and " + (tasks.size() - lines) + " more"
                    : task.bar(BAR) + task.title() + ": " + task.state(now);
            text.append(Letters.cut(line, terminal.width() - 1)).append('\n');
            lines++;
            if (lines == MOST_LINES) {
                break;
            }
        }
        drawnLines = lines;
        terminal.err().print(text);
        terminal.err().flush();
    }
}
