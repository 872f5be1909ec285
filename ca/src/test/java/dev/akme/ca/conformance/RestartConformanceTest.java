package dev.akme.ca.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.ca.AcmeCaBuilder;
import dev.akme.ca.MovableClock;
import dev.akme.ca.store.CaStore;
import dev.akme.ca.store.MemoryStore;
import dev.akme.ca.store.StoredAuthorization;
import dev.akme.ca.store.StoredChallenge;
import dev.akme.ca.validation.CaaRecord;
import dev.akme.ca.validation.DnsResolver;
import dev.akme.ca.validation.Network;
import dev.akme.ca.validation.ValidationSettings;
import dev.akme.messages.Status;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A CA that is closed in the middle of something, and started again on the same store. */
@Timeout(60)
class RestartConformanceTest {

    private static final String NAME = "www.example.org";

    /** Longer than the test, so that nothing ends by itself. */
    private static final ValidationSettings PATIENT = ValidationSettings.builder()
            .allowsPrivateAddresses(true)
            .caaIdentities(List.of("ca.example.org"))
            .timeout(Duration.ofMinutes(30))
            .build();

    private final MovableClock clock = new MovableClock(World.START);
    private CaStore store;

    /** An empty store. */
    CaStore store() {
        return new MemoryStore();
    }

