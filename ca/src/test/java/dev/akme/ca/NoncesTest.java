package dev.akme.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoncesTest {

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final Nonces nonces = new Nonces(clock, new SecureRandom());

    @Test
    void aNonceCanBeUsedOnce() {
        String nonce = nonces.next();
        assertThat(nonce).matches("[A-Za-z0-9_-]+");
        assertThat(nonces.use(nonce)).isTrue();
        assertThat(nonces.use(nonce)).isFalse();
        String later = nonces.next();
        assertThat(nonces.use(nonce)).isFalse();
        assertThat(nonces.use(later)).isTrue();
    }

    @Test
    void theOrderOfUseMakesNoDifference() {
        List<String> all = IntStream.range(0, 1000).mapToObj(i -> nonces.next()).toList();
        assertThat(new HashSet<>(all)).hasSize(1000);
        for (int i = all.size() - 1; i >= 0; i--) {
            assertThat(nonces.use(all.get(i))).isTrue();
        }
        assertThat(all).noneMatch(nonces::use);
    }

    @Test
    void nobodyElseMakesThem() {
        String foreign = new Nonces(clock, new SecureRandom()).next();
        assertThat(nonces.use(foreign)).isFalse();
        String own = nonces.next();
        for (int i = 0; i < own.length(); i++) {
            char changed = own.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(nonces.use(own.substring(0, i) + changed + own.substring(i + 1)))
                    .isFalse();
        }
        for (String other : new String[] {"", "A", own + "A", own.substring(1), "====", "\u0000", own + "=="}) {
            assertThat(nonces.use(other)).isFalse();
        }
        assertThat(nonces.use(own)).isTrue();
    }

    @Test
    void aNonceEnds() {
        String first = nonces.next();
        String second = nonces.next();
        clock.advance(Nonces.LIFETIME);
        assertThat(nonces.use(first)).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(nonces.use(second)).isFalse();
        assertThat(nonces.use(nonces.next())).isTrue();
    }

    @Test
    void whatLeavesTheWindowIsGoneAndItsPlaceIsFree() {
        String used = nonces.next();
        String unused = nonces.next();
        assertThat(nonces.use(used)).isTrue();
        String last = "";
        for (int i = 0; i < Nonces.WINDOW; i++) {
            last = nonces.next();
        }
        assertThat(nonces.use(used)).isFalse();
        assertThat(nonces.use(unused)).isFalse();
        assertThat(nonces.use(last)).isTrue();
        assertThat(nonces.use(last)).isFalse();
        for (int i = 0; i < 200; i++) {
            assertThat(nonces.use(nonces.next())).isTrue();
        }
    }

    @Test
    void ofManyWhoUseOneNonceOneDoes() throws Exception {
        int threads = 8;
        List<String> all = IntStream.range(0, 5000).mapToObj(i -> nonces.next()).toList();
        AtomicInteger uses = new AtomicInteger();
        List<Future<?>> runs = new ArrayList<>();
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            for (int i = 0; i < threads; i++) {
                runs.add(executor.submit(() -> all.forEach(nonce -> {
                    if (nonces.use(nonce)) {
                        uses.incrementAndGet();
                    }
                })));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            executor.shutdownNow();
        }
        assertThat(uses).hasValue(all.size());
    }
}
