package dev.akme.ca;

import dev.akme.ca.store.CaStore;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** Forgets what is long over. Needs no thread of its own: those who add something bring it about. */
final class Sweeper {

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Settings settings;
    private final CaStore store;
    private final Work work;
    private final AtomicReference<Instant> last;

    Sweeper(Settings settings, Work work) {
        this.settings = settings;
        this.store = settings.store();
        this.work = work;
        this.last = new AtomicReference<>(settings.clock().instant());
    }

    void sweepNowAndThen() {
        Instant now = settings.clock().instant();
        Instant before = last.get();
        if (Duration.between(before, now).compareTo(PAUSE) >= 0 && last.compareAndSet(before, now)) {
            work.run(() -> store.sweep(now.minus(Settings.KEPT), now.minus(RevocationList.KEPT)));
        }
    }
}
