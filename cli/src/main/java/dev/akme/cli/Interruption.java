package dev.akme.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command that is ended with Ctrl-C, or by the system, take away what it has put in place: the thread is interrupted,
 * and the JVM waits for it. Whoever cannot wait kills it, and loses nothing that is stored.
 */
final class Interruption implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(Thread worker) {
        this.hook = new Thread(
                () -> {
                    worker.interrupt();
                    try {
                        boolean inTime = ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                        if (!inTime) {
                            worker.interrupt();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "interruption");
    }

    /** From now until it is closed, for the thread that calls. */
    static Interruption allow() {
        Interruption interruption = new Interruption(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is running: that is what it was for.
        }
    }
}
