package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CleanUpTest {

    private static final List<Integer> ITEMS = IntStream.range(0, 100).boxed().toList();

    private final Set<Integer> done = ConcurrentHashMap.newKeySet();

    @Test
    void everythingIsDoneOnce() {
        List<Integer> left =
                CleanUp.run(ITEMS, item -> assertThat(done.add(item)).isTrue(), Duration.ofMinutes(1));
        assertThat(left).isEmpty();
        assertThat(done).hasSize(100);
    }

    @Test
    void whatHangsIsLeftAndTheRestIsDone() {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(99);
        Set<Integer> interrupted = ConcurrentHashMap.newKeySet();
        CountDownLatch stopped = new CountDownLatch(1);
        Thread main = Thread.currentThread();
        List<Integer> left = CleanUp.run(
                ITEMS,
                item -> {
                    assertThat(Thread.currentThread()).isNotSameAs(main);
                    if (item != 3) {
                        others.countDown();
                        return;
                    }
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        interrupted.add(item);
                        stopped.countDown();
                    }
                },
                Duration.ofSeconds(2));
        assertThat(left).containsExactly(3);
        assertThat(others.getCount()).isZero();
        assertThat(awaited(stopped)).isTrue();
        assertThat(interrupted).containsExactly(3);
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Test
    void anInterruptDoesNotCutItOffAndIsKept() {
        Thread.currentThread().interrupt();
        List<Integer> left = CleanUp.run(ITEMS, done::add, Duration.ofMinutes(1));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(left).isEmpty();
        assertThat(done).hasSize(100);
    }
}
