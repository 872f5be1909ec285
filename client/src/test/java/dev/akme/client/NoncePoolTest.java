package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class NoncePoolTest {

    private static final Instant NOW = FakeTime.START;

    private final NoncePool pool = new NoncePool();

    @Test
    void theOldestComesFirstAndEachOnce() {
        pool.add("a", NOW);
        pool.add("b", NOW);
        assertThat(pool.take(NOW)).contains("a");
        assertThat(pool.take(NOW)).contains("b");
        assertThat(pool.take(NOW)).isEmpty();
    }

    @Test
    void oldOnesAreThrownAway() {
        pool.add("old", NOW);
        pool.add("new", NOW.plusSeconds(10));
        assertThat(pool.take(NOW.plus(NoncePool.MAX_AGE))).contains("new");
    }

    @Test
    void aFullPoolForgetsTheOldest() {
        for (int i = 0; i <= NoncePool.SIZE; i++) {
            pool.add("n" + i, NOW);
        }
        assertThat(pool.take(NOW)).contains("n1");
    }
}
