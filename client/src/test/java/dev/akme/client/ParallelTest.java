package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ParallelTest {

    private static final List<Integer> ITEMS = IntStream.range(0, 100).boxed().toList();

    private final Executor threads = Parallel.defaultExecutor();

    @Test
    void everyItemIsDoneOnce() throws InterruptedException {
        Set<Integer> done = ConcurrentHashMap.newKeySet();
        Parallel.forEach(threads, ITEMS, item -> assertThat(done.add(item)).isTrue());
        assertThat(done).hasSize(100);
        Parallel.forEach(threads, List.of(), item -> {
            throw new AssertionError();
        });
    }

    @Test
    void anExecutorWithoutThreadsOnlyMakesItSlower() throws InterruptedException {
        Set<Integer> done = ConcurrentHashMap.newKeySet();
        Parallel.forEach(
                task -> {
                    throw new RejectedExecutionException();
                },
                ITEMS,
                done::add);
        assertThat(done).hasSize(100);
        Parallel.forEach(Runnable::run, ITEMS, done::add);
        assertThat(done).hasSize(100);
    }

    @Test
    void theFirstFailureEndsItAndWaitsForTheOthers() {
        AtomicBoolean stopped = new AtomicBoolean();
        CountDownLatch waiting = new CountDownLatch(1);
        assertThatThrownBy(() -> Parallel.forEach(threads, List.of(0, 1), item -> {
                    if (item == 0) {
                        waiting.await();
                        throw new IllegalStateException("mine");
                    }
                    waiting.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        stopped.set(true);
                    }
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("mine");
        assertThat(stopped).isTrue();
    }

    @Test
    void anInterruptReachesEveryThread() throws InterruptedException {
        AtomicBoolean stopped = new AtomicBoolean();
        AtomicBoolean interrupted = new AtomicBoolean();
        CountDownLatch both = new CountDownLatch(2);
        Thread caller = new Thread(() -> {
            try {
                Parallel.forEach(threads, List.of(0, 1), item -> {
                    both.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        stopped.set(true);
                    }
                });
            } catch (InterruptedException e) {
                interrupted.set(true);
            }
        });
        caller.start();
        both.await();
        caller.interrupt();
        caller.join();
        assertThat(interrupted).isTrue();
        assertThat(stopped).isTrue();
    }
}
