package dev.akme.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.messages.AcmeProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens over a limit, over sockets: one client is told, and the CA goes on for the others. */
@Timeout(60)
class LimitsTest {

    private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\n";

    private static AcmeCa start(Limits limits) {
        return AcmeCa.forTests().plainHttp().limits(limits).start();
    }

    /** With so much time that nobody is cut off for being slow. */
    private static Limits full(int connections) {
        return Limits.builder()
                .openConnections(connections)
                .requestTime(Duration.ofMinutes(5))
                .build();
    }

    private static Socket connect(AcmeCa ca) throws IOException {
        return RawHttp.connect(ca.directoryUrl().getPort());
    }

    /** What comes until the CA closes the connection. */
    private static String rest(Socket socket) throws IOException {
        StringBuilder text = new StringBuilder();
        try {
            InputStream in = socket.getInputStream();
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                text.append((char) octet);
            }
        } catch (SocketException e) {
            // A connection may end hard too.
            return text.toString();
        }
        return text.toString();
    }

    private static String ask(AcmeCa ca, String request) throws IOException {
        try (Socket socket = connect(ca)) {
            RawHttp.write(socket, request);
            return rest(socket);
        }
    }

    private static void answers(AcmeCa ca) throws IOException {
        assertThat(ask(ca, "GET /dir" + HOST + "Connection: close\r\n\r\n")).startsWith("HTTP/1.1 200");
    }

    @Test
    void headersThatAreTooLongGet431AndAFirstLineGets414() throws IOException {
        try (AcmeCa ca = start(Limits.builder().headerOctets(1_000).build())) {
            assertThat(ask(ca, "GET /dir" + HOST + "X: " + "x".repeat(1_000) + "\r\n\r\n"))
                    .startsWith("HTTP/1.1 431")
                    .contains("application/problem+json", "urn:ietf:params:acme:error:malformed");
            assertThat(ask(ca, "GET /dir" + HOST + "X: y\r\n".repeat(300) + "\r\n"))
                    .startsWith("HTTP/1.1 431");
            assertThat(ask(ca, "GET /" + "x".repeat(1_000) + HOST + "\r\n")).startsWith("HTTP/1.1 414");
            answers(ca);
        }
        try (AcmeCa ca = start(Limits.defaults())) {
            assertThat(ask(ca, "GET /dir" + HOST + "X: y\r\n".repeat(200) + "\r\n"))
                    .startsWith("HTTP/1.1 431");
            answers(ca);
        }
    }

    @Test
    void aBodyThatIsTooLongGets413() throws IOException {
        try (AcmeCa ca = start(Limits.builder().bodyOctets(100).build())) {
            String head = "POST /new-order" + HOST + "Content-Type: application/jose+json\r\n";
            assertThat(ask(ca, head + "Content-Length: 101\r\n\r\n" + "x".repeat(101)))
                    .startsWith("HTTP/1.1 413")
                    .contains("urn:ietf:params:acme:error:malformed", "Replay-Nonce");
            assertThat(ask(ca, head + "Transfer-Encoding: chunked\r\n\r\n65\r\n" + "x".repeat(101)))
                    .startsWith("HTTP/1.1 413");
            assertThat(ask(ca, head + "Content-Length: 99999999999999999\r\nExpect: 100-continue\r\n\r\n"))
                    .startsWith("HTTP/1.1 413");
            assertThat(ask(ca, head + "Connection: close\r\nContent-Length: 100\r\n\r\n" + "x".repeat(100)))
                    .startsWith("HTTP/1.1 400");
            answers(ca);
        }
    }

    @Test
    void whoSendsAnOctetNowAndThenIsCutOff() throws IOException {
        try (AcmeCa ca =
                start(Limits.builder().requestTime(Duration.ofMillis(300)).build())) {
            for (String start :
                    List.of("G", "GET /dir" + HOST, "POST /new-order" + HOST + "Content-Length: 50\r\n\r\n")) {
                try (Socket socket = connect(ca)) {
                    RawHttp.write(socket, start);
                    // Nothing but the end of the connection ends this.
                    assertThatThrownBy(() -> {
                                while (true) {
                                    RawHttp.write(socket, "a");
                                    socket.setSoTimeout(20);
                                    readNothing(socket);
                                }
                            })
                            .isInstanceOf(SocketException.class);
                }
            }
            answers(ca);
        }
    }

    private static void readNothing(Socket socket) throws IOException {
        try {
            if (socket.getInputStream().read() < 0) {
                throw new SocketException("the connection ended");
            }
        } catch (java.net.SocketTimeoutException e) {
            // As it is to be: nothing comes, and 20 ms have passed.
        }
    }

    @Test
    void whoAsksNothingIsCutOff() throws IOException {
        try (AcmeCa ca = start(Limits.builder()
                        .requestTime(Duration.ofMillis(300))
                        .idleTime(Duration.ofMillis(100))
                        .build());
                Socket socket = connect(ca)) {
            assertThat(rest(socket)).isEmpty();
        }
    }

    @Test
    void aHandshakeThatTakesTooLongIsCutOff() throws IOException {
        try (AcmeCa ca = AcmeCa.forTests()
                        .limits(Limits.builder()
                                .requestTime(Duration.ofMillis(300))
                                .build())
                        .start();
                Socket socket = connect(ca)) {
            // The first octets of a ClientHello.
            RawHttp.write(socket, "\u0016\u0003\u0001\u0000");
            assertThat(rest(socket)).isEmpty();
        }
    }

    @Test
    void idleConnectionsMakeRoomForNewOnes() throws IOException {
        try (AcmeCa ca = start(full(1));
                Socket idle = connect(ca)) {
            answers(ca);
            assertThat(rest(idle)).isEmpty();
            answers(ca);
        }
    }

    @Test
    void nobodyGivesWayWhileNobodyWaits() throws IOException {
        try (AcmeCa ca = start(full(1));
                Socket socket = connect(ca)) {
            InputStream in = socket.getInputStream();
            for (int i = 0; i < 20; i++) {
                RawHttp.write(socket, "HEAD /dir" + HOST + "\r\n");
                StringBuilder answer = new StringBuilder();
                while (answer.indexOf("\r\n\r\n") < 0) {
                    int octet = in.read();
                    assertThat(octet).as("answer %s", i).isNotNegative();
                    answer.append((char) octet);
                }
                assertThat(answer).startsWith("HTTP/1.1 200");
            }
        }
    }

    @Test
    void slowRequestsMakeRoomForNewOnes() throws IOException {
        try (AcmeCa ca = start(full(2));
                Socket one = connect(ca);
                Socket other = connect(ca)) {
            RawHttp.write(one, "GET /dir");
            RawHttp.write(other, "GET /dir");
            // They are cut off because somebody waits.
            answers(ca);
        }
    }

    @Test
    void whoTakesNoAnswersMakesRoomForNewOnes() throws IOException {
        try (AcmeCa ca = start(full(1));
                Socket socket = connect(ca)) {
            // More answers than the sockets at both ends have room for.
            RawHttp.write(socket, ("GET /dir" + HOST + "\r\n").repeat(20_000));
            answers(ca);
        }
    }

    @Test
    void requestsThatTwoReadersCouldReadDifferentlyAreRefused() throws IOException {
        try (AcmeCa ca = start(Limits.defaults())) {
            for (String request : List.of(
                    "GET /dir" + HOST + "Host: other\r\n\r\n",
                    "GET /dir HTTP/1.1\r\n\r\n",
                    "GET /dir HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n",
                    "GET /dir HTTP/1.1\r\nHost: x>;rel=\"up\", <http://evil\r\n\r\n",
                    "POST /new-order" + HOST + "Transfer-Encoding: chunked\r\n\r\n2 9\r\n{}\r\n0\r\n\r\n",
                    "POST /new-order" + HOST + "Transfer-Encoding: chunked\r\n\r\n2;\0\r\n{}\r\n0\r\n\r\n",
                    "POST /new-order" + HOST + "Transfer-Encoding: chunked\r\n\r\n0\r\nGET / HTTP/1.1\r\n\r\n",
                    "GET /dir" + HOST + "X: a\nY: b\r\n\r\n",
                    "GET /dir" + HOST + "X : a\r\n\r\n",
                    "GET /dir" + HOST + "X: a\r\n b\r\n\r\n",
                    "GET /dir" + HOST + "X: a\0\r\n\r\n",
                    "GET  /dir" + HOST + "\r\n",
                    "GET dir" + HOST + "\r\n",
                    "GET /dir HTTP/1.2\r\nHost: a\r\n\r\n",
                    "G(T /dir" + HOST + "\r\n",
                    "POST /new-order" + HOST + "Content-Length: 2\r\nContent-Length: 3\r\n\r\nabc",
                    "POST /new-order" + HOST + "Content-Length: 2, 2\r\n\r\nab",
                    "POST /new-order" + HOST + "Content-Length: +2\r\n\r\nab",
                    "POST /new-order" + HOST + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                    "POST /new-order" + HOST + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                    "POST /new-order HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                    "POST /new-order" + HOST + "Transfer-Encoding: chunked\r\n\r\nx\r\n",
                    "POST /new-order" + HOST + "Transfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n",
                    "POST /new-order" + HOST + "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
                    "POST /new-order" + HOST + "Transfer-Encoding: chunked\r\n\r\nfffffffff\r\n\r\n")) {
                assertThat(ask(ca, request))
                        .as(request)
                        .startsWith("HTTP/1.1 400 ")
                        .contains("urn:ietf:params:acme:error:malformed", "Connection: close");
            }
            answers(ca);
        }
    }

    @Test
    void requestsThatComeTogetherAreAnsweredInTheirOrder() throws IOException {
        try (AcmeCa ca = start(Limits.defaults())) {
            String answer = ask(
                    ca,
                    "GET /healthz" + HOST + "\r\n" + "GET /nothing" + HOST + "\r\n" + "HEAD /new-nonce" + HOST
                            + "Connection: close\r\n\r\n");
            assertThat(answer)
                    .startsWith("HTTP/1.1 200 ")
                    .containsSubsequence("ok\n", "HTTP/1.1 404 ", "HTTP/1.1 200 ", "Replay-Nonce");
        }
    }

    @Test
    void anOrderTooManyIsTakenAfterRetryAfter() {
        MovableClock clock = new MovableClock(Instant.parse("2031-03-01T12:00:00Z"));
        OrderRate rate = new OrderRate(
                clock, Limits.builder().orders(3, Duration.ofSeconds(30)).build());
        for (int i = 0; i < 3; i++) {
            rate.take("a");
        }
        assertThatThrownBy(() -> rate.take("a")).isInstanceOfSatisfying(AcmeProblemException.class, e -> {
            assertThat(e.httpStatus()).isEqualTo(429);
            assertThat(e.problem().type().code()).contains("rateLimited");
            assertThat(e.headers()).containsEntry("retry-after", List.of("10"));
        });
        rate.take("another");
        clock.advance(Duration.ofSeconds(9));
        assertThatThrownBy(() -> rate.take("a")).isInstanceOf(AcmeProblemException.class);
        clock.advance(Duration.ofSeconds(1));
        rate.take("a");
        assertThatThrownBy(() -> rate.take("a")).isInstanceOf(AcmeProblemException.class);
        clock.advance(Duration.ofSeconds(30));
        for (int i = 0; i < 3; i++) {
            rate.take("a");
        }
    }

    @Test
    void whatIsNoLimitIsRefused() {
        assertThatThrownBy(() -> Limits.builder().bodyOctets(0)).hasMessageContaining("bodyOctets");
        assertThatThrownBy(() -> Limits.builder().orders(0, Duration.ofHours(1)))
                .hasMessageContaining("orders");
        assertThatThrownBy(() -> Limits.builder().bodyOctets(Integer.MAX_VALUE)).hasMessageContaining("bodyOctets");
        assertThatThrownBy(() -> Limits.builder().requestTime(Duration.ZERO)).hasMessageContaining("requestTime");
        assertThatThrownBy(() -> Limits.builder().idleTime(ChronoUnit.FOREVER.getDuration()))
                .hasMessageContaining("idleTime");
        assertThat(Limits.builder().openConnections(7).build().toBuilder().build())
                .hasToString(Limits.builder().openConnections(7).build().toString());
    }
}
