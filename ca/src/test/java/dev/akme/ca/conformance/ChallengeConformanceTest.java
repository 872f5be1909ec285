package dev.akme.ca.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.ca.MovableClock;
import dev.akme.ca.WebServer;
import dev.akme.ca.store.MemoryStore;
import dev.akme.ca.validation.CaaRecord;
import dev.akme.ca.validation.Network;
import dev.akme.ca.validation.ValidationSettings;
import dev.akme.messages.ChallengeType;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ChallengeConformanceTest extends Conformance {

    private final Client.Placed order = client.place("www.example.org");

    private String challengeUrl(String type) {
        return (String) client.challenge(order.authorization(), type).get("url");
    }

    @Test
    @Check(
            id = "C-59",
            section = "RFC 8555 §7.5.1",
            says = "a challenge that is not there is malformed, 404, that of others unauthorized, 403; an empty payload"
                    + " reads it and starts nothing; keyAuthorization, as in drafts, is malformed, 400; other members are"
                    + " passed over, and in strict mode malformed")
    @Check(
            id = "M-64",
            section = "RFC 8555 §7.5.1",
            says = "members of a response that the type does not define are passed over; {} starts the validation")
    void aChallengeIsAnsweredWithAnObject() {
        String url = client.prepareDns(order.authorization());
        client.read(url + "x").isRefused(404, "malformed");
        client.read(order.authorization().replace("/authorization/", "/challenge/"))
                .isRefused(404, "malformed");
        world.client().send(url, "{}").isRefused(403, "unauthorized");
        assertThat(client.read(url).is(200).string("status")).isEqualTo("pending");
        for (String payload : List.of("[]", "x", "1", "null", "{\"keyAuthorization\":\"a.b\"}")) {
            client.send(url, payload).isRefused(400, "malformed");
        }
        assertThat(client.read(url).is(200).string("status")).isEqualTo("pending");
        assertThat(world.dns.txtLookups).hasValue(0);
        assertThat(client.send(url, "{\"type\":\"dns-01\",\"unknown\":{}}")
                        .is(200)
                        .string("status"))
                .isEqualTo("valid");
        try (World strict = World.start(builder -> builder.strict(true))) {
            Client of = strict.client();
            String other = of.prepareDns(of.place("www.example.org").authorization());
            of.send(other, "{\"unknown\":{}}").isRefused(400, "malformed");
            assertThat(of.send(other, "{}").is(200).string("status")).isEqualTo("valid");
        }
    }

    @Test
    @Check(
            id = "C-60",
            section = "RFC 8555 §7.1.6",
            says = "a challenge of an authorization that has expired is malformed, 404")
    void aChallengeEndsWithItsAuthorization() {
        String url = client.prepareDns(order.authorization());
        world.clock.advance(Duration.ofDays(8));
        client.send(url, "{}").isRefused(404, "malformed");
        assertThat(client.reread(order).status()).isEqualTo("invalid");
        assertThat(world.dns.txtLookups).hasValue(0);
    }

    @Test
    @Check(
            id = "C-61",
            section = "RFC 8555 §7.5.1, §8.2",
            says = "a challenge that is processing or valid answers 200 again, and validates no second time; one of an"
                    + " authorization that is over is malformed, 400")
    void aSecondAnswerStartsNothing() throws Exception {
        try (World slow = World.start(builder -> builder.answerWithin(Duration.ZERO))) {
            Client of = slow.client();
            Client.Placed placed = of.place("www.example.org");
            String url = of.prepareDns(placed.authorization());
            slow.dns.gate = new CountDownLatch(1);
            Answer first = of.send(url, "{}").is(200);
            slow.dns.asked.await();
            Answer second = of.send(url, "{}").is(200);
            for (Answer answer : List.of(first, second, of.read(url))) {
                assertThat(answer.string("status")).isEqualTo("processing");
                assertThat(Long.parseLong(answer.header("Retry-After"))).isPositive();
            }
            assertThat(Long.parseLong(of.read(placed.authorization()).header("Retry-After")))
                    .isPositive();
            assertThat(Long.parseLong(of.read(placed.url()).header("Retry-After")))
                    .isPositive();
            slow.dns.gate.countDown();
            assertThat(slow.dns.txtLookups).hasValue(1);
        }
        String url = client.prepareDns(order.authorization());
        assertThat(client.send(url, "{}").is(200).string("status")).isEqualTo("valid");
        int lookups = world.dns.txtLookups.get();
        assertThat(client.send(url, "{}").is(200).string("status")).isEqualTo("valid");
        assertThat(world.dns.txtLookups).hasValue(lookups);
        Client.Placed failed = client.place("b.example.org");
        String wrong =
                (String) client.challenge(failed.authorization(), "dns-01").get("url");
        client.send(wrong, "{}").is(200);
        client.send(wrong, "{}").isRefused(400, "malformed");
        Client.Placed deactivated = client.place("c.example.org");
        String over = client.prepareDns(deactivated.authorization());
        client.send(deactivated.authorization(), "{\"status\":\"deactivated\"}").is(200);
        client.send(over, "{}").isRefused(400, "malformed");
    }

    @Test
    @Check(
            id = "C-62",
            section = "RFC 8555 §8",
            says = "a challenge of a type that the CA has ceased to validate is malformed, 400")
    void aTypeCanBeDisabled() {
        MemoryStore store = new MemoryStore();
        MovableClock clock = new MovableClock(World.START);
        Client of;
        String url;
        try (World before = World.on(clock, store, builder -> builder)) {
            of = before.client();
            url = of.prepareDns(of.place("www.example.org").authorization());
        }
        try (World after = World.on(clock, store, builder -> builder.challenges(List.of(ChallengeType.HTTP_01)))) {
            new Post(after, url, of.key, "{}").kid(of.kid).send().isRefused(400, "malformed");
            new Post(after, url, of.key, "").kid(of.kid).send().is(200);
        }
    }

    @Test
    @Check(
            id = "C-62a",
            section = "RFC 8555 §7.1.4",
            says = "an authorization of before can be read when the CA has no name for dns-persist-01 any more")
    void whatWasOfferedCanStillBeRead() {
        MemoryStore store = new MemoryStore();
        MovableClock clock = new MovableClock(World.START);
        Client of;
        String authorization;
        try (World before = World.on(
                clock,
                store,
                builder -> builder.challenges(List.of(ChallengeType.DNS_01, ChallengeType.DNS_PERSIST_01))
                        .validation(ValidationSettings.builder()
                                .caaIdentities(List.of("ca.example.org"))
                                .build()))) {
            of = before.client();
            authorization = of.place("www.example.org").authorization();
            assertThat(of.challenge(authorization, "dns-persist-01"))
                    .containsEntry("issuer-domain-names", List.of("ca.example.org"))
                    .doesNotContainKey("token");
        }
        try (World after = World.on(clock, store, builder -> builder)) {
            Answer answer = new Post(after, authorization, of.key, "")
                    .kid(of.kid)
                    .send()
                    .is(200);
            assertThat(answer.objects("challenges").stream().map(challenge -> challenge.get("type")))
                    .contains("dns-01");
        }
    }

    @Test
    @Check(
            id = "C-63",
            section = "RFC 8555 §7.5.1, §7.1.6",
            says =
                    "the answer to a response is the challenge, with Link rel=up to its authorization; when it fails it is"
                            + " invalid with error, as are its authorization and its order")
    @Check(
            id = "M-65",
            section = "RFC 8555 §7.1.6",
            says = "pending becomes valid or invalid by a challenge, and the order ready or invalid by that; invalid is"
                    + " the end")
    void aFailureEndsTheOrder() {
        String url = challengeUrl("dns-01");
        assertThat(client.read(url).links("up")).containsExactly(order.authorization());
        Answer failed = client.send(url, "{}").is(200);
        assertThat(failed.links("up")).containsExactly(order.authorization());
        assertThat(failed.json()).containsEntry("status", "invalid").containsEntry("url", url);
        assertThat(failed.object("error")).containsKeys("type", "detail", "status");
        Answer authorization = client.read(order.authorization()).is(200);
        assertThat(authorization.string("status")).isEqualTo("invalid");
        assertThat(authorization.objects("challenges").get(0)).containsEntry("error", failed.object("error"));
        Client.Placed now = client.reread(order);
        assertThat(now.status()).isEqualTo("invalid");
        assertThat(now.json()).containsKey("error");
        client.prepareDnsOf(order, failed.string("token"));
        client.send(url, "{}").isRefused(400, "malformed");
        assertThat(client.reread(order).status()).isEqualTo("invalid");
    }

    private Map<String, Object> errorOf(Client of, String type, String name) {
        Client.Placed placed = of.place(name);
        String url = (String) of.challenge(placed.authorization(), type).get("url");
        Answer answer = of.send(url, "{}").is(200);
        assertThat(answer.string("status")).as("%s", answer).isEqualTo("invalid");
        return answer.object("error");
    }

    private void isError(Map<String, Object> error, String type, long status) {
        assertThat(error).containsEntry("type", Answer.ERROR + type).containsEntry("status", status);
    }

    @Test
    @Check(
            id = "C-64",
            section = "RFC 8555 §8, §6.7",
            says =
                    "the error of a challenge says what failed: dns for a lookup, connection for a connection, unauthorized"
                            + " or incorrectResponse for a wrong answer, tls for a handshake, caa for CAA records")
    void theErrorSaysWhatFailed() throws IOException {
        world.dns.broken.add("_acme-challenge.a.example.org");
        isError(errorOf(client, "dns-01", "a.example.org"), "dns", 400);
        world.dns.unknown.add("b.example.org");
        isError(errorOf(client, "http-01", "b.example.org"), "dns", 400);
        isError(errorOf(client, "http-01", "c.example.org"), "connection", 400);
        isError(errorOf(client, "tls-alpn-01", "c.example.org"), "connection", 400);
        world.dns.txt.put("_acme-challenge.d.example.org", List.of(List.of("x"), List.of("y")));
        isWrongAnswer(errorOf(client, "dns-01", "d.example.org"));
        isWrongAnswer(errorOf(client, "dns-01", "none.example.org"));
        AtomicReference<String> body = new AtomicReference<>("wrong");
        try (WebServer server = WebServer.saying(request -> body.get())) {
            world.network = (address, timeout) -> Network.direct().connect(server.address(), timeout);
            isWrongAnswer(errorOf(client, "http-01", "e.example.org"));
            body.set("");
            isWrongAnswer(errorOf(client, "http-01", "f.example.org"));
            Client.Placed right = client.place("g.example.org");
            Map<String, Object> challenge = client.challenge(right.authorization(), "http-01");
            body.set(client.keyAuthorization(challenge) + "\r\n");
            assertThat(client.send((String) challenge.get("url"), "{}").is(200).string("status"))
                    .isEqualTo("valid");
        }
    }

    @Test
    @Check(
            id = "C-64a",
            section = "RFC 8737 §3",
            says = "a peer that speaks no TLS is a failure of tls-alpn-01 of the type tls")
    void aHandshakeCanFail() throws Exception {
        try (ServerSocket peer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> {
                try (Socket socket = peer.accept()) {
                    socket.getOutputStream().write("220 mail.example.org\r\n".getBytes(StandardCharsets.US_ASCII));
                    socket.shutdownOutput();
                    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            thread.start();
            world.network = (address, timeout) ->
                    Network.direct().connect((InetSocketAddress) peer.getLocalSocketAddress(), timeout);
            isError(errorOf(client, "tls-alpn-01", "h.example.org"), "tls", 400);
            thread.join();
        }
    }

    private static void isWrongAnswer(Map<String, Object> error) {
        assertThat((String) error.get("type")).isIn(Answer.ERROR + "unauthorized", Answer.ERROR + "incorrectResponse");
        assertThat(error).containsEntry("status", 403L);
    }

    @Test
    @Check(
            id = "M-67",
            section = "RFC 8659 §3, RFC 8657 §3",
            says =
                    "CAA records of the name, or of one above it, that do not name the CA, or name another account, are a"
                            + " failure of the type caa")
    void caaIsRespected() {
        try (World other = World.start(builder -> builder.validation(ValidationSettings.builder()
                .allowsPrivateAddresses(true)
                .caaIdentities(List.of("ca.example.org"))
                .build()))) {
            Client of = other.client();
            other.dns.caa.put("example.org", List.of(new CaaRecord(false, "issue", "other.example.net")));
            Client.Placed placed = of.place("www.example.org");
            Answer answer = of.send(of.prepareDns(placed.authorization()), "{}").is(200);
            isError(answer.object("error"), "caa", 403);
            other.dns.caa.put("example.org", List.of(new CaaRecord(false, "issue", "ca.example.org")));
            of.ready("www.example.org");
            other.dns.caa.put(
                    "example.org",
                    List.of(new CaaRecord(false, "issue", "ca.example.org; accounturi=https://x.test/1")));
            Client.Placed bound = of.place("www.example.org");
            isError(of.send(of.prepareDns(bound.authorization()), "{}").object("error"), "caa", 403);
        }
    }
}
