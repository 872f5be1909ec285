package dev.akme.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingDeque;
import org.jspecify.annotations.Nullable;

/** Nonces that the server gave out and nobody has used yet, oldest first (RFC 8555 §6.5). */
final class NoncePool {

    /** As many as threads are likely to send at once; a server keeps no more in mind for one client either. */
    static final int SIZE = 128;

    /** Servers forget nonces, some after minutes; an old one costs a refused request. */
    static final Duration MAX_AGE = Duration.ofMinutes(5);

    private record Entry(String nonce, Instant at) {}

    private final LinkedBlockingDeque<Entry> entries = new LinkedBlockingDeque<>(SIZE);

    void add(String nonce, Instant now) {
        Entry entry = new Entry(nonce, now);
        while (!entries.offerLast(entry)) {
            entries.pollFirst();
        }
    }

    Optional<String> take(Instant now) {
        @Nullable Entry entry;
        while ((entry = entries.pollFirst()) != null) {
            if (entry.at.plus(MAX_AGE).isAfter(now)) {
                return Optional.of(entry.nonce);
            }
        }
        return Optional.empty();
    }
}
