package dev.akme.client.solver;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Threads that do the same at the same time. */
final class Crowd {

    private final int size;

    private Crowd(int size) {
        this.size = size;
    }

    static Crowd of(int size) {
        return new Crowd(size);
    }

    /** What each does, with its number. */
    interface Work {
        void run(int number) throws Exception;
    }

    /** Lets all begin at once and waits for them; fails when one fails. */
    void run(Work work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(size);
        CyclicBarrier start = new CyclicBarrier(size);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                int number = i;
                all.add(threads.submit(() -> {
                    start.await();
                    work.run(number);
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get(1, TimeUnit.MINUTES);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
