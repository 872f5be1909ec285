package dev.akme.ca;

import dev.akme.json.AcmeObject;
import dev.akme.json.MemberException;
import dev.akme.messages.AcmeProblemException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** An HTTP response with its whole body, free of any server. Immutable. */
public final class CaResponse {

    private final int status;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    private CaResponse(int status, Map<String, List<String>> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    static CaResponse empty(int status) {
        return new CaResponse(status, Map.of(), new byte[0]);
    }

    static CaResponse of(int status, String mediaType, byte[] body) {
        return new CaResponse(status, Map.of("Content-Type", List.of(mediaType)), body);
    }

    /**
     * Answers with a message of the CA. Built in here, so that a mistake in it is an error of the CA, and is not taken for one
     * in what the client sent.
     */
    static CaResponse json(int status, Supplier<? extends AcmeObject> answer) {
        AcmeObject message;
        try {
            message = answer.get();
        } catch (MemberException e) {
            throw new IllegalStateException("the CA cannot say what it wants to", e);
        }
        return of(status, "application/json", message.toJsonBytes());
    }

    static CaResponse text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    static CaResponse problem(AcmeProblemException refusal) {
        return of(
                        refusal.httpStatus(),
                        "application/problem+json",
                        refusal.problem().toJsonBytes())
                .with(refusal.headers());
    }

    /** The same with one more line of a header. */
    CaResponse with(String name, String value) {
        return with(Map.of(name, List.of(value)));
    }

    /** The same with more lines of headers. */
    CaResponse with(Map<String, List<String>> more) {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        more.forEach((name, values) -> copy.merge(
                name,
                values,
                (before, added) ->
                        Stream.concat(before.stream(), added.stream()).toList()));
        return new CaResponse(status, Collections.unmodifiableMap(copy), body);
    }

    /** The same as an answer to HEAD. */
    CaResponse withoutBody(int newStatus) {
        return new CaResponse(newStatus, headers, new byte[0]);
    }

    CaResponse withLink(URI target, String relation) {
        return with("Link", link(target, relation));
    }

    static String link(URI target, String relation) {
        return "<" + target + ">;rel=\"" + relation + "\"";
    }

    /** The same for something that the CA is at work on: the client is to ask again. */
    CaResponse notYet(Duration pause) {
        return with("Retry-After", Refuse.seconds(pause));
    }

    /**
     * {@return the HTTP status}
     */
    public int status() {
        return status;
    }

    /**
     * {@return the values of each header, one for each line; immutable}
     */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /**
     * {@return the body; no octets when there is none. The answer to {@code HEAD} has none either}
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
