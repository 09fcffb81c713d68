package org.theriac.app.terminal;

import java.time.Duration;

/** A piece of work that is being shown. Not safe for use by several threads by itself: its display guards it. */
final class ProgressTask {
    private final String title;
    private final long total;
    private final long began;
    private long done;
    private String detail = "";

    ProgressTask(String where, String what, long total, long now) {
        this.title = where.isEmpty() ? what : where + ": " + what;
        this.total = total;
        this.began = now;
    }

    void at(long newDone, String newDetail) {
        done = Math.max(done, newDone);
        detail = newDetail;
    }

    long nanos(long now) {
        return now - began;
    }

    String title() {
        return title;
    }

    /** "41 of 512 (8 %), loss 3.21, about 2 min left" */
    String state(long now) {
        StringBuilder state =
                new StringBuilder(total > 0 ? done + " of " + total + " (" + percent() + " %)" : Long.toString(done));
        if (!detail.isEmpty()) {
            state.append(", ").append(detail);
        }
        if (total > 0 && done > 0 && done < total && nanos(now) > 2_000_000_000L) {
            double left = (double) nanos(now) / done * (total - done);
            state.append(", about ")
                    .append(words(Duration.ofNanos((long) left)))
                    .append(" left");
        }
        return state.toString();
    }

    private long percent() {
        return Math.min(100, 100 * done / total);
    }

    /** A bar of the given width; empty when the total is unknown. */
    String bar(int width) {
        if (total <= 0) {
            return "";
        }
        int full = (int) Math.min(width, width * done / total);
        return "█".repeat(full) + "░".repeat(width - full) + " ";
    }

    static String words(Duration time) {
        long seconds = Math.max(1, time.toSeconds());
        if (seconds < 90) {
            return seconds + " s";
        }
        return seconds < 5400 ? (seconds + 30) / 60 + " min" : "%.1f h".formatted(seconds / 3600.0);
    }
}