    @BeforeEach
    void open() {
        store = store();
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** Holds the question for CAA records until it is interrupted, which is what a CA that closes does. */
    private static final class Stuck implements DnsResolver {

        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch interrupted = new CountDownLatch(1);

        @Override
        public List<InetAddress> addresses(String name) {
            return List.of();
        }

        @Override
        public List<List<String>> txt(String name) {
            return List.of();
        }

        @Override
        public List<CaaRecord> caa(String name) throws InterruptedException {
            asked.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            return List.of();
        }
    }

    private static Client as(Client client, World world) {
        Client same = new Client(world, client.key);
        same.kid = client.kid;
        return same;
    }

    @Test
    @Check(
            id = "C-82g",
            section = "RFC 8555 §7.1.6, RFC 8659 §3",
            says =
                    "a CA that is closed in the middle of an issuance goes on with it when it is started again on the same"
                            + " store: the order becomes valid, with one certificate")
    void anIssuanceGoesOnAfterARestart(@TempDir Path keys) throws Exception {
        ClientKey key = ClientKey.es256();
        UnaryOperator<AcmeCaBuilder> settings = builder -> builder.keys(keys).validation(PATIENT);
        Client client;
        Client.Placed order;
        try (World world = World.on(clock, store, settings)) {
            client = world.client();
            order = client.ready(NAME);
        }
        clock.advance(Duration.ofHours(7).plusSeconds(1));
        Stuck stuck = new Stuck();
        try (World world = World.on(
                clock, store, builder -> settings.apply(builder).resolver(stuck).answerWithin(Duration.ZERO))) {
            Answer answer =
                    as(client, world).finish(order, Csr.of(key).names(NAME).der());
            assertThat(answer.is(200).string("status")).isEqualTo("processing");
            stuck.asked.await();
            world.ca.close();
            assertThat(stuck.interrupted.getCount()).isZero();
            assertThat(world.ca.counters().certificates()).isZero();
        }
        assertThat(store.processingOrders()).hasSize(1);
        FakeDns dns = new FakeDns();
        try (World world = World.on(clock, store, dns, settings)) {
            Client again = as(client, world);
            Waiting.until(() -> !again.reread(order).status().equals("processing"));
            Client.Placed done = again.reread(order);
            assertThat(done.json()).containsEntry("status", "valid").doesNotContainKey("error");
            // Not what the CA before had found out or not, but its own look.
            assertThat(dns.caaLookups).hasPositiveValue();
            Client.Issued issued = new Client.Issued(
                    (String) done.json().get("certificate"),
                    order.url(),
                    key,
                    again.read((String) done.json().get("certificate")).is(200).text());
            assertThat(FinalizeConformanceTest.names(issued.leaf())).containsExactly(NAME);
            issued.chain().get(1).verify(world.ca.roots().get(0).getPublicKey());
            again.finish(order, Csr.of(key).names(NAME).der()).isRefused(403, "orderNotReady");
            world.ca.close();
            assertThat(world.ca.counters().certificates()).isOne();
        }
        assertThat(store.processingOrders()).isEmpty();
        assertThat(store.certificatesOfKey(keyId(key))).hasSize(1);
        try (World world = World.on(clock, store, settings)) {
            assertThat(as(client, world).reread(order).status()).isEqualTo("valid");
            world.ca.close();
            assertThat(world.ca.counters().certificates()).isZero();
        }
        assertThat(store.certificatesOfKey(keyId(key))).hasSize(1);
    }

    private static String keyId(ClientKey key) {
        return ClientKey.base64(ClientKey.sha256(key.pair().getPublic().getEncoded()));
    }

    @Test
    @Check(
            id = "C-82h",
            section = "RFC 8555 §7.1.6, §8.3",
            says =
                    "a CA that is closed while http-01 waits for an answer leaves the challenge processing, and goes on with"
                            + " it when it is started again")
    void closingDoesNotFailAValidation() throws Exception {
        try (Silence silence = new Silence()) {
            silence.begin();
            silence.world.ca.close();
            assertThat(statusOfHttp01()).isEqualTo(Status.PROCESSING);
            assertThat(silence.world.ca.counters().validations()).isEmpty();
            // There nobody listens: what counts is that it is decided.
            try (World after = World.on(clock, store, builder -> builder)) {
                Client again = as(silence.client, after);
                Waiting.until(() -> again.reread(silence.order).status().equals("invalid"));
                assertThat(again.challenge(silence.order.authorization(), "http-01")
                                .get("error"))
                        .asString()
                        .contains("connection");
            }
        }
    }

    @Test
    @Check(
            id = "C-82i",
            section = "RFC 8555 §7.1.6, §8.3",
            says = "a peer that hangs up once the CA is closed does not fail its challenge either")
    void hangingUpOnAClosedCaDoesNotFailAValidation() throws Exception {
        try (Silence silence = new Silence()) {
            Thread worker = silence.begin();
            silence.world.ca.close();
            silence.peer.close();
            worker.join();
            assertThat(statusOfHttp01()).isEqualTo(Status.PROCESSING);
            assertThat(silence.world.ca.counters().validations()).isEmpty();
        }
    }

    /** A validation by http-01 that waits for a server which takes the connection, and says nothing. */
    private final class Silence implements AutoCloseable {

        private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final World world =
                World.on(clock, store, builder -> builder.validation(PATIENT).answerWithin(Duration.ZERO));
        private final Client client = world.client();
        private final Client.Placed order = client.place(NAME);
        private Socket peer = new Socket();

        Silence() throws IOException {}

        /** Returns when the validator has said what it has to say, with the thread that waits for the answer. */
        Thread begin() throws Exception {
            CompletableFuture<Thread> worker = new CompletableFuture<>();
            world.network = (address, timeout) -> {
                worker.complete(Thread.currentThread());
                return Network.direct().connect((InetSocketAddress) listener.getLocalSocketAddress(), timeout);
            };
            Object url = client.challenge(order.authorization(), "http-01").get("url");
            assertThat(client.send((String) url, "{}").is(200).string("status")).isEqualTo("processing");
            peer = listener.accept();
            awaitRequest(peer);
            return worker.get();
        }

        @Override
        public void close() throws IOException {
            world.close();
            peer.close();
            listener.close();
        }
    }

    /** Reads all that a peer has to say before it waits. */
    private static void awaitRequest(Socket peer) throws Exception {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(peer.getInputStream(), StandardCharsets.US_ASCII));
        String line;
        do {
            line = reader.readLine();
        } while (!line.isEmpty());
    }

    private Status statusOfHttp01() {
        List<StoredAuthorization> authorizations = store.processingAuthorizations();
        assertThat(authorizations)
                .as("authorizations with a challenge that is processing")
                .hasSize(1);
        return authorizations.get(0).challenges().stream()
                .filter(challenge -> challenge.type().value().equals("http-01"))
                .map(StoredChallenge::status)
                .findFirst()
                .orElseThrow();
    }
}
