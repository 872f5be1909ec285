package dev.akme.ca;

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes executors: with virtual threads where the JVM has them (21 and newer), else with a bounded number of threads. */
final class Threads {

    private Threads() {}

    static ExecutorService of(String name, int max) {
        return virtual().orElseGet(() -> platform(name, max));
    }

    /** The same with a thread for each task: for tasks that are bounded by whoever submits them. */
    static ExecutorService each(String name) {
        return virtual().orElseGet(() -> Executors.newCachedThreadPool(factory(name)));
    }

    private static Optional<ExecutorService> virtual() {
        try {
            // By reflection, as this is compiled for 17.
            return Optional.of((ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null));
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("virtual threads are there, but cannot be made", e);
        }
    }

    private static ThreadFactory factory(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    private static ExecutorService platform(String name, int max) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(max, max, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
