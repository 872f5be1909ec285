package dev.akme.cli;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Waits even where the thread has been interrupted, because others are cleaning up. */
final class Interrupted {

    private static final long PATIENCE_SECONDS = 60;

    private Interrupted() {}

    static void awaitAll(ExecutorService workers) {
        boolean interrupted = Thread.interrupted();
        try {
            boolean inTime = workers.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
            interrupted |= !inTime;
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
