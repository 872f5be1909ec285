package dev.akme.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Carries requests with the HTTP client of the JDK, which keeps its connections. Verifies servers by the roots that the JVM
 * trusts, or by those that it is given; follows no redirects and keeps no cookies. The timeout of a request covers the body of
 * its response too. Safe for use by many threads; there is nothing to close.
 */
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

    /**
     * Trusts roots of one's own, instead of those that the JVM trusts. Verification is never switched off.
     *
     * @param roots the certificates to trust; not empty
     * @param connectTimeout how long a connection may take to be there
     * @return the transport
     * @throws IllegalArgumentException when there are no roots
     */
    public static JdkTransport trusting(List<X509Certificate> roots, Duration connectTimeout) {
        if (roots.isEmpty()) {
            throw new IllegalArgumentException("there is no certificate to trust: give the root of the server");
        }
        return of(http(connectTimeout).sslContext(context(roots)).build());
    }

    static HttpClient.Builder http(Duration connectTimeout) {
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout);
    }

    private static SSLContext context(List<X509Certificate> roots) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int i = 0; i < roots.size(); i++) {
                store.setCertificateEntry("root-" + i, roots.get(i));
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java runtime cannot trust a certificate of its own", e);
        }
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
            return new AcmeProtocolException(request + ": " + describe(request, why), why);
        }
        return new AcmeNetworkException(request + ": " + describe(request, why), why, mayHaveArrived(why));
    }

    private static String describe(TransportRequest request, Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof UnresolvedAddressException || t instanceof UnknownHostException) {
                // Below a ConnectException that does not say it.
                return "the name " + request.url().getHost()
                        + " has no address: it is wrong, or the DNS is not reached";
            }
        }
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof HttpConnectTimeoutException) {
                return "no connection in time";
            }
            if (t instanceof ConnectException && t.getMessage() == null) {
                // The JDK's HTTP client says no more, and puts a ClosedChannelException below it.
                return "no connection to " + request.url().getRawAuthority() + ": nobody listens there";
            }
        }
        if (Distrust.isOfRoot(cause)) {
            return "the certificate of " + request.url().getHost() + " comes from no root that is trusted here";
        }
        Throwable root = cause;
        while (root.getCause() != null && root.getMessage() == null) {
            root = root.getCause();
        }
        return root instanceof ClosedChannelException
                ? "the connection was closed"
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
        return !(cause instanceof IllegalArgumentException);
    }
}
