package dev.akme.client;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Does the same with several things at once. The calling thread takes part, so that an executor without free threads only
 * slows it.
 */
final class Parallel<T> {

    /** More at once gain little, and servers limit connections. */
    private static final int MOST = 8;

    /** What is done with each thing. */
    interface Action<T> {
        void run(T item) throws InterruptedException;
    }

    private final List<T> items;
    private final Action<T> action;

    // A lock and no monitor, which would pin virtual threads of some JDKs.
    private final Lock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();

    // Guarded by the lock.
    private final List<Thread> working = new ArrayList<>();
    private final Set<Thread> stopped = new HashSet<>();
    private int next;
    private @Nullable Throwable failure;

    private Parallel(List<T> items, Action<T> action) {
        this.items = items;
        this.action = action;
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
     * waited for, and it is thrown. So it is when the calling thread is interrupted.
     */
    static <T> void forEach(Executor executor, List<T> items, Action<T> action) throws InterruptedException {
        Parallel<T> all = new Parallel<>(items, action);
        for (int i = 1; i < Math.min(MOST, items.size()); i++) {
            try {
                executor.execute(all::work);
            } catch (RejectedExecutionException e) {
                break;
            }
        }
        all.work();
        all.awaitEnd();
    }

    private void work() {
        @Nullable T item;
        while ((item = begin()) != null) {
            Throwable thrown = null;
            try {
                action.run(item);
            } catch (Throwable e) {
                // Whatever it is: somebody waits for this to end.
                thrown = e;
            }
            end(thrown);
        }
    }

    private @Nullable T begin() {
        lock.lock();
        try {
            if (failure != null || next == items.size()) {
                return null;
            }
            working.add(Thread.currentThread());
            return items.get(next++);
        } finally {
            lock.unlock();
        }
    }

    private void end(@Nullable Throwable thrown) {
        lock.lock();
        try {
            working.remove(Thread.currentThread());
            if (thrown != null) {
                fail(thrown);
            }
            if (stopped.remove(Thread.currentThread())) {
                // This interrupt came for the item, and must not reach what the thread does next.
                Thread.interrupted();
            }
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void fail(Throwable thrown) {
        if (failure == null) {
            failure = thrown;
            stopped.addAll(working);
            working.forEach(Thread::interrupt);
        }
    }

    /** Waits for what is under way, and then throws what went wrong. */
    private void awaitEnd() throws InterruptedException {
        boolean interrupted = false;
        lock.lock();
        try {
            while (!working.isEmpty()) {
                try {
                    ended.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                    fail(e);
                }
            }
            if (failure instanceof InterruptedException cancelled) {
                interrupted = false;
                throw cancelled;
            }
            if (failure instanceof RuntimeException runtime) {
                throw runtime;
            }
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure != null) {
                throw new UndeclaredThrowableException(failure);
            }
        } finally {
            lock.unlock();
            if (interrupted) {
                // What went wrong came first; that the caller is to stop must not be lost.
                Thread.currentThread().interrupt();
            }
        }
    }
}
