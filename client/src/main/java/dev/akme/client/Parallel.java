package dev.akme.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Does the same with several things at once. The calling thread takes part, so an executor without free threads only slows it. */
final class Parallel {

    /** More at once gain little, and servers limit connections. */
    private static final int MOST = 8;

    private Parallel() {}

    /** What is done with each thing. */
    interface Action<T> {
        void run(T item) throws InterruptedException;
    }

    /** Daemon threads, made when they are needed. */
    static Executor defaultExecutor() {
        ThreadFactory threads = task -> {
            Thread thread = new Thread(task, "akme-client");
            thread.setDaemon(true);
            return thread;
        };
        return Executors.newCachedThreadPool(threads);
    }

    /**
     * Runs an action on each item. The first exception ends it: nothing more is begun, what is under way is interrupted and
     * waited for, and it is thrown.
     */
    static <T> void forEach(Executor executor, List<T> items, Action<T> action) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Runnable worker = () -> {
            int at;
            while (failure.get() == null && (at = next.getAndIncrement()) < items.size()) {
                try {
                    action.run(items.get(at));
                } catch (InterruptedException | RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                }
            }
        };
        List<Helper> helpers = new ArrayList<>();
        for (int i = 1; i < Math.min(MOST, items.size()); i++) {
            Helper helper = new Helper(worker);
            helpers.add(helper);
            try {
                executor.execute(helper);
            } catch (RejectedExecutionException e) {
                helper.cancel(false);
            }
        }
        worker.run();
        if (failure.get() != null) {
            helpers.forEach(helper -> helper.cancel(true));
        }
        boolean interrupted = false;
        for (Helper helper : helpers) {
            interrupted |= helper.awaitEnd(failure);
        }
        if (interrupted) {
            throw new InterruptedException();
        }
        rethrow(failure.get());
    }

    private static void rethrow(@Nullable Throwable failure) throws InterruptedException {
        if (failure instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (failure instanceof RuntimeException runtime) {
            throw runtime;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }

    /** A task whose end can be waited for even when it was cancelled half-way. */
    private static final class Helper extends FutureTask<Void> {

        private final CountDownLatch ended;
        private final AtomicBoolean begun;

        Helper(Runnable worker) {
            this(worker, new CountDownLatch(1), new AtomicBoolean());
        }

        private Helper(Runnable worker, CountDownLatch ended, AtomicBoolean begun) {
            super(
                    () -> {
                        begun.set(true);
                        try {
                            worker.run();
                        } finally {
                            ended.countDown();
                        }
                    },
                    null);
            this.ended = ended;
            this.begun = begun;
        }

        /** Whether the waiting thread was interrupted; then the task is too, and is waited for all the same. */
        boolean awaitEnd(AtomicReference<Throwable> failure) {
            boolean interrupted = false;
            while (true) {
                if (failure.get() != null || interrupted) {
                    cancel(true);
                }
                if (!begun.get() && isCancelled()) {
                    return interrupted;
                }
                try {
                    ended.await();
                    return interrupted;
                } catch (InterruptedException e) {
                    interrupted = true;
                    failure.compareAndSet(null, e);
                }
            }
        }
    }
}
