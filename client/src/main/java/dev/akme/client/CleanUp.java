package dev.akme.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Takes things away, several at once, in threads of its own: what hangs there keeps nobody for longer than agreed. An
 * interrupt of the caller does not cut it off, and is not lost.
 */
final class CleanUp {

    private static final int MOST = 8;

    private CleanUp() {}

    /**
     * Runs an action on each item, and waits until all are done or the time is over.
     *
     * @param action throws nothing
     * @return the items that were not done in time, or not begun; their threads are interrupted, and go on with the rest
     */
    static <T> List<T> run(List<T> items, Consumer<T> action, Duration atMost) {
        Queue<T> waiting = new ConcurrentLinkedQueue<>(items);
        Queue<T> left = new ConcurrentLinkedQueue<>(items);
        CountDownLatch done = new CountDownLatch(items.size());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST, items.size()); i++) {
            Thread thread = new Thread(
                    () -> {
                        for (T item = waiting.poll(); item != null; item = waiting.poll()) {
                            try {
                                action.accept(item);
                            } finally {
                                left.remove(item);
                                done.countDown();
                            }
                        }
                    },
                    "akme-client-clean-up");
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        if (await(done, atMost)) {
            return List.of();
        }
        List<T> late = List.copyOf(left);
        threads.forEach(Thread::interrupt);
        return late;
    }

    private static boolean await(CountDownLatch done, Duration atMost) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return done.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    // The time begins again, which is no harm: nobody interrupts for ever.
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
