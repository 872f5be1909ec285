package dev.akme.ca.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.jose.Jwk;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.Identifier;
import dev.akme.messages.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is kept in stores, for tests. */
final class Samples {

    /** To the last digit that a clock may give. */
    static final Instant PRECISE = Instant.parse("2026-11-01T12:00:00.123456789Z");

    static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    static final Identifier NAME = Identifier.dns("www.example.org");
    static final List<Jwk> KEYS = List.of(key(), key());

    private Samples() {}

    static Jwk key() {
        return SigningKey.generate(KeyType.P256).publicKey();
    }

    static StoredAccount account(String id, Jwk key, Optional<String> bound) {
        return new StoredAccount(
                id,
                0,
                Status.VALID,
                key,
                Optional.of(List.of("mailto:pki@example.org")),
                true,
                Optional.empty(),
                bound,
                NOW);
    }

    static StoredOrder order(String id, String accountId, Instant expires, String... authorizations) {
        return new StoredOrder(
                id,
                0,
                accountId,
                Status.PENDING,
                NOW,
                expires,
                List.of(NAME),
                List.of(authorizations),
                Optional.of(NOW),
                Optional.of(NOW.plusSeconds(60)),
                Optional.of("replaced"),
                "default",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static StoredOrder order(String id) {
        return order(id, "a", NOW.plusSeconds(3600));
    }

    static StoredAuthorization authorization(String id, Identifier identifier, boolean wildcard) {
        return new StoredAuthorization(
                id,
                0,
                "a",
                identifier,
                wildcard,
                Status.PENDING,
                NOW,
                NOW.plusSeconds(3600),
                List.of(
                        new StoredChallenge(
                                "1",
                                ChallengeType.HTTP_01,
                                Optional.of("t1"),
                                Status.PENDING,
                                Optional.empty(),
                                Optional.empty()),
                        new StoredChallenge(
                                "2",
                                ChallengeType.DNS_01,
                                Optional.of("t2"),
                                Status.PENDING,
                                Optional.empty(),
                                Optional.empty())));
    }

    /** An authorization that is in the store now. */
    static StoredAuthorization added(CaStore store, String id, Identifier identifier, boolean wildcard) {
        StoredAuthorization authorization = authorization(id, identifier, wildcard);
        store.add(authorization);
        return authorization;
    }

    static StoredCertificate certificate(String id, String orderId, Instant notAfter) {
        return certificate(id, orderId, "a1", notAfter);
    }

    static StoredCertificate certificate(String id, String orderId, String issuerId, Instant notAfter) {
        return new StoredCertificate(
                id,
                0,
                "a",
                orderId,
                "MAA",
                issuerId,
                "key-1",
                List.of(NAME),
                NOW,
                notAfter,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** A certificate that is in the store now, with its order. */
    static StoredCertificate issued(CaStore store, String id, Instant notAfter) {
        return issued(store, id, "a1", notAfter);
    }

    static StoredCertificate issued(CaStore store, String id, String issuerId, Instant notAfter) {
        StoredOrder order = order("order-" + id);
        assertThat(store.add(order, List.of(), Optional.empty())).isTrue();
        StoredCertificate certificate = certificate(id, order.id(), issuerId, notAfter);
        store.replace(order.processing("csr"));
        store.issue(order.processing("csr").issued(id), certificate);
        return certificate;
    }
}
