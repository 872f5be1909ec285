package dev.akme.ca.conformance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A signed request, put together from texts: a right one at first, in which a test makes wrong what it wants to. Values of
 * the header and of the body are JSON as it stands there.
 */
final class Post {

    private final World world;
    private final String target;
    private ClientKey key;
    private String payload;
    private final Map<String, String> header = new LinkedHashMap<>();
    private final Map<String, String> body = new LinkedHashMap<>();
    private final Map<String, List<String>> http = new LinkedHashMap<>();
    private UnaryOperator<byte[]> signature = UnaryOperator.identity();

    Post(World world, String url, ClientKey key, String payload) {
        this.world = world;
        this.target = url;
        this.key = key;
        this.payload = payload;
        header.put("alg", Json.quoted(key.alg()));
        header.put("nonce", Json.quoted(world.nonce()));
        header.put("url", Json.quoted(url));
        http("Content-Type", "application/jose+json");
        http("User-Agent", "conformance/1");
    }

    Post header(String name, String json) {
        header.put(name, json);
        return this;
    }

    Post noHeader(String name) {
        header.remove(name);
        return this;
    }

    Post kid(String kid) {
        return header("kid", Json.quoted(kid));
    }

    Post jwk() {
        return header("jwk", key.jwk());
    }

    Post signedBy(ClientKey other) {
        key = other;
        return this;
    }

    Post payload(String text) {
        payload = text;
        return this;
    }

    /** Adds a member to the body, or says what one is; null takes it out. */
    Post member(String name, String json) {
        body.put(name, json);
        return this;
    }

    Post http(String name, String... values) {
        http.put(name, new ArrayList<>(List.of(values)));
        return this;
    }

    Post signature(UnaryOperator<byte[]> change) {
        signature = change;
        return this;
    }

    String target() {
        return target;
    }

    Map<String, List<String>> http() {
        return http;
    }

    static String object(Map<String, String> members) {
        List<String> texts = new ArrayList<>();
        members.forEach((name, json) -> texts.add(Json.quoted(name) + ":" + json));
        return "{" + String.join(",", texts) + "}";
    }

    String jws() {
        String protectedText = ClientKey.base64(object(header));
        String payloadText = ClientKey.base64(payload);
        byte[] octets = key.sign((protectedText + "." + payloadText).getBytes(StandardCharsets.US_ASCII));
        Map<String, String> members = new LinkedHashMap<>();
        members.put("protected", Json.quoted(protectedText));
        members.put("payload", Json.quoted(payloadText));
        members.put("signature", Json.quoted(ClientKey.base64(signature.apply(octets))));
        body.forEach((name, json) -> {
            if (json == null) {
                members.remove(name);
            } else {
                members.put(name, json);
            }
        });
        return object(members);
    }

    Answer send() {
        return sendBody(jws());
    }

    Answer sendBody(String text) {
        return sendOctets(text.getBytes(StandardCharsets.UTF_8));
    }

    Answer sendOctets(byte[] octets) {
        return world.send("POST", target, http, octets);
    }
}
