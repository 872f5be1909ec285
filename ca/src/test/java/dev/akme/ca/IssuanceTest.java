package dev.akme.ca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.ca.store.CaStore;
import dev.akme.ca.store.MemoryStore;
import dev.akme.ca.store.StoredAccount;
import dev.akme.ca.store.StoredAuthorization;
import dev.akme.ca.store.StoredChallenge;
import dev.akme.ca.store.StoredOrder;
import dev.akme.ca.validation.CaaRecord;
import dev.akme.ca.validation.DnsResolver;
import dev.akme.ca.validation.ValidationSettings;
import dev.akme.client.Csr;
import dev.akme.jose.Base64Url;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.Identifier;
import dev.akme.messages.ProblemType;
import dev.akme.messages.Status;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders that were finalized before the CA was started, and what has become of their preconditions meanwhile. */
@Timeout(60)
class IssuanceTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final Identifier NAME = Identifier.dns("www.example.org");
    private static final SigningKey KEY = SigningKey.generate(KeyType.P256);

    private final MemoryStore store = new MemoryStore();

    @BeforeEach
    void finalizeAnOrder() {
        StoredAccount account = new StoredAccount(
                "account",
                0,
                Status.VALID,
                SigningKey.generate(KeyType.P256).publicKey(),
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.empty(),
                NOW);
        StoredAuthorization authorization = new StoredAuthorization(
                "authorization",
                0,
                "account",
                NAME,
                false,
                Status.PENDING,
                NOW,
                NOW.plusSeconds(60),
                List.of(new StoredChallenge(
                        "challenge",
                        ChallengeType.HTTP_01,
                        Optional.of("token"),
                        Status.PROCESSING,
                        Optional.empty(),
                        Optional.empty())));
        StoredOrder order = StoredOrders.pending("order", "account", NOW, List.of(NAME), List.of("authorization"));
        byte[] csr = Csr.builder().key(KEY).identifiers(List.of(NAME)).build().der();
        store.add(account);
        store.add(order, List.of(authorization), Optional.empty());
        store.replace(authorization.validated("challenge", NOW, NOW.plusSeconds(60)));
        store.replace(order.processing(Base64Url.encode(csr)));
    }

    private StoredOrder order() {
        return store.order("order").orElseThrow();
    }

    /** The store, which tells when the order has been decided. */
    private CaStore watched(CountDownLatch decided) {
        return (CaStore) Proxy.newProxyInstance(
                CaStore.class.getClassLoader(), new Class<?>[] {CaStore.class}, (proxy, method, arguments) -> {
                    Object result = method.invoke(store, arguments);
                    if (!order().status().equals(Status.PROCESSING)) {
                        decided.countDown();
                    }
                    return result;
                });
    }

    private StoredOrder decided(Instant now) throws InterruptedException {
        return decided(now, Loopback.DNS);
    }

    private StoredOrder decided(Instant now, DnsResolver resolver) throws InterruptedException {
        CountDownLatch decided = new CountDownLatch(1);
        try (AcmeCa ca = AcmeCa.forTests()
                .mountedAt(URI.create("https://ca.test"))
                .store(watched(decided))
                .clock(new MovableClock(now))
                .resolver(resolver)
                .validation(ValidationSettings.builder()
                        .caaIdentities(List.of("ca.example.org"))
                        .build())
                .start()) {
            decided.await();
            assertThat(ca.counters().requests()).isEmpty();
            return order();
        }
    }

    private void change(UnaryOperator<StoredAuthorization> change) {
        assertThat(store.replace(
                        change.apply(store.authorization("authorization").orElseThrow())))
                .isTrue();
    }

    @Test
    void theCertificateComesAfterTheStart() throws InterruptedException {
        StoredOrder order = decided(NOW);
        assertThat(order.status()).isEqualTo(Status.VALID);
        assertThat(store.certificate(order.certificateId().orElseThrow())).isPresent();
    }

    @Test
    void notForAnAccountThatWasDeactivated() throws InterruptedException {
        store.replace(store.account("account").orElseThrow().withStatus(Status.DEACTIVATED));
        assertThat(decided(NOW).error().orElseThrow().type()).isEqualTo(ProblemType.UNAUTHORIZED);
    }

    @Test
    void notForAnAuthorizationThatHasEnded() throws InterruptedException {
        assertThat(decided(NOW.plus(Duration.ofMinutes(2)))
                        .error()
                        .orElseThrow()
                        .type())
                .isEqualTo(ProblemType.UNAUTHORIZED);
    }

    @Test
    void notForAnAuthorizationThatWasGivenUp() throws InterruptedException {
        change(authorization -> authorization.withStatus(Status.DEACTIVATED));
        assertThat(decided(NOW).error().orElseThrow().type()).isEqualTo(ProblemType.UNAUTHORIZED);
    }

    @Test
    void notForAKeyThatWasBlocked() throws InterruptedException {
        store.blockKey(AccountKeys.id(KEY.verificationKey().publicKey()));
        assertThat(decided(NOW).error().orElseThrow().type()).isEqualTo(ProblemType.BAD_CSR);
    }

    @ParameterizedTest
    @CsvSource({
        "ca.example.org,valid",
        "ca.example.org; validationmethods=http-01,valid",
        "ca.example.org; validationmethods=dns-01,invalid",
        "ca.example.org; accounturi=https://ca.test/account/account,valid",
        "ca.example.org; accounturi=https://ca.test/account/other,invalid"
    })
    void caaIsLookedAtAgainForTheMethodAndTheAccountOfTheValidation(String issue, String status)
            throws InterruptedException {
        change(authorization ->
                authorization.validated("challenge", NOW.minus(Duration.ofHours(8)), NOW.plusSeconds(60)));
        assertThat(decided(NOW, withCaa(issue)).status()).isEqualTo(Status.of(status));
    }

    private static DnsResolver withCaa(String issue) {
        return new DnsResolver() {
            @Override
            public List<InetAddress> addresses(String name) {
                return List.of(InetAddress.getLoopbackAddress());
            }

            @Override
            public List<List<String>> txt(String name) {
                return List.of();
            }

            @Override
            public List<CaaRecord> caa(String name) {
                return List.of(new CaaRecord(false, "issue", issue));
            }
        };
    }
}
