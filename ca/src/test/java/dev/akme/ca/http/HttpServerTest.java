package dev.akme.ca.http;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.RepeatedTest;

/** The server itself; what it answers is seen through the CA. */
class HttpServerTest {

    private static final HttpServer.Bounds BOUNDS =
            new HttpServer.Bounds(1000, 1000, Duration.ofMinutes(1), Duration.ofMinutes(1), 10);

    private static final HttpServer.Handler NOTHING = new HttpServer.Handler() {
        @Override
        public HttpResponse answer(HttpRequest request) {
            throw new AssertionError("nobody asks");
        }

        @Override
        public HttpResponse refuse(int status, String detail) {
            throw new AssertionError("nobody asks");
        }
    };

    private static HttpServer start() throws IOException {
        HttpServer server = HttpServer.bind(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                BOUNDS,
                Executors.newCachedThreadPool(),
                Clock.systemUTC());
        server.start(NOTHING, null);
        return server;
    }

    /** Many times, as the system gives the port back a moment late when it is not waited for. */
    @RepeatedTest(50)
    void theNextServerCanListenAtThePortOfTheLast() throws IOException {
        HttpServer server = start();
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());

        server.close();

        try (ServerSocket next = new ServerSocket()) {
            assertThatCode(() -> next.bind(address)).doesNotThrowAnyException();
        }
    }
}
