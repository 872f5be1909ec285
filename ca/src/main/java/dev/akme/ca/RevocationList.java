package dev.akme.ca;

import dev.akme.ca.issuer.Authority;
import dev.akme.ca.issuer.Crl;
import dev.akme.ca.store.CaStore;
import dev.akme.ca.store.StoredRevocation;
import dev.akme.messages.RevocationReason;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The list of revoked certificates of an intermediate (RFC 5280 §5), signed anew for whoever asks when it has changed or becomes
 * old.
 */
final class RevocationList {

    static final Duration LIFETIME = Duration.ofDays(7);

    /**
     * How long after its end a revoked certificate is listed: it must stand on one more list that is made after it (RFC 5280
     * §3.3), and there is a new one before this is over.
     */
    static final Duration KEPT = LIFETIME;

    /** Whoever fetches it shortly before the end of one should get the next. */
    private static final Duration RENEWED_AFTER = LIFETIME.dividedBy(2);

    /** To sign this many takes a moment: so many seconds are left between two signatures that nobody's time demands. */
    private static final int ENTRIES_FOR_A_SECOND = 1_000;

    private final Settings settings;
    private final CaStore store;
    private final Authority authority;
    private final ReentrantLock lock = new ReentrantLock();
    // The last that was signed, for what, and when; guarded by the lock.
    private byte[] last = new byte[0];
    private List<StoredRevocation> lastRevoked = List.of();
    private Instant lastAt = Instant.EPOCH;

    /** That of the store when it was last asked what is revoked. */
    private long seen;

    RevocationList(Settings settings, Authority authority) {
        this.settings = settings;
        this.store = settings.store();
        this.authority = authority;
    }

    CaResponse crl() {
        return CaResponse.of(200, "application/pkix-crl", der());
    }

    private byte[] der() {
        lock.lock();
        try {
            Instant now = settings.clock().instant();
            boolean fresh = last.length > 0 && now.isBefore(lastAt.plus(RENEWED_AFTER)) && !now.isBefore(lastAt);
            if (fresh && now.isBefore(lastAt.plusSeconds(lastRevoked.size() / ENTRIES_FOR_A_SECOND))) {
                return last;
            }
            // Before what is revoked: a change in between is found the next time.
            long version = store.revocationsVersion();
            if (fresh && version == seen) {
                return last;
            }
            List<StoredRevocation> revoked = store.revocations(authority.keyIdentifier(), now.minus(KEPT));
            if (!fresh || !revoked.equals(lastRevoked)) {
                last = sign(revoked, now);
                lastRevoked = revoked;
                lastAt = now;
            }
            seen = version;
            return last;
        } finally {
            lock.unlock();
        }
    }

    private byte[] sign(List<StoredRevocation> revoked, Instant now) {
        return Crl.sign(
                authority,
                // The time as number goes on when the store is lost too.
                BigInteger.valueOf(store.nextRevocationListNumber(now.toEpochMilli())),
                now,
                now.plus(LIFETIME),
                revoked.stream()
                        .map(found -> new Crl.Entry(
                                new BigInteger(found.certificateId(), 16),
                                found.revokedAt(),
                                found.reason().orElse(RevocationReason.UNSPECIFIED)))
                        .toList());
    }
}
