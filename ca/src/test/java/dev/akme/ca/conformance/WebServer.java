package dev.akme.ca.conformance;

import dev.akme.ca.http.HttpRequest;
import dev.akme.ca.http.HttpResponse;
import dev.akme.ca.http.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A web server, such as one that the CA validates. */
public final class WebServer implements AutoCloseable {

    private final HttpServer server;

    private WebServer(HttpServer server) {
        this.server = server;
    }

    /** Answers what a function says of a request; not found when that is nothing. */
    public static WebServer saying(Function<HttpRequest, String> answers) throws IOException {
        HttpServer server = HttpServer.bind(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new HttpServer.Bounds(8_192, 8_192, Duration.ofSeconds(20), Duration.ofSeconds(20), 20),
                Executors.newCachedThreadPool(),
                Clock.systemUTC());
        server.start(
                new HttpServer.Handler() {
                    @Override
                    public HttpResponse answer(HttpRequest request) {
                        return response(answers.apply(request));
                    }

                    @Override
                    public HttpResponse refuse(int status, String detail) {
                        return new HttpResponse(status, Map.of(), new byte[0]);
                    }
                },
                null);
        return new WebServer(server);
    }

    private static HttpResponse response(String body) {
        return new HttpResponse(body.isEmpty() ? 404 : 200, Map.of(), body.getBytes(StandardCharsets.US_ASCII));
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    }

    @Override
    public void close() {
        server.close();
    }
}
