package dev.akme.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.akme.challenge.Http01;
import dev.akme.challenge.KeyAuthorization;
import dev.akme.client.AcmeAccount;
import dev.akme.client.AcmeClient;
import dev.akme.client.AcmeNetworkException;
import dev.akme.client.Csr;
import dev.akme.client.Timekeeper;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.jose.VerificationKey;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.Authorization;
import dev.akme.messages.CertificateChain;
import dev.akme.messages.Challenge;
import dev.akme.messages.ChallengeResponse;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.Identifier;
import dev.akme.messages.NewAccount;
import dev.akme.messages.NewOrder;
import dev.akme.messages.Order;
import dev.akme.messages.ProblemType;
import dev.akme.messages.Resource;
import dev.akme.messages.Revocation;
import dev.akme.messages.RevocationReason;
import dev.akme.messages.Status;
import java.net.URI;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Somebody who buys certificates, and remembers what was answered. */
final class Customer {

    /** Never waits: whoever has to wait talks to a CA that is gone. */
    private static final Timekeeper IMPATIENT = new Timekeeper() {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            throw new InterruptedException();
        }
    };

    /** An order that was answered, and what became of it. */
    static final class Bought {

        private final URI url;
        private final Identifier name;
        private final SigningKey key = SigningKey.generate(KeyType.P256);
        private volatile @Nullable CertificateChain chain;
        private volatile boolean revoked;

        Bought(URI url, Identifier name) {
            this.url = url;
            this.name = name;
        }

        URI url() {
            return url;
        }

        List<Identifier> names() {
            return List.of(name);
        }

        String keyId() {
            return AccountKeys.id(VerificationKey.of(key.publicKey()).publicKey());
        }

        Optional<CertificateChain> chain() {
            return Optional.ofNullable(chain);
        }

        boolean isRevoked() {
            return revoked;
        }
    }

    private final String label;
    private final Map<String, String> answers;
    private final Runnable answered;
    private final SigningKey key = SigningKey.generate(KeyType.P256);
    private final List<Bought> orders = new CopyOnWriteArrayList<>();
    private volatile @Nullable URI account;

    /** Answers to http-01 go into the map; whatever the CA answers, is told. */
    Customer(String label, Map<String, String> answers, Runnable answered) {
        this.label = label;
        this.answers = answers;
        this.answered = answered;
    }

    String thumbprint() {
        return key.publicKey().thumbprint();
    }

    Optional<URI> account() {
        return Optional.ofNullable(account);
    }

    List<Bought> orders() {
        return orders;
    }

    Stream<CertificateChain> chains() {
        return orders.stream().flatMap(bought -> bought.chain().stream());
    }

    Stream<Bought> revoked() {
        return orders.stream().filter(Bought::isRevoked);
    }

    private static AcmeClient client(URI directory) {
        return AcmeClient.builder(directory).time(IMPATIENT).build();
    }

    // ---- buying

    void buyUntilNobodyAnswers(URI directory) {
        try {
            AcmeAccount mine =
                    client(directory).register(key, NewAccount.builder().build());
            account = mine.url();
            answered.run();
            while (!Thread.currentThread().isInterrupted()) {
                buy(mine);
            }
        } catch (AcmeNetworkException | InterruptedException e) {
            // It was killed.
            return;
        }
    }

    private void buy(AcmeAccount mine) throws InterruptedException {
        Identifier name = Identifier.dns("n" + orders.size() + "." + label + ".test");
        Resource<Order> order =
                mine.newOrder(NewOrder.builder().identifiers(List.of(name)).build());
        Bought bought = new Bought(order.url(), name);
        orders.add(bought);
        answered.run();
        finish(mine, bought);
        if (orders.size() % 3 == 0) {
            revoke(mine, bought);
        }
    }

    private void revoke(AcmeAccount mine, Bought bought) throws InterruptedException {
        mine.revoke(revocation(bought));
        bought.revoked = true;
        answered.run();
    }

    private static Revocation revocation(Bought bought) {
        try {
            return Revocation.builder()
                    .certificate(bought.chain().orElseThrow().leaf().getEncoded())
                    .reason(RevocationReason.SUPERSEDED)
                    .build();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Brings an order to its end, wherever it is. */
    private void finish(AcmeAccount mine, Bought bought) throws InterruptedException {
        Resource<Order> order = mine.order(bought.url());
        if (is(order, Status.PENDING)) {
            for (URI authorization : order.body().authorizations()) {
                authorize(mine, authorization);
            }
            order = mine.order(bought.url());
        }
        if (is(order, Status.READY)) {
            Csr csr = Csr.builder().key(bought.key).identifiers(bought.names()).build();
            order = mine.finalizeOrder(order, csr);
            answered.run();
        }
        while (is(order, Status.PROCESSING)) {
            order = mine.order(bought.url());
        }
        assertThat(order.body().status()).as("%s", order).isEqualTo(Status.VALID);
        CertificateChain chain =
                mine.certificate(order.body().certificate().orElseThrow()).body();
        if (bought.chain != null) {
            assertThat(chain).isEqualTo(bought.chain);
        }
        bought.chain = chain;
        answered.run();
    }

    private void authorize(AcmeAccount mine, URI url) throws InterruptedException {
        Resource<Authorization> authorization = mine.authorization(url);
        Challenge challenge =
                authorization.body().challenge(ChallengeType.HTTP_01).orElseThrow();
        if (challenge.status().equals(Status.PENDING)) {
            String token = ((dev.akme.messages.TokenChallenge) challenge).token();
            answers.put(
                    Http01.path(token),
                    KeyAuthorization.of(token, key.publicKey()).text());
            mine.answer(challenge.url(), ChallengeResponse.empty());
            answered.run();
        }
        while (authorization.body().status().equals(Status.PENDING)) {
            authorization = mine.authorization(url);
        }
        assertThat(authorization.body().status()).as("%s", authorization).isEqualTo(Status.VALID);
    }

    private static boolean is(Resource<Order> order, Status status) {
        return order.body().status().equals(status);
    }

    // ---- coming back

    /** Finds everything as it was, and finishes what was not. */
    void finishAndCompare(URI directory) {
        URI url = account;
        if (url == null) {
            return;
        }
        try {
            AcmeClient client = client(directory);
            assertThat(client.findAccount(key).url()).isEqualTo(url);
            AcmeAccount mine = client.account(key, url);
            for (Bought bought : orders) {
                finish(mine, bought);
                if (bought.revoked) {
                    AcmeProblemException refused =
                            catchThrowableOfType(AcmeProblemException.class, () -> mine.revoke(revocation(bought)));
                    assertThat(refused.problem().type()).isEqualTo(ProblemType.ALREADY_REVOKED);
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("the CA does not answer " + label, e);
        }
    }
}
