package dev.akme.cli;

import dev.akme.cli.Passed.Party;
import dev.akme.client.Transport;
import dev.akme.client.TransportRequest;
import dev.akme.client.TransportResponse;
import dev.akme.jose.Jws;
import dev.akme.json.JsonException;
import dev.akme.json.JsonNull;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonValue;
import dev.akme.messages.Secrets;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Carries requests to a CA, and tells of each message that passes. Safe for use by many threads. */
final class Transcript implements Transport {

    private static final Pattern CERTIFICATE = Pattern.compile("-----BEGIN CERTIFICATE-----");

    private final Transport transport;
    private final Consumer<Passed> listener;

    /** What each URL is, as the answers so far have said. */
    private final Map<String, String> kinds = new ConcurrentHashMap<>();

    Transcript(Transport transport, URI directory, Consumer<Passed> listener) {
        this.transport = transport;
        this.listener = listener;
        kinds.put(directory.toString(), "directory");
    }

    @Override
    public TransportResponse send(TransportRequest request) throws InterruptedException {
        String kind = kind(request.url());
        listener.accept(passed(request, kind));
        TransportResponse response = transport.send(request);
        listener.accept(passed(request, response, kind));
        return response;
    }

    private String kind(URI url) {
        String text = url.toString();
        String known = kinds.get(text);
        if (known != null) {
            return known;
        }
        String above = kinds.get(text.substring(0, text.lastIndexOf('/')));
        return above == null ? "?" : above;
    }

    // ---- what passes

    private static Passed passed(TransportRequest request, String kind) {
        Json object = new Json()
                .put("direction", "request")
                .put("kind", kind)
                .put("method", request.method())
                .put("url", request.url().toString());
        JsonValue payload = JsonNull.NULL;
        if (request.body().length > 0) {
            Jws jws = Jws.TYPE.read(request.body());
            object.put("header", Secrets.hide(jws.protectedHeader().toJsonValue()));
            if (!jws.isPostAsGet()) {
                payload = Secrets.hide(JsonValue.read(jws.payload()));
                object.put("payload", payload);
            }
        }
        return new Passed(
                Party.CLIENT,
                Party.CA,
                request.method() + " " + kind,
                payload instanceof JsonObject members ? Fields.of(members) : "",
                object.object());
    }

    private Passed passed(TransportRequest request, TransportResponse response, String kind) {
        Json object = new Json().put("direction", "response").put("kind", kind).put("status", response.status());
        response.header("Location").ifPresent(location -> object.put("location", location));
        String detail = "";
        Optional<JsonValue> body = json(response);
        if (body.isPresent()) {
            object.put("body", Secrets.hide(body.get()));
            detail = body.get() instanceof JsonObject members ? Fields.of(members) : "";
            learn(kind, body.get());
        } else if (kind.equals("certificate")) {
            long certificates = CERTIFICATE
                    .matcher(new String(response.body(), StandardCharsets.US_ASCII))
                    .results()
                    .count();
            object.put("certificates", certificates);
            detail = "certificates: " + certificates;
        }
        if (request.method().equals("POST")) {
            response.header("Location").ifPresent(location -> kinds.putIfAbsent(location, made(kind)));
        }
        return new Passed(Party.CA, Party.CLIENT, Integer.toString(response.status()), detail, object.object());
    }

    private static Optional<JsonValue> json(TransportResponse response) {
        try {
            return response.body().length == 0 || response.body()[0] != '{'
                    ? Optional.empty()
                    : Optional.of(JsonValue.read(response.body()));
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    /** What a newOrder makes is an order. */
    private static String made(String kind) {
        return kind.startsWith("new") ? kind.substring(3).toLowerCase(Locale.ROOT) : kind;
    }

    // ---- where things are

    private void learn(String kind, JsonValue body) {
        if (!(body instanceof JsonObject object)) {
            return;
        }
        object.members().forEach((name, value) -> {
            if (kind.equals("directory")) {
                Fields.text(value).ifPresent(url -> kinds.put(url, name));
            } else if (name.equals("finalize") || name.equals("certificate")) {
                Fields.text(value).ifPresent(url -> kinds.put(url, name));
            } else if (name.equals("authorizations")) {
                Fields.items(value)
                        .forEach(item -> Fields.text(item).ifPresent(url -> kinds.put(url, "authorization")));
            } else if (name.equals("challenges")) {
                Fields.items(value).forEach(this::learnChallenge);
            }
        });
    }

    private void learnChallenge(JsonValue challenge) {
        if (challenge instanceof JsonObject members) {
            members.get("url")
                    .flatMap(Fields::text)
                    .ifPresent(url -> kinds.put(
                            url,
                            "challenge "
                                    + members.get("type").flatMap(Fields::text).orElse("")));
        }
    }
}
