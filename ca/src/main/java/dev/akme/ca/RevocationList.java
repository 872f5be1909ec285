package dev.akme.ca;

import dev.akme.ca.issuer.Authority;
import dev.akme.ca.issuer.Crl;
import dev.akme.ca.store.CaStore;
import dev.akme.ca.store.StoredCertificate;
import dev.akme.messages.RevocationReason;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The list of revoked certificates of the intermediate (RFC 5280 §5), signed anew when it has changed or becomes old. */
final class RevocationList {

    static final Duration LIFETIME = Duration.ofDays(7);

    /** Whoever fetches it shortly before the end of one should get the next. */
    private static final Duration RENEWED_AFTER = LIFETIME.dividedBy(2);

    private final Settings settings;
    private final CaStore store;
    private final Authority authority;
    private final ReentrantLock lock = new ReentrantLock();
    // The last that was signed, for what, and when; guarded by the lock.
    private byte[] last = new byte[0];
    private List<String> lastVersions = List.of();
    private Instant lastAt = Instant.EPOCH;

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
            List<StoredCertificate> revoked = store.revokedCertificates().stream()
                    .filter(certificate -> certificate.notAfter().isAfter(now))
                    .toList();
            List<String> versions = revoked.stream()
                    .map(certificate -> certificate.id() + ' ' + certificate.version())
                    .toList();
            boolean fresh = now.isBefore(lastAt.plus(RENEWED_AFTER)) && !now.isBefore(lastAt);
            if (last.length == 0 || !fresh || !lastVersions.equals(versions)) {
                last = sign(revoked, now);
                lastVersions = versions;
                lastAt = now;
            }
            return last;
        } finally {
            lock.unlock();
        }
    }

    private byte[] sign(List<StoredCertificate> revoked, Instant now) {
        return Crl.sign(
                authority,
                // The time as number goes on when the store is lost too.
                BigInteger.valueOf(store.nextRevocationListNumber(now.toEpochMilli())),
                now,
                now.plus(LIFETIME),
                revoked.stream()
                        .map(certificate -> new Crl.Entry(
                                new BigInteger(certificate.id(), 16),
                                certificate.revokedAt().orElseThrow(),
                                certificate.reason().orElse(RevocationReason.UNSPECIFIED)))
                        .toList());
    }
}
