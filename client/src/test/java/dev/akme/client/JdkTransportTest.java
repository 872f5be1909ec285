package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real transport against a server that misbehaves. */
@Timeout(60)
class JdkTransportTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final JdkTransport transport = JdkTransport.of(HttpClient.newHttpClient());

    private static TransportRequest get(URI url, Duration timeout) {
        return new TransportRequest("GET", url, Map.of(), new byte[0], timeout, 1000);
    }

    private static TransportRequest post(URI url, Duration timeout) {
        byte[] body = "{\"payload\":\"\"}".getBytes(StandardCharsets.UTF_8);
        return new TransportRequest(
                "POST",
                url,
                Map.of(
                        "Content-Type",
                        "application/jose+json",
                        "User-Agent",
                        "example/1 akme/0",
                        "Accept-Language",
                        "de"),
                body,
                timeout,
                1000);
    }

    private static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\nReplay-Nonce: abc\r\n\r\n" + body;
    }

    private static String found(String location) {
        return "HTTP/1.1 302 Found\r\nSet-Cookie: a=b\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n";
    }

    private RawServer server(RawServer.Connection connection) throws IOException {
        return RawServer.start(connection);
    }

    /** Answers each request on one connection. */
    private static RawServer answering(String answer) throws IOException {
        RawServer[] self = new RawServer[1];
        self[0] = RawServer.start(socket -> {
            while (true) {
                self[0].read(socket);
                RawServer.write(socket, answer);
            }
        });
        return self[0];
    }

    @Test
    void sendsWhatItIsGivenAndNothingOfItsOwnThatMatters() throws Exception {
        try (RawServer server = answering(ok("{}"))) {
            TransportResponse response = transport.send(post(server.url("/order?x=1"), LONG));
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.header("replay-nonce")).contains("abc");
            assertThat(response.body()).asString().isEqualTo("{}");
            List<String> lines = server.requests().get(0).lines().toList();
            assertThat(lines.get(0)).isEqualTo("POST /order?x=1 HTTP/1.1");
            assertThat(lines)
                    .contains(
                            "Content-Type: application/jose+json",
                            "User-Agent: example/1 akme/0",
                            "Accept-Language: de",
                            "{\"payload\":\"\"}");
            assertThat(String.join("\n", lines).toLowerCase(java.util.Locale.ROOT))
                    .doesNotContain("cookie", "authorization", "referer", "java-http-client");
        }
    }

    @Test
    void keepsNoCookiesAndFollowsNoRedirects() throws Exception {
        try (RawServer server = answering(found("/other"))) {
            assertThat(transport.send(get(server.url("/one"), LONG)).status()).isEqualTo(302);
            assertThat(transport.send(get(server.url("/two"), LONG)).status()).isEqualTo(302);
            assertThat(server.requests()).hasSize(2).noneMatch(request -> request.contains("Cookie:"));
        }
    }

    @Test
    void aClientWithCookiesOrRedirectsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdkTransport.of(HttpClient.newBuilder()
                        .cookieHandler(new CookieManager())
                        .build()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdkTransport.of(HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .build()));
    }

    @Test
    void aBodyOfTheGreatestLengthIsReadAndOneOctetMoreIsNot() throws Exception {
        try (RawServer server = answering(ok("x".repeat(1000)))) {
            assertThat(transport.send(get(server.url("/"), LONG)).body()).hasSize(1000);
        }
        try (RawServer server = answering(ok("x".repeat(1001)))) {
            assertThatThrownBy(() -> transport.send(get(server.url("/"), LONG)))
                    .isInstanceOf(AcmeProtocolException.class)
                    .hasMessageContaining("longer than 1000 octets");
        }
    }

    @Test
    void aBodyWithoutEndIsHungUpOn() throws Exception {
        RawServer[] self = new RawServer[1];
        try (RawServer server = server(socket -> {
            self[0].read(socket);
            RawServer.write(socket, "HTTP/1.1 200 OK\r\n\r\n");
            try {
                while (true) {
                    RawServer.write(socket, "x".repeat(1000));
                }
            } catch (IOException e) {
                self[0].hungUp.countDown();
            }
        })) {
            self[0] = server;
            assertThatThrownBy(() -> transport.send(get(server.url("/"), LONG)))
                    .isInstanceOf(AcmeProtocolException.class);
            server.hungUp.await();
        }
    }

    @Test
    void theTimeoutCoversTheBody() throws Exception {
        RawServer[] self = new RawServer[1];
        try (RawServer server = server(socket -> {
            self[0].read(socket);
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nfour");
            self[0].hold(socket);
        })) {
            self[0] = server;
            AcmeNetworkException e = catchThrowableOfType(
                    AcmeNetworkException.class, () -> transport.send(post(server.url("/"), SHORT)));
            assertThat(e.mayHaveArrived()).isTrue();
            assertThat(e).hasMessageContaining("300 ms");
            // And the connection is not left open.
            server.hungUp.await();
        }
    }

    @Test
    void theTimeoutCoversTheWaitForAnAnswer() throws Exception {
        RawServer[] self = new RawServer[1];
        try (RawServer server = server(socket -> self[0].hold(socket))) {
            self[0] = server;
            AcmeNetworkException e = catchThrowableOfType(
                    AcmeNetworkException.class, () -> transport.send(post(server.url("/"), SHORT)));
            assertThat(e.mayHaveArrived()).isTrue();
        }
    }

    @Test
    void aRefusedConnectionHasNotArrived() throws Exception {
        URI nobody;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://localhost:" + closed.getLocalPort() + "/");
        }
        AcmeNetworkException e =
                catchThrowableOfType(AcmeNetworkException.class, () -> transport.send(post(nobody, LONG)));
        assertThat(e.mayHaveArrived()).isFalse();
        assertThat(e)
                .hasMessageStartingWith("POST http://localhost:")
                .hasMessageEndingWith("no connection to " + nobody.getAuthority() + ": nobody listens there");
    }

    @Test
    void aNameWithoutAddressHasNotArrived() {
        AcmeNetworkException e = catchThrowableOfType(
                AcmeNetworkException.class, () -> transport.send(post(URI.create("http://ca.invalid/"), LONG)));
        assertThat(e.mayHaveArrived()).isFalse();
        assertThat(e).hasMessageContaining("the name ca.invalid has no address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "HTTP/1.1 200 OK\r\nContent-", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf of the bo"
            })
    void aConnectionThatBreaksAfterTheRequestMayHaveArrived(String begun) throws Exception {
        for (boolean reset : new boolean[] {true, false}) {
            RawServer[] self = new RawServer[1];
            try (RawServer server = server(socket -> {
                self[0].read(socket);
                RawServer.write(socket, begun);
                if (reset) {
                    RawServer.reset(socket);
                }
            })) {
                self[0] = server;
                AcmeNetworkException e = catchThrowableOfType(
                        AcmeNetworkException.class, () -> transport.send(post(server.url("/"), LONG)));
                assertThat(e.mayHaveArrived()).isTrue();
                // What POST is for is done at most once.
                assertThat(server.requests()).hasSize(1);
            }
        }
    }

    @Test
    void whatIsNoHttpIsANetworkFailure() throws Exception {
        try (RawServer server = answering("SSH-2.0-OpenSSH_9.2\r\n\r\n")) {
            assertThatThrownBy(() -> transport.send(post(server.url("/"), LONG)))
                    .isInstanceOf(AcmeNetworkException.class);
        }
    }

    @Test
    void anInterruptCancelsTheRequest() throws Exception {
        RawServer[] self = new RawServer[1];
        CountDownLatch asked = new CountDownLatch(1);
        try (RawServer server = server(socket -> {
            self[0].read(socket);
            asked.countDown();
            self[0].hold(socket);
        })) {
            self[0] = server;
            AtomicBoolean interrupted = new AtomicBoolean();
            Thread caller = new Thread(() -> {
                try {
                    transport.send(get(server.url("/"), LONG));
                } catch (InterruptedException e) {
                    interrupted.set(true);
                }
            });
            caller.start();
            asked.await();
            caller.interrupt();
            caller.join();
            assertThat(interrupted).isTrue();
            server.hungUp.await();
        }
    }

    @Test
    void answersToHeadHaveNoBody() throws Exception {
        try (RawServer server = answering("HTTP/1.1 200 OK\r\nContent-Length: 12\r\nreplay-nonce: a, b\r\n\r\n")) {
            TransportResponse response = transport.send(
                    new TransportRequest("HEAD", server.url("/nonce"), Map.of(), new byte[0], LONG, 1000));
            assertThat(response.body()).isEmpty();
            assertThat(response.headers("Replay-Nonce")).containsExactly("a, b");
        }
    }

    @Test
    void theWholeClientSpeaksToASocket() throws Exception {
        String directory = Arrays.asList("newNonce", "newAccount").stream()
                .map(name -> "\"" + name + "\":\"/" + name + "\"")
                .reduce("{", (all, next) -> all.equals("{") ? all + next : all + "," + next)
                .concat("}");
        try (RawServer server = answering(ok(directory))) {
            AcmeClient client = AcmeClient.builder(server.url("/dir"))
                    .userAgent("example/1")
                    .acceptLanguage(java.util.Locale.GERMAN)
                    .listener(AcmeListener.NONE)
                    .build();
            assertThat(client.directory().body().newAccount()).contains(URI.create("/newAccount"));
            assertThat(client.newNonce()).isEqualTo("abc");
            assertThat(server.requests().get(0)).startsWith("GET /dir ").contains("User-Agent: example/1 akme/");
            assertThat(server.requests().get(1)).startsWith("HEAD /newNonce ").contains("Accept-Language: de\r\n");
        }
    }
}
