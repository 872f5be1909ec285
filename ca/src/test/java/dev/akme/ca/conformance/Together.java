package dev.akme.ca.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Does the same several times at once. */
final class Together {

    private Together() {}

    static <T> List<T> run(int times, IntFunction<T> task) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            CyclicBarrier barrier = new CyclicBarrier(times);
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                int number = i;
                futures.add(threads.submit(() -> {
                    barrier.await(20, TimeUnit.SECONDS);
                    return task.apply(number);
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(60, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
