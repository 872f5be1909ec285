package dev.akme.ca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.ca.store.MemoryStore;
import dev.akme.ca.store.StoredCertificate;
import dev.akme.ca.store.StoredOrder;
import dev.akme.messages.Identifier;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a revocation list is signed. */
class RevocationListTest {

    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    private static final List<Identifier> NAMES = List.of(Identifier.dns("www.example.org"));

    private final MovableClock clock = new MovableClock(START);
    private final MemoryStore store = new MemoryStore();
    private final AcmeCa ca = AcmeCa.forTests()
            .clock(clock)
            .store(store)
            .mountedAt(URI.create("http://ca.test/"))
            .start();
    private int serial;

    @AfterEach
    void close() {
        ca.close();
    }

    private void revoked(int count) {
        for (int i = 0; i < count; i++) {
            String id = Integer.toHexString(++serial);
            StoredOrder order = StoredOrders.pending("order-" + id, "a", START, NAMES, List.of());
            StoredOrder processing = order.processing("MAA");
            StoredCertificate certificate = new StoredCertificate(
                    id,
                    0,
                    "a",
                    order.id(),
                    "MAA",
                    ca.intermediates().get(0).keyIdentifier(),
                    "key-" + id,
                    NAMES,
                    START,
                    START.plus(Duration.ofDays(90)),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            assertThat(store.add(order, List.of(), Optional.empty())).isTrue();
            assertThat(store.replace(processing)).isTrue();
            assertThat(store.issue(processing.issued(id), certificate)).isTrue();
            assertThat(store.replace(certificate.revoked(START, Optional.empty())))
                    .isTrue();
        }
    }

    private X509CRL list() throws Exception {
        CaResponse answer = ca.handle(CaRequest.of("GET", "/crl", Map.of(), new byte[0], ""));
        return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(answer.body()));
    }

    private int size() throws Exception {
        return Optional.<Set<?>>ofNullable(list().getRevokedCertificates())
                .map(Set::size)
                .orElse(0);
    }

    @Test
    void aRevocationStandsInAShortListAtOnce() throws Exception {
        assertThat(size()).isZero();
        revoked(1);
        assertThat(size()).isOne();
        revoked(1);
        assertThat(size()).isEqualTo(2);
    }

    @Test
    void oneThatStaysTheSameIsNotSignedAgainBeforeHalfOfItsTime() throws Exception {
        revoked(1);
        X509CRL first = list();
        clock.advance(Duration.ofHours(83));
        assertThat(list().getEncoded()).isEqualTo(first.getEncoded());
        clock.advance(Duration.ofHours(2));
        assertThat(list().getThisUpdate()).isAfter(first.getThisUpdate());
        assertThat(list().getExtensionValue("2.5.29.20")).isNotEqualTo(first.getExtensionValue("2.5.29.20"));
    }

    @Test
    void aLongOneIsNotSignedForEachRevocation() throws Exception {
        revoked(2_000);
        assertThat(size()).isEqualTo(2_000);
        revoked(1);
        clock.advance(Duration.ofMillis(1_999));
        assertThat(size()).isEqualTo(2_000);
        clock.advance(Duration.ofMillis(1));
        assertThat(size()).isEqualTo(2_001);
    }

    @Test
    void whatHasExpiredStandsOnTheNextListAndNotForever() throws Exception {
        revoked(3);
        clock.advance(Duration.ofDays(91));
        assertThat(size()).isEqualTo(3);
        clock.advance(RevocationList.LIFETIME);
        assertThat(size()).isZero();
    }
}
