package dev.akme.ca.store;

import static dev.akme.ca.store.Samples.KEYS;
import static dev.akme.ca.store.Samples.NAME;
import static dev.akme.ca.store.Samples.NOW;
import static dev.akme.ca.store.Samples.PRECISE;
import static dev.akme.ca.store.Samples.account;
import static dev.akme.ca.store.Samples.added;
import static dev.akme.ca.store.Samples.authorization;
import static dev.akme.ca.store.Samples.certificate;
import static dev.akme.ca.store.Samples.issued;
import static dev.akme.ca.store.Samples.key;
import static dev.akme.ca.store.Samples.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.jose.Jws;
import dev.akme.jose.MacKey;
import dev.akme.messages.Identifier;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import dev.akme.messages.RevocationReason;
import dev.akme.messages.Status;
import dev.akme.messages.SuggestedWindow;
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

/** What every store must do: with what each interface is about, and with all of it. */
abstract class CaStoreContract implements AccountContract, OrderContract, AuthorizationContract, CertificateContract {

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

    @Override
    public final CaStore store() {
        return store;
    }

    // ---- sweeping

    @Test
    void whatIsOverIsForgottenAndNothingElse() {
        store.add(account("a", KEYS.get(0), Optional.empty()));
        issued(store, "01", NOW.minusSeconds(1));
        issued(store, "02", NOW.plusSeconds(1));
        assertThat(store.add(order("open", "a", NOW.minusSeconds(1)), List.of(), Optional.empty()))
                .isTrue();
        assertThat(store.add(order("later", "a", NOW.plusSeconds(1)), List.of(), Optional.empty()))
                .isTrue();
        StoredAuthorization ended = authorization("ended", NAME, false).validated("1", NOW, NOW.minusSeconds(1));
        store.add(new StoredAuthorization(
                "ended", 0, "a", NAME, false, Status.VALID, NOW, NOW.minusSeconds(1), ended.challenges()));
        added(store, "lasting", NAME, false);

        // Two certificates and two orders, of which one certificate with its order is over; an order; an authorization.
        assertThat(store.sweep(NOW, NOW.minusSeconds(1))).isEqualTo(2);
        assertThat(store.certificate("01")).isPresent();
        assertThat(store.sweep(NOW, NOW)).isEqualTo(2);
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
        assertThat(store.sweep(NOW, NOW)).isZero();
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

        StoredAuthorization failed = added(store, "failed", Identifier.dns("a.example.org"), true)
                .failed("2", Problem.of(ProblemType.DNS, "nothing there: \u2603"));
        assertThat(store.replace(failed)).isTrue();
        StoredAuthorization answered =
                added(store, "answered", Identifier.ip("2001:db8::1"), false).answered("1");
        assertThat(store.replace(answered)).isTrue();
        StoredAuthorization valid = added(store, "valid", NAME, false).validated("1", PRECISE, PRECISE.plusSeconds(10));
        assertThat(store.replace(valid)).isTrue();

        StoredCertificate certificate = issued(store, "01", NOW.plusSeconds(60));
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
        StoredAuthorization authorization = added(store, "z", NAME, false);
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
