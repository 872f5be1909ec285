package dev.akme.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.client.AcmeAccount;
import dev.akme.client.AcmeClient;
import dev.akme.client.Csr;
import dev.akme.client.ObtainRequest;
import dev.akme.client.ObtainedCertificate;
import dev.akme.client.Presented;
import dev.akme.client.solver.Http01Server;
import dev.akme.jose.Jwk;
import dev.akme.jose.SigningKey;
import dev.akme.messages.Identifier;
import dev.akme.messages.Order;
import dev.akme.messages.OrderResource;
import dev.akme.messages.Resource;
import dev.akme.messages.Status;
import dev.akme.scenarios.server.Scenarios;
import dev.akme.scenarios.server.Settings;
import dev.akme.scenarios.server.TestServers;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Goes on with an order in another process, of which only texts are left: keys, URLs and the stored order. */
@Scenarios
class ResumeTest {

    private static final String[] NAMES = {"www.example.org", "example.org"};

    private final TestServers servers;
    private final Scene scene;
    private final AcmeAccount account;
    private final Http01Server solver;
    private final SigningKey key = Scene.newKey();
    private final Csr csr = Csr.builder()
            .key(key)
            .identifiers(List.of(Identifier.dns(NAMES[0]), Identifier.dns(NAMES[1])))
            .build();

    ResumeTest(TestServers servers) throws Exception {
        this.servers = servers;
        this.scene = Scene.at(servers);
        this.account = scene.account();
        this.solver = scene.http01();
    }

    @AfterEach
    void close() {
        solver.close();
    }

    /** What one process stores. */
    private String stored(Resource<Order> order) {
        return OrderResource.of(order).toBuilder().csrPem(csr.toPem()).build().toJson();
    }

    /** What the next process makes of it. */
    private ObtainedCertificate resume(String stored, Watched watched) throws Exception {
        String accountKey = account.key().exportPrivatePem();
        String accountUrl = account.url().toString();
        AcmeClient client = scene.builder().build();
        AcmeAccount again = client.account(SigningKey.parse(accountKey), URI.create(accountUrl));
        return again.resume(OrderResource.TYPE.read(stored), ObtainRequest.of("ignored.example.org"), watched);
    }

    private void requireCertificate(ObtainedCertificate obtained) throws Exception {
        Certificates.requireChain(obtained.chain(), scene.server.roots());
        assertThat(Jwk.of(obtained.chain().leaf().getPublicKey())).isEqualTo(key.publicKey());
        assertThat(obtained.key()).isEmpty();
    }

    @Test
    void fromPending() throws Exception {
        Resource<Order> order = ByHand.order(account, NAMES);
        assertThat(order.body().status()).isEqualTo(Status.PENDING);
        Watched watched = new Watched(solver);
        requireCertificate(resume(stored(order), watched));
        assertThat(watched.presented()).hasSize(2);
        assertThat(watched.closed()).isEqualTo(2);
    }

    @Test
    void fromPendingWhileTheServerLooks() throws Exception {
        Scene slow = new Scene(servers, servers.fresh(Settings.DEFAULT.withValidation(Duration.ofSeconds(3))));
        AcmeAccount there = slow.account();
        try (Http01Server http = slow.http01()) {
            Resource<Order> order = ByHand.order(there, NAMES);
            List<Presented> presented = new ArrayList<>();
            for (URI url : order.body().authorizations()) {
                presented.add(ByHand.answer(there, there.authorization(url).body(), http));
            }
            ObtainedCertificate obtained =
                    there.resume(OrderResource.TYPE.read(stored(order)), ObtainRequest.of("ignored.example.org"), http);
            Certificates.requireChain(obtained.chain(), slow.server.roots());
            for (Presented each : presented) {
                each.close();
            }
            assertThat(http.address()).isEmpty();
        }
    }

    @Test
    void fromReady() throws Exception {
        Resource<Order> order = ByHand.authorize(account, ByHand.order(account, NAMES), solver);
        assertThat(order.body().status()).isEqualTo(Status.READY);
        Watched watched = new Watched(solver);
        requireCertificate(resume(stored(order), watched));
        assertThat(watched.presented()).isEmpty();
    }

    @Test
    void fromPendingWhenItIsReadyMeanwhile() throws Exception {
        Resource<Order> order = ByHand.order(account, NAMES);
        String stored = stored(order);
        ByHand.authorize(account, order, solver);
        Watched watched = new Watched(solver);
        requireCertificate(resume(stored, watched));
        assertThat(watched.presented()).isEmpty();
    }

    @Test
    void fromProcessing() throws Exception {
        Resource<Order> ready = ByHand.authorize(account, ByHand.order(account, NAMES), solver);
        Resource<Order> order = account.finalizeOrder(ready, csr);
        assertThat(order.body().status()).isIn(Status.PROCESSING, Status.VALID);
        Watched watched = new Watched(solver);
        requireCertificate(resume(stored(order), watched));
        assertThat(watched.presented()).isEmpty();
    }

    @Test
    void fromReadyWhenItIsFinalizedMeanwhile() throws Exception {
        Resource<Order> ready = ByHand.authorize(account, ByHand.order(account, NAMES), solver);
        String stored = stored(ready);
        account.finalizeOrder(ready, csr);
        requireCertificate(resume(stored, new Watched(solver)));
    }

    @Test
    void fromValid() throws Exception {
        ObtainedCertificate first =
                account.obtain(ObtainRequest.builder().csr(csr).build(), solver);
        assertThat(first.order().body().status()).isEqualTo(Status.VALID);
        Watched watched = new Watched(solver);
        ObtainedCertificate second = resume(first.order().toJson(), watched);
        requireCertificate(second);
        assertThat(second.chain()).isEqualTo(first.chain());
        assertThat(watched.presented()).isEmpty();
    }
}
