package dev.akme.ca;

import dev.akme.ca.http.HttpRequest;
import dev.akme.ca.http.HttpResponse;
import dev.akme.ca.http.HttpServer;
import dev.akme.messages.ProblemType;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Puts the CA behind an HTTP server. */
final class HttpAdapter implements AutoCloseable {

    private final HttpServer server;

    private HttpAdapter(HttpServer server) {
        this.server = server;
    }

    /** Listens, but answers nothing yet: what is asked waits. */
    static HttpAdapter bind(InetSocketAddress address, Limits limits, Clock clock) throws IOException {
        HttpServer.Bounds bounds = new HttpServer.Bounds(
                limits.headerOctets(),
                limits.bodyOctets(),
                limits.requestTime(),
                limits.idleTime(),
                limits.openConnections());
        try {
            return new HttpAdapter(HttpServer.bind(address, bounds, Threads.each("akme-ca-http"), clock));
        } catch (BindException e) {
            BindException named =
                    new BindException(address.getHostString() + ":" + address.getPort() + ": " + e.getMessage());
            named.initCause(e);
            throw named;
        }
    }

    int port() {
        return server.port();
    }

    /** Begins to answer; with TLS if there is a context. */
    void start(Function<CaRequest, CaResponse> ca, @Nullable SSLContext tls) {
        server.start(
                new HttpServer.Handler() {
                    @Override
                    public HttpResponse answer(HttpRequest request) {
                        return sent(ca.apply(CaRequest.of(
                                request.method(),
                                request.target(),
                                request.headers(),
                                request.body(),
                                request.remote())));
                    }

                    @Override
                    public HttpResponse refuse(int status, String detail) {
                        return sent(CaResponse.problem(Refuse.with(
                                status < 500 ? ProblemType.MALFORMED : ProblemType.SERVER_INTERNAL, status, detail)));
                    }
                },
                tls);
    }

    /** What is dropped has no status, which ends the connection without a word. */
    private static HttpResponse sent(CaResponse response) {
        return response.isDropped()
                ? new HttpResponse(0, Map.of(), new byte[0])
                : new HttpResponse(response.status(), response.headers(), response.body());
    }

    /** Waits for requests that are under way, a while, and stops. */
    @Override
    public void close() {
        server.close();
    }
}
