package dev.akme.client;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** An HTTP request, as a {@link Transport} has to send it, with its bounds in time and size. Immutable. */
public final class TransportRequest {

    private final String method;
    private final URI url;
    private final Map<String, String> headers;
    private final byte[] body;
    private final Duration timeout;
    private final int maxBody;

    TransportRequest(String method, URI url, Map<String, String> headers, byte[] body, Duration timeout, int maxBody) {
        this.method = method;
        this.url = url;
        this.headers = Map.copyOf(headers);
        this.body = body.clone();
        this.timeout = timeout;
        this.maxBody = maxBody;
    }

    /**
     * Makes a request that needs no signature.
     *
     * @param url where to
     * @param headers the headers, by name
     * @param timeout how long it may take until the whole response is there
     * @param maxBody how many octets the body of the response may have
     * @return the request
     */
    public static TransportRequest get(URI url, Map<String, String> headers, Duration timeout, int maxBody) {
        return new TransportRequest("GET", url, headers, new byte[0], timeout, maxBody);
    }

    /**
     * {@return {@code GET}, {@code HEAD} or {@code POST}}
     */
    public String method() {
        return method;
    }

    /**
     * {@return where to}
     */
    public URI url() {
        return url;
    }

    /**
     * {@return the headers}
     */
    public Map<String, String> headers() {
        return headers;
    }

    /**
     * {@return the body; no octets when there is none}
     */
    public byte[] body() {
        return body.clone();
    }

    /**
     * {@return how long it may take until the whole response is there}
     */
    public Duration timeout() {
        return timeout;
    }

    /**
     * {@return how many octets the body of the response may have}
     */
    public int maxBody() {
        return maxBody;
    }

    /**
     * {@return method and URL}
     */
    @Override
    public String toString() {
        return method + " " + url;
    }
}
