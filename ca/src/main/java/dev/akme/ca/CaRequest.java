package dev.akme.ca;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An HTTP request with its whole body, free of any server. Immutable. */
public final class CaRequest {

    private final String method;
    private final String target;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final String remote;

    private CaRequest(String method, String target, Map<String, List<String>> headers, byte[] body, String remote) {
        this.method = method;
        this.target = target;
        this.headers = headers;
        this.body = body;
        this.remote = remote;
    }

    /**
     * Makes a request.
     *
     * @param method the method, such as {@code POST}
     * @param target path and query as they came, percent-encoded, from the first {@code /} on
     * @param headers the values of each header, one for each line; names in any case
     * @param body the body; no octets when there is none. An adapter need not read more than
     *     {@link Limits#bodyOctets} octets and one
     * @param remote who sent it, for the log; an address without port. Empty when it is not known
     * @return the request
     */
    public static CaRequest of(
            String method, String target, Map<String, List<String>> headers, byte[] body, String remote) {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) ->
                copy.computeIfAbsent(name, n -> new ArrayList<>()).addAll(values));
        copy.replaceAll((name, values) -> List.copyOf(values));
        return new CaRequest(method, target, Collections.unmodifiableMap(copy), body.clone(), remote);
    }

    /**
     * {@return the method}
     */
    public String method() {
        return method;
    }

    /**
     * {@return path and query as they came}
     */
    public String target() {
        return target;
    }

    /**
     * Gives the first value of a header.
     *
     * @param name its name in any case
     * @return the value; empty when there is none
     */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /**
     * {@return the body; no octets when there is none}
     */
    public byte[] body() {
        return body.clone();
    }

    int length() {
        return body.length;
    }

    /**
     * {@return who sent it; empty when it is not known}
     */
    public String remote() {
        return remote;
    }

    /**
     * {@return method, target and the length of the body}
     */
    @Override
    public String toString() {
        return method + " " + target + ", " + body.length + " octets";
    }
}
