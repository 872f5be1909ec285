package dev.akme.ca.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.ca.AcmeCaBuilder;
import dev.akme.ca.MovableClock;
import dev.akme.ca.store.MemoryStore;
import dev.akme.ca.validation.CaaRecord;
import dev.akme.ca.validation.DnsResolver;
import dev.akme.ca.validation.ValidationSettings;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
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

    private final MemoryStore store = new MemoryStore();
    private final MovableClock clock = new MovableClock(World.START);

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
}
