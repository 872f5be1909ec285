package dev.akme.ca;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Puts the CA behind the JDK's own HTTP server. */
final class HttpAdapter implements AutoCloseable {

    /** How long requests that are under way may take to end when the server stops. */
    private static final Duration TO_END = Duration.ofSeconds(5);

    private static final int BACKLOG = 1024;
    private static final int MAX_THREADS = 64;

    private final HttpServer server;
    private final ExecutorService executor;

    /** Counts the requests under way, and one for the server itself. */
    private final Phaser underWay = new Phaser(1);

    private HttpAdapter(HttpServer server, ExecutorService executor) {
        this.server = server;
        this.executor = executor;
    }

    /** Listens, but answers nothing yet: what is asked waits. */
    static HttpAdapter bind(InetSocketAddress address, boolean tls) throws IOException {
        HttpServer server;
        try {
            server = create(address, tls);
        } catch (BindException e) {
            BindException named =
                    new BindException(address.getHostString() + ":" + address.getPort() + ": " + e.getMessage());
            named.initCause(e);
            throw named;
        }
        return new HttpAdapter(server, Threads.of("akme-ca-http", MAX_THREADS));
    }

    private static HttpServer create(InetSocketAddress address, boolean tls) throws IOException {
        // Read once, when the first server of the JVM is made. Without the first each request on 17 stalls for 40 ms.
        // The others, in seconds, end requests that come octet by octet, and would hold a thread for ever.
        setUnlessSet("sun.net.httpserver.nodelay", "true");
        setUnlessSet("sun.net.httpserver.maxReqTime", "30");
        setUnlessSet("sun.net.httpserver.maxRspTime", "60");
        return tls ? HttpsServer.create(address, BACKLOG) : HttpServer.create(address, BACKLOG);
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Begins to answer. */
    void start(Function<CaRequest, CaResponse> ca, @Nullable SSLContext tls) {
        if (server instanceof HttpsServer secure && tls != null) {
            secure.setHttpsConfigurator(new HttpsConfigurator(tls));
        }
        server.createContext("/", exchange -> answer(exchange, ca));
        server.setExecutor(executor);
        server.start();
    }

    private void answer(HttpExchange exchange, Function<CaRequest, CaResponse> ca) throws IOException {
        underWay.register();
        try (exchange) {
            CaResponse response = ca.apply(CaRequest.of(
                    exchange.getRequestMethod(),
                    target(exchange.getRequestURI()),
                    exchange.getRequestHeaders(),
                    body(exchange),
                    exchange.getRemoteAddress().getAddress().getHostAddress()));
            if (response.isDropped()) {
                // An exchange that ends before any header takes its connection with it.
                return;
            }
            for (Map.Entry<String, List<String>> header : response.headers().entrySet()) {
                exchange.getResponseHeaders().put(header.getKey(), header.getValue());
            }
            byte[] body = response.body();
            // 0 would mean chunks; there must be no length at all where no body may be.
            exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(body);
                }
            }
        } finally {
            underWay.arriveAndDeregister();
        }
    }

    /** Clients that take the server for a proxy send the whole URL (RFC 9112 §3.2.2). */
    private static String target(URI uri) {
        if (!uri.isAbsolute()) {
            return uri.toString();
        }
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /**
     * One octet more than is allowed is enough to be refused. The stream stays open: closing it would wait for the rest before
     * the answer is sent, and the end of the exchange closes it.
     */
    private static byte[] body(HttpExchange exchange) throws IOException {
        return exchange.getRequestBody().readNBytes(AcmeCa.MAX_REQUEST_BODY + 1);
    }

    /** Waits for requests that are under way, a while, and stops. */
    @Override
    public void close() {
        int phase = underWay.arriveAndDeregister();
        try {
            if (phase >= 0) {
                underWay.awaitAdvanceInterruptibly(phase, TO_END.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (TimeoutException e) {
            // They have had their time.
            server.stop(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // The JDK waits as long as it is told to even when there is nothing to wait for.
        server.stop(0);
        executor.shutdownNow();
    }
}
