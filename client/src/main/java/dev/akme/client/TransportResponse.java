package dev.akme.client;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An HTTP response with its whole body. Immutable. */
public final class TransportResponse {

    private final int status;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    private TransportResponse(int status, Map<String, List<String>> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /**
     * Makes a response.
     *
     * @param status the HTTP status
     * @param headers the values of each header, in any order and any case
     * @param body the body; no octets when there is none
     * @return the response
     */
    public static TransportResponse of(int status, Map<String, List<String>> headers, byte[] body) {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) ->
                copy.computeIfAbsent(name, n -> new ArrayList<>()).addAll(values));
        copy.replaceAll((name, values) -> List.copyOf(values));
        return new TransportResponse(status, Collections.unmodifiableMap(copy), body.clone());
    }

    /**
     * {@return the HTTP status}
     */
    public int status() {
        return status;
    }

    /**
     * {@return the values of each header, one for each line; immutable, names in the case in which they came}
     */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /**
     * Gives the values of a header.
     *
     * @param name its name in any case
     * @return one for each header line; empty when there is none
     */
    public List<String> headers(String name) {
        return headers.getOrDefault(name, List.of());
    }

    /**
     * Gives the first value of a header.
     *
     * @param name its name in any case
     * @return the value; empty when there is none
     */
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /**
     * {@return the body; no octets when there is none}
     */
    public byte[] body() {
        return body.clone();
    }

    /**
     * {@return the status and the length of the body}
     */
    @Override
    public String toString() {
        return "HTTP " + status + ", " + body.length + " octets";
    }
}
