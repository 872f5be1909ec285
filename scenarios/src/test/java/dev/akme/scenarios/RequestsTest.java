package dev.akme.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.client.AcmeAccount;
import dev.akme.client.AcmeClient;
import dev.akme.client.ObtainRequest;
import dev.akme.client.solver.Http01Server;
import dev.akme.json.AcmeObject;
import dev.akme.json.MessageType;
import dev.akme.messages.Authorization;
import dev.akme.messages.Order;
import dev.akme.messages.OrderResource;
import dev.akme.messages.Status;
import dev.akme.scenarios.server.Scenarios;
import dev.akme.scenarios.server.Settings;
import dev.akme.scenarios.server.TestServers;
import java.net.URI;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many requests a certificate costs. */
@Scenarios
class RequestsTest {

    private final Scene scene;
    private final Recorder recorder;
    private final AcmeClient client;

    RequestsTest(TestServers servers) throws Exception {
        this.scene = Scene.at(servers, Settings.DEFAULT.withRefusedNonces(0).withReusedAuthorizations(100));
        this.recorder = scene.recorder();
        this.client = scene.builder().transport(recorder).build();
    }

    /** Requests to a URL with such an answer. */
    private <T extends AcmeObject> long answersAt(URI url, MessageType<T> type, Predicate<T> matches) {
        return recorder.all().stream()
                .filter(exchanged -> exchanged.isAt(url))
                .filter(exchanged -> matches.test(type.read(exchanged.response().body())))
                .count();
    }

    private long pending(URI authorization) {
        return answersAt(
                authorization, Authorization.TYPE, body -> body.status().equals(Status.PENDING));
    }

    private long processing(URI order) {
        return answersAt(order, Order.TYPE, body -> body.status().equals(Status.PROCESSING));
    }

    /**
     * newOrder, authorization, challenge, authorization, finalize, order, certificate. The order is not asked for when the
     * answer to finalize has the certificate already; what the server has not done yet is asked for again, which no client
     * can help.
     */
    @Test
    void aCertificateCostsSevenOrSix() throws Exception {
        AcmeAccount account = client.register(Scene.newKey(), Scene.agreeing());
        assertThat(recorder.all()).as("directory, nonce, account").hasSize(3);
        assertThat(recorder.all().stream().filter(exchanged -> exchanged.is("HEAD")))
                .hasSize(1);
        try (Http01Server http = scene.http01()) {
            for (int i = 0; i < 5; i++) {
                recorder.clear();
                OrderResource order = account.obtain(ObtainRequest.of("host-" + i + ".example.org"), http)
                        .order();
                long again = pending(order.body().authorizations().get(0)) - 1 + processing(order.uri());
                assertThat(recorder.all()).hasSize((int) (usual(order, 7) + again));
                assertThat(recorder.all()).as("no newNonce").allMatch(exchanged -> exchanged.is("POST"));
            }
        }
    }

    /** newOrder, finalize, order, certificate. */
    @Test
    void withAuthorizationsThatAreValidItCostsFourOrThree() throws Exception {
        AcmeAccount account = client.register(Scene.newKey(), Scene.agreeing());
        try (Http01Server http = scene.http01()) {
            account.obtain(ObtainRequest.of("www.example.org"), http);
            recorder.clear();
            OrderResource order =
                    account.obtain(ObtainRequest.of("www.example.org"), http).order();
            assertThat(recorder.all()).hasSize((int) (usual(order, 4) + processing(order.uri())));
            assertThat(recorder.all()).as("no newNonce").allMatch(exchanged -> exchanged.is("POST"));
        }
    }

    /** One request fewer when the answer to finalize has the certificate already. */
    private long usual(OrderResource order, int otherwise) {
        long atOnce = answersAt(
                order.body().finalizeUrl(), Order.TYPE, body -> body.status().equals(Status.VALID));
        return otherwise - atOnce;
    }

    /** Each thread that answers challenges needs a nonce, and gets the next with each answer. */
    @Test
    void manyNamesCostFewNonces() throws Exception {
        AcmeAccount account = client.register(Scene.newKey(), Scene.agreeing());
        recorder.clear();
        String[] names = IntStream.range(0, 30)
                .mapToObj(i -> "many-" + i + ".example.org")
                .toArray(String[]::new);
        try (Http01Server http = scene.http01()) {
            account.obtain(ObtainRequest.of(names), http);
        }
        assertThat(recorder.all().stream().filter(exchanged -> !exchanged.is("POST")))
                .hasSizeLessThanOrEqualTo(8);
    }
}
