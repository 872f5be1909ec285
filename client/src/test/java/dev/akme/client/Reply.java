package dev.akme.client;

import dev.akme.messages.AcmeProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** An answer of {@link FakeCa} that can still be changed. */
final class Reply {

    private int status;
    private final Map<String, List<String>> headers = new LinkedHashMap<>();
    private byte[] body;

    private Reply(int status, String type, byte[] body) {
        this.status = status;
        this.body = body;
        header("Content-Type", type);
    }

    static Reply json(int status, String json) {
        return new Reply(status, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    static Reply problem(AcmeProblemException e) {
        return problem(e.httpStatus(), e.problem().toJson());
    }

    static Reply problem(int status, String json) {
        return json(status, json).set("Content-Type", "application/problem+json");
    }

    static Reply problem(int status, String code, String detail) {
        return problem(status, "{\"type\":\"urn:ietf:params:acme:error:" + code + "\",\"detail\":\"" + detail + "\"}");
    }

    static Reply html(int status, String html) {
        return json(status, html).set("Content-Type", "text/html");
    }

    static Reply empty(int status) {
        return json(status, "").without("Content-Type");
    }

    Reply header(String name, String value) {
        headers.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
        return this;
    }

    Reply set(String name, String value) {
        return without(name).header(name, value);
    }

    Reply without(String name) {
        headers.keySet().removeIf(name::equalsIgnoreCase);
        return this;
    }

    List<String> headers(String name) {
        return headers.getOrDefault(name, List.of());
    }

    Reply status(int other) {
        status = other;
        return this;
    }

    Reply body(byte[] other) {
        body = other;
        return this;
    }

    Reply body(UnaryOperator<String> change) {
        body = change.apply(text()).getBytes(StandardCharsets.UTF_8);
        return this;
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** As HTTP/2 has them. */
    Reply lowerCaseHeaders() {
        Map<String, List<String>> lower = new LinkedHashMap<>();
        headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), values));
        headers.clear();
        headers.putAll(lower);
        return this;
    }

    TransportResponse done() {
        return TransportResponse.of(status, headers, body);
    }
}
