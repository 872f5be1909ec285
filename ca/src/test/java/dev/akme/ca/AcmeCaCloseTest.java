package dev.akme.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.ca.store.MemoryStore;
import dev.akme.ca.validation.CaaRecord;
import dev.akme.ca.validation.DnsResolver;
import dev.akme.client.AcmeAccount;
import dev.akme.client.solver.Http01Server;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.messages.Authorization;
import dev.akme.messages.Challenge;
import dev.akme.messages.ChallengeResponse;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.Identifier;
import dev.akme.messages.NewAccount;
import dev.akme.messages.NewAuthorization;
import dev.akme.messages.NewOrder;
import dev.akme.messages.Order;
import dev.akme.messages.ProblemType;
import dev.akme.messages.Resource;
import dev.akme.messages.Status;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a CA ends, and goes on when it is started again. */
@Timeout(60)
class AcmeCaCloseTest {

    @Test
    void theKeysOfAFolderAreUsedAgain(@TempDir Path folder) throws Exception {
        List<X509Certificate> roots;
        try (AcmeCa ca = AcmeCa.forTests().keys(folder.resolve("keys")).start()) {
            roots = ca.roots();
        }
        try (AcmeCa ca = AcmeCa.forTests().keys(folder.resolve("keys")).start()) {
            assertThat(ca.roots()).isEqualTo(roots);
        }
        try (AcmeCa ca = AcmeCa.forTests().start()) {
            assertThat(ca.roots()).isNotEqualTo(roots);
        }
    }

    @Test
    void closingTwiceIsFine() {
        AcmeCa ca = AcmeCa.forTests().start();
        ca.close();
        ca.close();
        assertThatThrownBy(() -> Loopback.account(ca)).isInstanceOf(RuntimeException.class);
    }

    /** Holds the first question until it is interrupted, which is what a CA that closes does. */
    private static final class Slow implements DnsResolver {
        private final CountDownLatch asked = new CountDownLatch(1);

        @Override
        public List<InetAddress> addresses(String name) throws InterruptedException {
            asked.countDown();
            new CountDownLatch(1).await();
            return List.of();
        }

        @Override
        public List<List<String>> txt(String name) {
            return List.of();
        }

        @Override
        public List<CaaRecord> caa(String name) {
            return List.of();
        }
    }

    @Test
    void aValidationThatWasInterruptedIsMadeAfterTheNextStart(@TempDir Path folder) throws Exception {
        MemoryStore store = new MemoryStore();
        URI url = URI.create("https://ca.test");
        SigningKey key = SigningKey.generate(KeyType.P256);
        Slow slow = new Slow();
        URI account;
        URI authorization;
        try (Http01Server solver = Loopback.solver()) {
            try (AcmeCa ca = AcmeCa.forTests()
                    .mountedAt(url)
                    .store(store)
                    .keys(folder)
                    .resolver(slow)
                    .answerWithin(Duration.ZERO)
                    .start()) {
                AcmeAccount made =
                        Mounted.client(ca).register(key, NewAccount.builder().build());
                account = made.url();
                Resource<Order> order = made.newOrder(NewOrder.builder()
                        .identifiers(List.of(Identifier.dns("www.example.org")))
                        .build());
                authorization = order.body().authorizations().get(0);
                Authorization body = made.authorization(authorization).body();
                made.answer(body.challenge(ChallengeType.HTTP_01).orElseThrow().url(), ChallengeResponse.empty());
                slow.asked.await();
            }
            assertThat(store.processingAuthorizations()).hasSize(1);
            try (AcmeCa ca =
                    Loopback.ca(solver).mountedAt(url).store(store).keys(folder).start()) {
                AcmeAccount again = Mounted.client(ca).account(key, account);
                Authorization seen;
                do {
                    // Nothing listens, so that it fails: what counts is that it is decided.
                    seen = again.authorization(authorization).body();
                } while (seen.status().equals(Status.PENDING));
                assertThat(seen.challenges().get(0).error().orElseThrow().type())
                        .isEqualTo(ProblemType.CONNECTION);
            }
        }
    }

    @Test
    void aRequestThatIsUnderWayEndsBeforeTheServerDoes() throws Exception {
        Slow slow = new Slow();
        CompletableFuture<Resource<Challenge>> answer = new CompletableFuture<>();
        Thread client;
        try (AcmeCa ca = AcmeCa.forTests()
                .resolver(slow)
                .answerWithin(Duration.ofMillis(200))
                .start()) {
            AcmeAccount account = Loopback.account(ca);
            Authorization authorization = account.newAuthorization(
                            NewAuthorization.of(Identifier.dns("www.example.org")))
                    .body();
            Challenge challenge = authorization.challenge(ChallengeType.HTTP_01).orElseThrow();
            client = new Thread(() -> {
                try {
                    answer.complete(account.answer(challenge.url(), ChallengeResponse.empty()));
                } catch (InterruptedException | RuntimeException e) {
                    answer.completeExceptionally(e);
                }
            });
            client.start();
            slow.asked.await();
        }
        assertThat(answer.get().body().status()).isEqualTo(Status.PROCESSING);
        client.join();
    }
}
