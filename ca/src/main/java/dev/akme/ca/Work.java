package dev.akme.ca;

import dev.akme.messages.ProblemType;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** What goes on beside the requests: validations and issuances. Safe for use by many threads. */
final class Work implements AutoCloseable {

    private static final Logger LOG = System.getLogger("dev.akme.ca");

    /** How long work that is under way may take to notice that it is to end. */
    private static final Duration TO_END = Duration.ofSeconds(5);

    /** A piece of work. Interrupted, it leaves things as they are, to be resumed. */
    @FunctionalInterface
    interface Task {
        void run() throws InterruptedException;
    }

    /** How much may be under way at once: each piece has connections of its own. */
    static final int MAX_AT_ONCE = 100;

    private final Semaphore atOnce = new Semaphore(MAX_AT_ONCE);
    private final AtomicInteger begun = new AtomicInteger();
    private final ExecutorService executor;
    private final Duration answerWithin;

    /** Whoever comes when so much waits is told to come later. */
    private final int maxWaiting;

    Work(ExecutorService executor, Duration answerWithin, int maxWaiting) {
        this.executor = executor;
        this.answerWithin = answerWithin;
        this.maxWaiting = maxWaiting;
    }

    void run(Task task) {
        Future<?> unused = submit(task);
    }

    /** Runs, and waits a moment: most work is done by then, and its client need not ask again. */
    void runAndWait(Task task) {
        try {
            submit(task).get(answerWithin.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // The client asks again.
            return;
        } catch (ExecutionException e) {
            throw new IllegalStateException("tasks catch everything", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How much is not done yet. */
    int underWay() {
        return begun.get();
    }

    /** Refuses more work than there is room for, before anything is promised. */
    void requireRoom() {
        if (begun.get() >= maxWaiting) {
            throw Refuse.later(
                    ProblemType.SERVER_INTERNAL, 503, "there is too much to do: try again later", Settings.BUSY_PAUSE);
        }
    }

    private Future<?> submit(Task task) {
        begun.incrementAndGet();
        try {
            return executor.submit(() -> {
                try {
                    atOnce.acquire();
                    try {
                        task.run();
                    } finally {
                        atOnce.release();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (RuntimeException e) {
                    LOG.log(Level.ERROR, "work failed, and waits for a restart", e);
                } finally {
                    begun.decrementAndGet();
                }
            });
        } catch (RejectedExecutionException e) {
            begun.decrementAndGet();
            // Closing: what is stored says what is to be done, and the next start does it.
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Interrupts what is under way, and waits for it to end. */
    @Override
    public void close() {
        executor.shutdownNow();
        try {
            if (!executor.awaitTermination(TO_END.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(Level.WARNING, "work does not end after " + TO_END + ", and is left alone");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
