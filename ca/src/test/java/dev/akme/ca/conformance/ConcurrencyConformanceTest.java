package dev.akme.ca.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.ca.MovableClock;
import dev.akme.ca.store.CaStore;
import dev.akme.ca.store.MemoryStore;
import dev.akme.ca.store.StoreException;
import dev.akme.ca.store.StoredAccount;
import dev.akme.ca.store.StoredAuthorization;
import dev.akme.ca.store.StoredOrder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ConcurrencyConformanceTest {

    /** An empty store. */
    CaStore store() {
        return new MemoryStore();
    }

    /** A store at which two that want to replace the same meet first. */
    private CaStore meeting(Class<?> type, AtomicReference<CyclicBarrier> barrier) {
        return Intercepted.store(store(), (method, arguments) -> {
            CyclicBarrier meet = barrier.get();
            if (meet != null && method.equals("replace") && type.isInstance(arguments[0])) {
                meet.await(20, TimeUnit.SECONDS);
            }
        });
    }

    @Test
    @Check(
            id = "C-77",
            section = "RFC 8555 §7.4",
            says =
                    "of two requests at once that finalize an order, one is taken and the other orderNotReady, 403: there is"
                            + " one certificate")
    void twoFinalizesMakeOneCertificate() throws Exception {
        AtomicReference<CyclicBarrier> barrier = new AtomicReference<>();
        try (World world =
                World.on(new MovableClock(World.START), meeting(StoredOrder.class, barrier), builder -> builder)) {
            Client client = world.client();
            Client.Placed order = client.ready("www.example.org");
            List<byte[]> csrs = List.of(
                    Csr.of(ClientKey.es256()).names("www.example.org").der(),
                    Csr.of(ClientKey.es256()).names("www.example.org").der());
            barrier.set(new CyclicBarrier(2));
            List<Answer> answers = Together.run(2, i -> client.finish(order, csrs.get(i)));
            assertThat(answers.stream().map(Answer::status)).containsExactlyInAnyOrder(200, 403);
            answers.stream()
                    .filter(answer -> answer.status() == 403)
                    .forEach(answer -> answer.isRefused(403, "orderNotReady"));
            assertThat(world.ca.counters().certificates()).isOne();
            assertThat(client.reread(order).status()).isEqualTo("valid");
        }
    }

    @Test
    @Check(
            id = "C-52a",
            section = "RFC 9773 §5",
            says = "of two requests at once for orders that replace the same certificate, one is taken and the other"
                    + " alreadyReplaced, 409")
    void twoOrdersReplaceOnce() throws Exception {
        // Both have looked at the certificate before either order is added.
        AtomicReference<CyclicBarrier> barrier = new AtomicReference<>();
        AtomicInteger first = new AtomicInteger();
        CaStore store = Intercepted.store(store(), (method, arguments) -> {
            CyclicBarrier meet = barrier.get();
            if (meet != null && arguments[0] instanceof StoredOrder && first.incrementAndGet() <= 2) {
                meet.await(20, TimeUnit.SECONDS);
            }
        });
        try (World world = World.on(new MovableClock(World.START), store, builder -> builder)) {
            Client client = world.client();
            String id = RenewalConformanceTest.certificateId(
                    client.issue("www.example.org").leaf());
            String payload = "{" + Client.identifiers("www.example.org") + ",\"replaces\":\"" + id + "\"}";
            barrier.set(new CyclicBarrier(2));
            List<Answer> answers = Together.run(2, i -> client.send(world.url("newOrder"), payload));
            assertThat(answers.stream().map(Answer::status)).containsExactlyInAnyOrder(201, 409);
        }
    }

    @Test
    @Check(
            id = "C-77a",
            section = "RFC 8555 §7.5.1",
            says = "two answers to a challenge at once are both 200, and start one validation")
    void twoAnswersStartOneValidation() throws Exception {
        AtomicReference<CyclicBarrier> barrier = new AtomicReference<>();
        try (World world = World.on(
                new MovableClock(World.START), meeting(StoredAuthorization.class, barrier), builder -> builder)) {
            Client client = world.client();
            String url = client.prepareDns(client.place("www.example.org").authorization());
            CyclicBarrier once = new CyclicBarrier(2, () -> barrier.set(null));
            barrier.set(once);
            List<Answer> answers = Together.run(2, i -> client.send(url, "{}"));
            answers.forEach(answer -> answer.is(200));
            Waiting.until(() -> client.read(url).string("status").equals("valid"));
            assertThat(world.dns.txtLookups).hasValue(1);
        }
    }

    @Test
    @Check(
            id = "C-42a",
            section = "RFC 8555 §7.3.2",
            says = "two updates of an account at once both happen: none is a server error")
    void twoUpdatesOfAnAccountBothHappen() throws Exception {
        AtomicReference<CyclicBarrier> barrier = new AtomicReference<>();
        try (World world =
                World.on(new MovableClock(World.START), meeting(StoredAccount.class, barrier), builder -> builder)) {
            Client client = world.client();
            barrier.set(new CyclicBarrier(2, () -> barrier.set(null)));
            List<Answer> answers =
                    Together.run(2, i -> client.send(client.kid, "{\"contact\":[\"mailto:a" + i + "@example.org\"]}"));
            answers.forEach(answer -> answer.is(200));
        }
    }

    @Test
    @Check(
            id = "C-82",
            section = "RFC 8555 §6.7",
            says =
                    "a fault of the server is serverInternal, 500, tells nothing of what is inside, and has the next nonce")
    void faultsTellNothing() {
        AtomicBoolean broken = new AtomicBoolean();
        CaStore store = Intercepted.store(store(), (method, arguments) -> {
            if (broken.get() && method.equals("order")) {
                throw new StoreException("jdbc://secret:password@db", new IllegalStateException("secret"));
            }
        });
        try (World world = World.on(new MovableClock(World.START), store, builder -> builder)) {
            Client client = world.client();
            Client.Placed order = client.place("www.example.org");
            broken.set(true);
            Answer answer = client.read(order.url()).isRefused(500, "serverInternal");
            assertThat(answer.text()).doesNotContain("secret", "jdbc", "Exception");
            broken.set(false);
            assertThat(client.reread(order).status()).isEqualTo("pending");
        }
    }

    @Test
    @Check(
            id = "C-82a",
            section = "RFC 8555 §7.1.6",
            says =
                    "a CA that is closed in the middle of a validation goes on with it when it is started again on the same"
                            + " store")
    void aValidationGoesOnAfterARestart() throws Exception {
        CaStore store = store();
        MovableClock clock = new MovableClock(World.START);
        FakeDns dns = new FakeDns();
        Client client;
        Client.Placed order;
        try (World before = World.on(clock, store, dns, builder -> builder.answerWithin(Duration.ZERO))) {
            client = before.client();
            order = client.place("www.example.org");
            String url = client.prepareDns(order.authorization());
            dns.gate = new CountDownLatch(1);
            assertThat(client.send(url, "{}").is(200).string("status")).isEqualTo("processing");
            dns.asked.await();
            before.ca.close();
        }
        assertThat(dns.txtLookups).hasValue(1);
        dns.gate = new CountDownLatch(0);
        try (World after = World.on(clock, store, dns, builder -> builder)) {
            Client again = new Client(after, client.key);
            again.kid = client.kid;
            Waiting.until(() -> again.reread(order).status().equals("ready"));
            assertThat(dns.txtLookups).hasValue(2);
        }
    }
}
