package dev.akme.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Carries requests with the HTTP client of the JDK. */
public final class JdkTransport implements Transport {

    private final HttpClient client;

    private JdkTransport(HttpClient client) {
        this.client = client;
    }

    /**
     * Takes a client with settings of its own: proxy, trust, executor, version of HTTP.
     *
     * @param client a client that follows no redirects and has no cookies
     * @return the transport
     * @throws IllegalArgumentException when the client follows redirects or keeps cookies
     */
    public static JdkTransport of(HttpClient client) {
        if (client.followRedirects() != HttpClient.Redirect.NEVER
                || client.cookieHandler().isPresent()) {
            throw new IllegalArgumentException(
                    "the client follows redirects or keeps cookies: a signed request must go where it was signed for");
        }
        return new JdkTransport(client);
    }

    @Override
    public TransportResponse send(TransportRequest request) throws InterruptedException {
        HttpRequest.Builder http = HttpRequest.newBuilder(request.url())
                .method(
                        request.method(),
                        request.method().equals("POST")
                                ? BodyPublishers.ofByteArray(request.body())
                                : BodyPublishers.noBody())
                // Ends with the headers; the body ends by itself.
                .timeout(request.timeout());
        request.headers().forEach(http::header);
        long end = System.nanoTime() + request.timeout().toNanos();
        AtomicReference<@Nullable BoundedBody> body = new AtomicReference<>();
        try {
            // Not sendAsync, which hands every step to another thread and so takes half as much CPU time again.
            HttpResponse<byte[]> response = client.send(http.build(), info -> {
                BoundedBody made = new BoundedBody(request.maxBody(), Duration.ofNanos(end - System.nanoTime()));
                body.set(made);
                return made;
            });
            return TransportResponse.of(
                    response.statusCode(), response.headers().map(), response.body());
        } catch (IOException | RuntimeException e) {
            throw failure(request, e, body.get());
        }
    }

    private static RuntimeException failure(TransportRequest request, Exception thrown, @Nullable BoundedBody body) {
        Throwable why = body == null ? thrown : body.failure().orElse(thrown);
        boolean late = why instanceof TimeoutException
                || why.getCause() instanceof TimeoutException
                || (why instanceof HttpTimeoutException && !(why instanceof HttpConnectTimeoutException));
        if (late) {
            return new AcmeNetworkException(
                    request + ": no whole response within " + request.timeout().toMillis() + " ms", null, true);
        }
        if (BoundedBody.isTooLong(why)) {
            return new AcmeProtocolException(request + ": " + describe(why), why);
        }
        return new AcmeNetworkException(request + ": " + describe(why), why, mayHaveArrived(why));
    }

    private static String describe(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null && root.getMessage() == null) {
            root = root.getCause();
        }
        return root instanceof UnresolvedAddressException
                ? "the name of the host has no address"
                : root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    /** Only what fails before the first octet of the request is certain not to have arrived. */
    private static boolean mayHaveArrived(Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof ConnectException
                    || t instanceof HttpConnectTimeoutException
                    || t instanceof UnresolvedAddressException
                    || t instanceof SSLHandshakeException) {
                return false;
            }
        }
        return cause instanceof IOException || !(cause instanceof IllegalArgumentException);
    }
}
