package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.Arrays;
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

    @Test
    void anInterruptOfTheCallerSurvivesAFailureThatCameFirst() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch fail = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicBoolean kept = new AtomicBoolean();
        AtomicBoolean first = new AtomicBoolean(true);
        Thread caller = new Thread(() -> {
            Thread me = Thread.currentThread();
            try {
                Parallel.forEach(threads, List.of(0, 1, 2), item -> {
                    if (Thread.currentThread() == me) {
                        // Both others are at work then, and the caller has only to wait for them.
                        begun.await();
                    } else if (first.getAndSet(false)) {
                        begun.countDown();
                        fail.await();
                        throw new IllegalStateException("mine");
                    } else {
                        begun.countDown();
                        try {
                            release.await();
                        } catch (InterruptedException e) {
                            stopped.countDown();
                            awaitUninterruptibly(release);
                        }
                    }
                });
            } catch (IllegalStateException e) {
                kept.set(Thread.currentThread().isInterrupted());
            } catch (InterruptedException e) {
                kept.set(false);
            }
        });
        caller.start();
        begun.await();
        // It must not be told of the failure by an interrupt: nobody could tell that from the one that comes from here.
        while (Arrays.stream(caller.getStackTrace())
                .noneMatch(frame -> frame.getMethodName().equals("awaitEnd"))) {
            Thread.onSpinWait();
        }
        fail.countDown();
        stopped.await();
        caller.interrupt();
        release.countDown();
        caller.join();
        assertThat(kept).isTrue();
    }

    @Test
    void anInterruptThatCameFromElsewhereIsNotSwallowed() {
        assertThatThrownBy(() -> Parallel.forEach(Runnable::run, List.of(0), item -> {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("mine");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anExceptionThatNothingDeclaresEndsItToo() {
        assertThatThrownBy(() -> Parallel.forEach(threads, List.of(0, 1, 2), item -> sneak(new Exception("sneaked"))))
                .isInstanceOf(UndeclaredThrowableException.class)
                .hasRootCauseMessage("sneaked");
        assertThatThrownBy(() -> Parallel.forEach(threads, List.of(0), item -> {
                    throw new AssertionError("an error");
                }))
                .isInstanceOf(AssertionError.class);
    }

    @SuppressWarnings("unchecked") // As other languages on the JVM do.
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
