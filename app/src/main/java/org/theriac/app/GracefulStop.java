package org.theriac.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.theriac.core.run.StopSignal;

/**
 * Lets a run end at its next checkpoint when the process is asked to end (Ctrl-C, SIGTERM). Java then ends with the signal's exit code: 130, 143.
 * Commands that do no long work are not waited for.
 */
final class GracefulStop implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private final StopSignal stop;
    private final AtomicBoolean armed = new AtomicBoolean();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::waitForCheckpoint, "stop");

    private GracefulStop(StopSignal stop) {
        this.stop = stop;
    }

    static GracefulStop onInterrupt(StopSignal stop) {
        GracefulStop graceful = new GracefulStop(stop);
        Runtime.getRuntime().addShutdownHook(graceful.hook);
        return graceful;
    }

    /** From now on there is work to be kept. */
    void arm() {
        armed.set(true);
    }

    /** The command has come to its end and has printed all it has to say. */
    void finished() {
        finished.countDown();
    }

    private void waitForCheckpoint() {
        if (!armed.get() || finished.getCount() == 0) {
            return;
        }
        stop.request();
        System.err.println("stopping: finishing the current step (at most " + PATIENCE_SECONDS + " s) ...");
        try {
            if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("stopped without waiting longer; the last checkpoint is kept.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        finished();
    }
}
