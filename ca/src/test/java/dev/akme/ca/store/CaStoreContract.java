package dev.akme.ca.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.jose.Jwk;
import dev.akme.jose.Jws;
import dev.akme.jose.KeyType;
import dev.akme.jose.MacKey;
import dev.akme.jose.SigningKey;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.Identifier;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import dev.akme.messages.RevocationReason;
import dev.akme.messages.Status;
import dev.akme.messages.SuggestedWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store must do. */
abstract class CaStoreContract {

    /** To the last digit that a clock may give. */
    private static final Instant PRECISE = Instant.parse("2026-11-01T12:00:00.123456789Z");

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final Identifier NAME = Identifier.dns("www.example.org");
    private static final List<Jwk> KEYS = List.of(key(), key());

    private CaStore store;

    /** Opens the store; when it was closed, with what was in it. */
    abstract CaStore open();

    @BeforeEach
    void openIt() {
        store = open();
    }

    @AfterEach
    void closeIt() {
        store.close();
        store.close();
    }

    private static Jwk key() {
        return SigningKey.generate(KeyType.P256).publicKey();
    }

    // ---- accounts

    private static StoredAccount account(String id, Jwk key, Optional<String> bound) {
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

    @Test
    void anAccountIsFoundByItsIdAndItsKey() {
        StoredAccount account = account("a", KEYS.get(0), Optional.empty());
        assertThat(store.add(account)).isTrue();
        assertThat(store.account("a")).contains(account);
        assertThat(store.accountOfKey(KEYS.get(0).thumbprint())).contains(account);
        assertThat(store.account("b")).isEmpty();
        assertThat(store.accountOfKey(KEYS.get(1).thumbprint())).isEmpty();
    }

    @Test
    void noTwoAccountsHaveTheSameKeyOrBinding() {
        assertThat(store.add(account("a", KEYS.get(0), Optional.of("kid-1")))).isTrue();
        assertThat(store.isBound("kid-1")).isTrue();
        assertThat(store.isBound("kid-2")).isFalse();
        assertThat(store.add(account("b", KEYS.get(0), Optional.empty()))).isFalse();
        assertThat(store.add(account("b", KEYS.get(1), Optional.of("kid-1")))).isFalse();
        assertThat(store.account("b")).isEmpty();
        assertThat(store.accountOfKey(KEYS.get(1).thumbprint())).isEmpty();
    }

    @Test
    void anAccountWithAnotherKeyIsFoundByThatOnly() {
        StoredAccount account = account("a", KEYS.get(0), Optional.empty());
        store.add(account);
        StoredAccount changed = account.withKey(KEYS.get(1));
        assertThat(store.replace(changed)).isTrue();
        assertThat(store.accountOfKey(KEYS.get(0).thumbprint())).isEmpty();
        assertThat(store.accountOfKey(KEYS.get(1).thumbprint())).contains(changed);
        assertThat(store.replace(account.withStatus(Status.DEACTIVATED))).isFalse();
    }

    @Test
    void anAccountCannotTakeTheKeyOfAnother() {
        StoredAccount first = account("a", KEYS.get(0), Optional.empty());
        StoredAccount second = account("b", KEYS.get(1), Optional.empty());
        store.add(first);
        store.add(second);
        assertThat(store.replace(second.withKey(KEYS.get(0)))).isFalse();
        assertThat(store.accountOfKey(KEYS.get(0).thumbprint())).contains(first);
        assertThat(store.accountOfKey(KEYS.get(1).thumbprint())).contains(second);
    }

    // ---- orders

    private static StoredOrder order(String id, String accountId, Instant expires, String... authorizations) {
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

    private static StoredOrder order(String id) {
        return order(id, "a", NOW.plusSeconds(3600));
    }

    private static StoredCertificate certificate(String id, String orderId, Instant notAfter) {
        return certificate(id, orderId, "a1", notAfter);
    }

    private static StoredCertificate certificate(String id, String orderId, String issuerId, Instant notAfter) {
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

    @Test
    void anOrderComesWithItsNewAuthorizations() {
        StoredAuthorization authorization = authorization("z", NAME, false);
        StoredOrder order = order("o", "a", NOW.plusSeconds(3600), "z");
        assertThat(store.add(order, List.of(authorization), Optional.empty())).isTrue();
        assertThat(store.order("o")).contains(order);
        assertThat(store.authorization("z")).contains(authorization);
    }

    @Test
    void ordersAreListedNewestFirstPageByPage() {
        for (String id : List.of("o1", "o2", "o3", "o4", "o5")) {
            assertThat(store.add(order(id), List.of(), Optional.empty())).isTrue();
        }
        assertThat(store.add(order("other", "b", NOW), List.of(), Optional.empty()))
                .isTrue();
        assertThat(store.orders("a", Optional.empty(), 2))
                .extracting(StoredOrder::id)
                .containsExactly("o5", "o4");
        assertThat(store.orders("a", Optional.of("o4"), 2))
                .extracting(StoredOrder::id)
                .containsExactly("o3", "o2");
        assertThat(store.orders("a", Optional.of("o2"), 2))
                .extracting(StoredOrder::id)
                .containsExactly("o1");
        assertThat(store.orders("a", Optional.of("o1"), 2)).isEmpty();
        assertThat(store.orders("a", Optional.of("nobody"), 2)).isEmpty();
        assertThat(store.orders("c", Optional.empty(), 2)).isEmpty();
    }

    @Test
    void anOrderIsReplacedByItsNextVersionOnly() {
        StoredOrder order = order("o");
        assertThat(store.add(order, List.of(), Optional.empty())).isTrue();
        assertThat(store.replace(order.processing("csr-1"))).isTrue();
        assertThat(store.replace(order.processing("csr-2"))).isFalse();
        assertThat(store.order("o").orElseThrow().csr()).contains("csr-1");
        assertThat(store.replace(order("unknown").processing("csr"))).isFalse();
        assertThat(store.order("unknown")).isEmpty();
    }

    @Test
    void whatIsUnderWayIsListedUntilItIsDecided() {
        StoredOrder order = order("o");
        assertThat(store.add(order, List.of(), Optional.empty())).isTrue();
        assertThat(store.add(order("p"), List.of(), Optional.empty())).isTrue();
        assertThat(store.processingOrders()).isEmpty();
        StoredOrder processing = order.processing("csr");
        store.replace(processing);
        assertThat(store.processingOrders()).containsExactly(processing);
        store.replace(processing.failed(Problem.of(ProblemType.CAA, "forbidden")));
        assertThat(store.processingOrders()).isEmpty();
        assertThat(store.order("o").orElseThrow().csr()).isEmpty();
    }

    @Test
    void aCertificateComesWithItsOrderOrNotAtAll() {
        StoredOrder order = order("o");
        assertThat(store.add(order, List.of(), Optional.empty())).isTrue();
        StoredOrder processing = order.processing("csr");
        store.replace(processing);
        StoredCertificate certificate = certificate("c0ffee", "o", NOW.plusSeconds(60));
        assertThat(store.issue(processing.issued("c0ffee"), certificate)).isTrue();
        assertThat(store.order("o").orElseThrow().status()).isEqualTo(Status.VALID);
        assertThat(store.certificate("c0ffee")).contains(certificate);
        assertThat(store.processingOrders()).isEmpty();
        assertThat(store.issue(processing.issued("bad"), certificate("bad", "o", NOW.plusSeconds(60))))
                .isFalse();
        assertThat(store.certificate("bad")).isEmpty();
    }

    @Test
    void anOrderReplacesACertificateThatNobodyChangedMeanwhile() {
        StoredCertificate certificate = issued("01", NOW.plusSeconds(60));
        StoredAuthorization authorization = authorization("z", NAME, false);
        assertThat(store.add(order("o"), List.of(authorization), Optional.of(certificate.replacedBy("o"))))
                .isTrue();
        assertThat(store.certificate("01").orElseThrow().replacedBy()).contains("o");
        assertThat(store.add(
                        order("p"), List.of(authorization("y", NAME, false)), Optional.of(certificate.replacedBy("p"))))
                .isFalse();
        assertThat(store.order("p")).isEmpty();
        assertThat(store.authorization("y")).isEmpty();
        assertThat(store.certificate("01").orElseThrow().replacedBy()).contains("o");
    }

    // ---- authorizations

    private static StoredAuthorization authorization(String id, Identifier identifier, boolean wildcard) {
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

    private StoredAuthorization added(String id, Identifier identifier, boolean wildcard) {
        StoredAuthorization authorization = authorization(id, identifier, wildcard);
        store.add(authorization);
        return authorization;
    }

    @Test
    void aValidAuthorizationIsFoundForWhatItIsFor() {
        StoredAuthorization pending = added("z", NAME, false);
        assertThat(store.validAuthorization("a", NAME, false, NOW)).isEmpty();
        StoredAuthorization valid = pending.validated("2", NOW, NOW.plusSeconds(100));
        assertThat(store.replace(valid)).isTrue();
        assertThat(store.validAuthorization("a", NAME, false, NOW.plusSeconds(100)))
                .contains(valid);
        assertThat(store.validAuthorization("a", NAME, false, NOW.plusSeconds(101)))
                .isEmpty();
        assertThat(store.validAuthorization("a", NAME, true, NOW)).isEmpty();
        assertThat(store.validAuthorization("b", NAME, false, NOW)).isEmpty();
        assertThat(store.validAuthorization("a", Identifier.dns("example.org"), false, NOW))
                .isEmpty();
        assertThat(store.replace(valid.withStatus(Status.DEACTIVATED))).isTrue();
        assertThat(store.validAuthorization("a", NAME, false, NOW)).isEmpty();
    }

    @Test
    void ofSeveralValidAuthorizationsTheOneThatEndsLastIsFound() {
        StoredAuthorization first = added("y", NAME, false).validated("1", NOW, NOW.plusSeconds(10));
        StoredAuthorization second = added("z", NAME, false).validated("1", NOW, NOW.plusSeconds(20));
        store.replace(second);
        store.replace(first);
        assertThat(store.validAuthorization("a", NAME, false, NOW)).contains(second);
        // The other is still there when that one ends.
        store.replace(second.withStatus(Status.DEACTIVATED));
        assertThat(store.validAuthorization("a", NAME, false, NOW)).contains(first);
        store.replace(first.withStatus(Status.DEACTIVATED));
        assertThat(store.validAuthorization("a", NAME, false, NOW)).isEmpty();
    }

    @Test
    void answeredChallengesAreListedUntilTheyAreDecided() {
        StoredAuthorization answered = added("z", NAME, false).answered("1");
        assertThat(store.processingAuthorizations()).isEmpty();
        store.replace(answered);
        assertThat(store.processingAuthorizations()).containsExactly(answered);
        store.replace(answered.failed("1", Problem.of(ProblemType.CONNECTION, "refused")));
        assertThat(store.processingAuthorizations()).isEmpty();
        StoredAuthorization other = added("y", NAME, false).answered("1");
        store.replace(other);
        store.replace(other.withStatus(Status.DEACTIVATED));
        assertThat(store.processingAuthorizations()).isEmpty();
    }

    // ---- certificates and keys

    private StoredCertificate issued(String id, Instant notAfter) {
        return issued(id, "a1", notAfter);
    }

    private StoredCertificate issued(String id, String issuerId, Instant notAfter) {
        StoredOrder order = order("order-" + id);
        assertThat(store.add(order, List.of(), Optional.empty())).isTrue();
        StoredCertificate certificate = certificate(id, order.id(), issuerId, notAfter);
        store.replace(order.processing("csr"));
        store.issue(order.processing("csr").issued(id), certificate);
        return certificate;
    }

    @Test
    void certificatesAreFoundByTheirKeyAndWhenRevoked() {
        StoredCertificate first = issued("01", NOW.plusSeconds(60));
        StoredCertificate second = issued("02", NOW.plusSeconds(60));
        assertThat(store.certificatesOfKey("key-1")).containsExactlyInAnyOrder(first, second);
        assertThat(store.certificatesOfKey("key-2")).isEmpty();
        assertThat(store.revocations("a1", NOW)).isEmpty();
        StoredCertificate revoked = first.revoked(NOW, Optional.of(RevocationReason.SUPERSEDED));
        assertThat(store.replace(revoked)).isTrue();
        assertThat(store.revocations("a1", NOW))
                .containsExactly(new StoredRevocation("01", NOW, Optional.of(RevocationReason.SUPERSEDED)));
        assertThat(store.replace(first.replacedBy("o"))).isFalse();
        StoredCertificate more = revoked.replacedBy("o").withWindow(SuggestedWindow.of(NOW, NOW.plusSeconds(1)));
        assertThat(store.replace(more)).isFalse();
        assertThat(store.replace(revoked.replacedBy("o"))).isTrue();
        assertThat(store.certificate("01").orElseThrow().replacedBy()).contains("o");
    }

    @Test
    void revocationsAreThoseOfOneIntermediateThatHaveNotEnded() {
        long before = store.revocationsVersion();
        StoredCertificate first = issued("01", NOW.plusSeconds(60));
        StoredCertificate other = issued("02", "b2", NOW.plusSeconds(90));
        issued("03", "b2", NOW.plusSeconds(30));
        assertThat(store.revocationsVersion()).isEqualTo(before);
        assertThat(store.replace(other.revoked(PRECISE, Optional.empty()))).isTrue();
        assertThat(store.replace(first.revoked(NOW, Optional.of(RevocationReason.SUPERSEDED))))
                .isTrue();
        assertThat(store.revocations("b2", NOW)).containsExactly(new StoredRevocation("02", PRECISE, Optional.empty()));
        assertThat(store.revocations("a1", NOW.plusSeconds(59))).hasSize(1);
        assertThat(store.revocations("a1", NOW.plusSeconds(60))).isEmpty();
        assertThat(store.lastExpiry("b2")).contains(NOW.plusSeconds(90));
        assertThat(store.lastExpiry("c3")).isEmpty();
        assertThat(store.revocations("c3", NOW)).isEmpty();
        assertThat(store.revocationsVersion()).isGreaterThan(before);
    }

    @Test
    void aRevocationThatChangesIsNoticed() {
        StoredCertificate revoked = issued("01", NOW.plusSeconds(60)).revoked(NOW, Optional.empty());
        assertThat(store.replace(revoked)).isTrue();
        long before = store.revocationsVersion();
        assertThat(store.replace(revoked.revoked(NOW, Optional.of(RevocationReason.KEY_COMPROMISE))))
                .isTrue();
        assertThat(store.revocationsVersion()).isGreaterThan(before);
        assertThat(store.revocations("a1", NOW))
                .extracting(StoredRevocation::reason)
                .containsExactly(Optional.of(RevocationReason.KEY_COMPROMISE));
    }

    @Test
    void intermediatesKeepTheirPlace() {
        assertThat(store.intermediates()).isEmpty();
        StoredIntermediate second = new StoredIntermediate("a1", List.of(List.of("MAA")));
        store.put(new StoredIntermediate("b2", List.of()));
        store.put(second);
        StoredIntermediate known = new StoredIntermediate("b2", List.of(List.of("MAE", "MAI")));
        store.put(known);
        assertThat(store.intermediates()).containsExactly(known, second);
    }

    @Test
    void aBlockedKeyStaysBlocked() {
        assertThat(store.isBlocked("key-1")).isFalse();
        store.blockKey("key-1");
        store.blockKey("key-1");
        store.sweep(NOW.plus(Duration.ofDays(10_000)));
        assertThat(store.isBlocked("key-1")).isTrue();
        assertThat(store.isBlocked("key-2")).isFalse();
    }

    @Test
    void externalAccountsHaveOneKeyEach() {
        store.putExternalAccount("b", MacKey.parse("c2VjcmV0"));
        store.putExternalAccount("a", MacKey.parse("c2VjcmV0"));
        store.putExternalAccount("a", MacKey.parse("b3RoZXI"));
        assertThat(store.externalAccounts()).containsExactly("a", "b");
        assertThat(store.externalAccount("a").map(MacKey::exportPrivateText)).contains("b3RoZXI");
        store.removeExternalAccount("a");
        store.removeExternalAccount("a");
        assertThat(store.externalAccount("a")).isEmpty();
        assertThat(store.externalAccounts()).containsExactly("b");
    }

    @Test
    void numbersOfRevocationListsGrow() {
        assertThat(store.nextRevocationListNumber(10)).isEqualTo(10);
        assertThat(store.nextRevocationListNumber(10)).isEqualTo(11);
        assertThat(store.nextRevocationListNumber(1)).isEqualTo(12);
        assertThat(store.nextRevocationListNumber(1_800_000_000_000L)).isEqualTo(1_800_000_000_000L);
    }

    // ---- sweeping

    @Test
    void whatIsOverIsForgottenAndNothingElse() {
        store.add(account("a", KEYS.get(0), Optional.empty()));
        issued("01", NOW.minusSeconds(1));
        issued("02", NOW.plusSeconds(1));
        assertThat(store.add(order("open", "a", NOW.minusSeconds(1)), List.of(), Optional.empty()))
                .isTrue();
        assertThat(store.add(order("later", "a", NOW.plusSeconds(1)), List.of(), Optional.empty()))
                .isTrue();
        StoredAuthorization ended = authorization("ended", NAME, false).validated("1", NOW, NOW.minusSeconds(1));
        store.add(new StoredAuthorization(
                "ended", 0, "a", NAME, false, Status.VALID, NOW, NOW.minusSeconds(1), ended.challenges()));
        added("lasting", NAME, false);

        // Two certificates and two orders, of which one certificate with its order is over; an order; an authorization.
        assertThat(store.sweep(NOW)).isEqualTo(4);
        assertThat(store.certificate("01")).isEmpty();
        assertThat(store.order("order-01")).isEmpty();
        assertThat(store.certificatesOfKey("key-1"))
                .extracting(StoredCertificate::id)
                .containsExactly("02");
        assertThat(store.order("open")).isEmpty();
        assertThat(store.authorization("ended")).isEmpty();
        assertThat(store.validAuthorization("a", NAME, false, NOW.minusSeconds(2)))
                .isEmpty();
        assertThat(store.account("a")).isPresent();
        assertThat(store.orders("a", Optional.empty(), 10))
                .extracting(StoredOrder::id)
                .containsExactly("later", "order-02");
        assertThat(store.authorization("lasting")).isPresent();
        assertThat(store.sweep(NOW)).isZero();
    }

    // ---- closed and opened again

    @Test
    void nothingIsLostOrChangedByClosing() {
        StoredAccount account = new StoredAccount(
                "a",
                0,
                Status.VALID,
                KEYS.get(0),
                Optional.of(List.of()),
                false,
                Optional.of(Jws.TYPE.read(
                        "{\"protected\":\"e30\",\"payload\":\"\",\"signature\":\"AA\",\"more\":[1.0,null]}")),
                Optional.of("kid-1"),
                PRECISE);
        assertThat(store.add(account)).isTrue();
        StoredAccount other = account("b", KEYS.get(1), Optional.empty());
        assertThat(store.add(other)).isTrue();
        StoredAccount deactivated = other.withContact(List.of("mailto:\u00e4@example.org", "tel:\""))
                .withStatus(Status.DEACTIVATED);
        assertThat(store.replace(other.withContact(List.of()))).isTrue();
        assertThat(store.replace(deactivated)).isTrue();

        StoredAuthorization failed = added("failed", Identifier.dns("a.example.org"), true)
                .failed("2", Problem.of(ProblemType.DNS, "nothing there: \u2603"));
        assertThat(store.replace(failed)).isTrue();
        StoredAuthorization answered =
                added("answered", Identifier.ip("2001:db8::1"), false).answered("1");
        assertThat(store.replace(answered)).isTrue();
        StoredAuthorization valid = added("valid", NAME, false).validated("1", PRECISE, PRECISE.plusSeconds(10));
        assertThat(store.replace(valid)).isTrue();

        StoredCertificate certificate = issued("01", NOW.plusSeconds(60));
        StoredCertificate revoked = certificate.revoked(PRECISE, Optional.of(RevocationReason.KEY_COMPROMISE));
        assertThat(store.replace(revoked)).isTrue();
        StoredCertificate windowed = revoked.withWindow(SuggestedWindow.of(NOW, NOW.plusSeconds(1)));
        assertThat(store.replace(windowed)).isTrue();
        StoredOrder bare = new StoredOrder(
                "bare",
                0,
                "b",
                Status.PENDING,
                PRECISE,
                PRECISE,
                List.of(NAME, Identifier.ip("192.0.2.1")),
                List.of("valid", "failed"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "default",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        assertThat(store.add(bare, List.of(), Optional.empty())).isTrue();
        StoredOrder processing = bare.processing("csr");
        assertThat(store.replace(processing)).isTrue();
        assertThat(store.add(order("refused"), List.of(), Optional.empty())).isTrue();
        StoredOrder refused = order("refused").failed(Problem.of(ProblemType.CAA, "forbidden"));
        assertThat(store.replace(refused)).isTrue();
        store.blockKey("blocked");
        store.putExternalAccount("customer-1", MacKey.parse("c2VjcmV0"));
        long number = store.nextRevocationListNumber(1_000);
        long version = store.revocationsVersion();
        StoredIntermediate intermediate =
                new StoredIntermediate("a1", List.of(List.of("MAA", "MAE"), List.of("MAA", "MAI")));
        store.put(intermediate);

        store.close();
        store = open();

        assertThat(store.account("a")).contains(account);
        assertThat(store.account("b")).contains(deactivated);
        assertThat(store.accountOfKey(KEYS.get(1).thumbprint())).contains(deactivated);
        assertThat(store.isBound("kid-1")).isTrue();
        assertThat(store.authorization("failed")).contains(failed);
        assertThat(store.authorization("answered")).contains(answered);
        assertThat(store.processingAuthorizations()).containsExactly(answered);
        assertThat(store.validAuthorization("a", NAME, false, PRECISE)).contains(valid);
        assertThat(store.certificate("01")).contains(windowed);
        assertThat(store.revocations("a1", NOW))
                .containsExactly(new StoredRevocation("01", PRECISE, Optional.of(RevocationReason.KEY_COMPROMISE)));
        assertThat(store.revocationsVersion()).isEqualTo(version);
        assertThat(store.intermediates()).containsExactly(intermediate);
        assertThat(store.lastExpiry("a1")).contains(NOW.plusSeconds(60));
        assertThat(store.certificatesOfKey("key-1")).containsExactly(windowed);
        assertThat(store.order("order-01"))
                .contains(order("order-01").processing("csr").issued("01"));
        assertThat(store.order("bare")).contains(processing);
        assertThat(store.processingOrders()).containsExactly(processing);
        assertThat(store.order("refused")).contains(refused);
        assertThat(store.orders("a", Optional.empty(), 10))
                .extracting(StoredOrder::id)
                .containsExactly("refused", "order-01");
        assertThat(store.isBlocked("blocked")).isTrue();
        assertThat(store.externalAccounts()).containsExactly("customer-1");
        assertThat(store.nextRevocationListNumber(1_000)).isGreaterThan(number);
        assertThat(store.add(account("c", KEYS.get(0), Optional.empty()))).isFalse();
    }

    // ---- many at once

    @Test
    void ofManyChangesAtOnceOneWins() throws Exception {
        StoredOrder order = order("o");
        assertThat(store.add(order, List.of(), Optional.empty())).isTrue();
        assertThat(winners(i -> store.replace(order.processing("csr-" + i)))).isOne();
        StoredOrder processing = store.order("o").orElseThrow();
        assertThat(winners(
                        i -> store.issue(processing.issued("0" + i), certificate("0" + i, "o", NOW.plusSeconds(60)))))
                .isOne();
        assertThat(store.certificatesOfKey("key-1")).hasSize(1);
        StoredAuthorization authorization = added("z", NAME, false);
        assertThat(winners(i -> store.replace(authorization.answered("1")))).isOne();
        assertThat(winners(i -> store.add(account("a" + i, KEYS.get(0), Optional.empty()))))
                .isOne();
        assertThat(winners(i -> store.add(account("b" + i, key(), Optional.of("kid")))))
                .isOne();
    }

    @Test
    void whatOneHasWrittenItReadsWhateverOthersDo() throws Exception {
        assertThat(winners(i -> {
                    String account = "account-" + i;
                    boolean all = true;
                    for (int n = 0; n < 20; n++) {
                        StoredOrder order = order(account + "-" + n, account, NOW.plusSeconds(60));
                        all &= store.add(order, List.of(), Optional.empty());
                        all &= store.order(order.id()).filter(order::equals).isPresent();
                        all &= store.replace(order.processing("csr"));
                        all &= store.order(order.id())
                                .filter(found -> found.status().equals(Status.PROCESSING))
                                .isPresent();
                        all &= store.orders(account, Optional.empty(), 100).size() == n + 1;
                    }
                    return all;
                }))
                .isEqualTo(8);
        assertThat(store.processingOrders()).hasSize(160);
    }

    private interface Attempt {
        boolean at(int number) throws Exception;
    }

    private static long winners(Attempt attempt) throws Exception {
        int threads = 8;
        CyclicBarrier barrier = new CyclicBarrier(threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                calls.add(() -> {
                    barrier.await();
                    return attempt.at(number);
                });
            }
            long winners = 0;
            for (Future<Boolean> won : executor.invokeAll(calls)) {
                winners += won.get() ? 1 : 0;
            }
            return winners;
        } finally {
            executor.shutdownNow();
        }
    }
}
