package dev.akme.ca;

import dev.akme.json.AcmeObject;
import dev.akme.json.JsonException;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonValue;
import dev.akme.json.MemberException;
import dev.akme.messages.AcmeProblemException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** An HTTP response with its whole body, free of any server. Immutable. */
public final class CaResponse {

    private final int status;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final boolean dropped;

    private CaResponse(int status, Map<String, List<String>> headers, byte[] body, boolean dropped) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.dropped = dropped;
    }

    static CaResponse empty(int status) {
        return new CaResponse(status, Map.of(), new byte[0], false);
    }

    /** No answer, to a request that nobody worked on. */
    static CaResponse none() {
        return new CaResponse(0, Map.of(), new byte[0], true);
    }

    static CaResponse of(int status, String mediaType, byte[] body) {
        return new CaResponse(status, Map.of("Content-Type", List.of(mediaType)), body, false);
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
        return new CaResponse(status, Collections.unmodifiableMap(copy), body, dropped);
    }

    /** The same with these lines of a header and no others; without it when there are none. */
    CaResponse withOnly(String name, List<String> values) {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        copy.remove(name);
        if (!values.isEmpty()) {
            copy.put(name, List.copyOf(values));
        }
        return new CaResponse(status, Collections.unmodifiableMap(copy), body, dropped);
    }

    CaResponse withStatus(int newStatus) {
        return new CaResponse(newStatus, headers, body, dropped);
    }

    CaResponse withBody(String text) {
        return new CaResponse(status, headers, text.getBytes(StandardCharsets.UTF_8), dropped);
    }

    /** The same with its JSON changed; as it is when the body is no JSON object. */
    CaResponse withJson(UnaryOperator<JsonObject> change) {
        return jsonObject()
                .map(object -> withBody(change.apply(object).toJson()))
                .orElse(this);
    }

    /** The same as an answer to HEAD. */
    CaResponse withoutBody(int newStatus) {
        return new CaResponse(newStatus, headers, new byte[0], dropped);
    }

    /** The same, but not to be sent. */
    CaResponse lost() {
        return new CaResponse(status, headers, body, true);
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
     * Tells whether nothing is to be sent, by a fault of {@link Faults#dropNext} or {@link Faults#dropNextAnswers}: a server
     * that hands requests over closes the connection without a single octet. Status, headers and body are those of the answer
     * that is lost.
     *
     * @return whether it is not to be sent; false unless such a fault was set
     */
    public boolean isDropped() {
        return dropped;
    }

    /**
     * {@return the HTTP status; 0 when the request was dropped before anybody worked on it}
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

    Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** The JSON object in the body; empty when there is none. */
    Optional<JsonObject> jsonObject() {
        boolean isJson =
                header("Content-Type").filter(type -> type.contains("json")).isPresent();
        try {
            return isJson && body.length > 0 && JsonValue.read(body) instanceof JsonObject object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (JsonException e) {
            // A tester may have set what is no JSON.
            return Optional.empty();
        }
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * {@return the body; no octets when there is none. The answer to {@code HEAD} has none either}
     */
    public byte[] body() {
        return body.clone();
    }

    /**
     * {@return the status and the length of the body, and whether it is dropped}
     */
    @Override
    public String toString() {
        return "HTTP " + status + ", " + body.length + " octets" + (dropped ? ", dropped" : "");
    }
}
