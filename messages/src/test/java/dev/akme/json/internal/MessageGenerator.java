package dev.akme.json.internal;

import dev.akme.json.JsonArray;
import dev.akme.json.JsonBoolean;
import dev.akme.json.JsonNull;
import dev.akme.json.JsonNumber;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import dev.akme.json.MessageType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Makes messages at random by walking over the declarations of their types: some as they should be, some slightly
 * broken in the ways of real peers.
 */
public final class MessageGenerator {

    private static final String CHALLENGE = " challenge";

    private static final List<String> WORDS = List.of(
            "pending",
            "ready",
            "processing",
            "valid",
            "invalid",
            "deactivated",
            "expired",
            "revoked",
            "dns",
            "ip",
            "email",
            "http-01",
            "dns-01",
            "tls-alpn-01",
            "dns-account-01",
            "dns-persist-01",
            "onion-csr-01",
            "tkauth-01",
            "device-attest-01",
            "email-reply-00",
            "bp-nodeid-00",
            "wire-oidc-01",
            "wire-dpop-01",
            "openid-federation-01",
            "remote-attest-01",
            "ES256",
            "RS256",
            "EdDSA",
            "EC",
            "RSA",
            "OKP",
            "P-256",
            "Ed25519",
            "about:blank",
            "urn:ietf:params:acme:error:malformed",
            "urn:ietf:params:acme:error:userActionRequired",
            "urn:example:other",
            "",
            "Valid",
            "wörd",
            "x-unknown");

    private static final List<String> TEXTS = List.of(
            "example.org",
            "*.example.org",
            "192.0.2.1",
            "2001:db8::1",
            "mailto:pki@example.org",
            "",
            "x",
            "ä€😀",
            "DGyRejmCefe7v4NfDGDKfA",
            "AQAB",
            "AQ==",
            "/\\\"\b\f\n\r\t\u0000\u007f\u2028\ufeff",
            "e30");

    private static final List<String> URLS = List.of(
            "https://example.com/acme/1",
            "https://example.com/a%20b?c=d#e",
            "http://[2001:db8::1]:14000/x",
            "/relative",
            "mailto:pki@example.org",
            "",
            "ht tp://broken",
            "http://",
            "urn:x");

    private static final List<String> TIMES = List.of(
            "2026-01-02T03:04:05Z",
            "2026-01-02T03:04:05.123456789Z",
            "2026-01-02t03:04:05.5+05:30",
            "2016-12-31T23:59:60Z",
            "2026-01-02 03:04:05-00:00",
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59-23:59",
            "2026-02-30T00:00:00Z",
            "2026-01-02T03:04:05",
            "tomorrow");

    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "400",
            "86400",
            "1.0",
            "1e2",
            "-0",
            "-1",
            "0.25",
            "12345678901234567890",
            "1e400",
            "1e999999999",
            "2147483648",
            "9223372036854775807",
            "1E-7");

    private static final List<String> NAMES = List.of(
            "x", "", "é😀", "a/b~c", "Status", "TYPE", "uri", "resource", "__proto__", "\u202e", "n".repeat(90));

    private static final List<String> TOKENS =
            List.of("DGyRejmCefe7v4NfDGDKfA", "evaGxfADs6pSRb2LAv9IZf17Dt3juxGJ-PCt92wr-oA");

    /** What members of these names are like when they are as they should be. */
    private static final Map<String, List<String>> USUAL = Map.of(
            "status",
            WORDS.subList(0, 9),
            "token",
            TOKENS,
            "token-chal",
            TOKENS,
            "id-chal",
            TOKENS,
            "nonce",
            TOKENS,
            "protected",
            List.of("eyJhbGciOiJFUzI1NiIsImtpZCI6Imh0dHBzOi8vZXhhbXBsZS5jb20vYWNjdC8xIiwibm9uY2UiOiJuIiwidXJs"
                    + "IjoiaHR0cHM6Ly9leGFtcGxlLmNvbS8xIn0"),
            "signature",
            List.of("AQ".repeat(43)),
            "payload",
            List.of("", "e30"));

    private final SplittableRandom random;
    private final double faults;

    /**
     * @param random where all chance comes from
     * @param faults how often something is broken: 0 for never
     */
    public MessageGenerator(SplittableRandom random, double faults) {
        this.random = random;
        this.faults = faults;
    }

    public JsonObject message(MessageType<?> type) {
        return object((Schema<?>) type, 0);
    }

    /** A value for a member of a message. */
    JsonValue member(Schema<?> schema, Field<?> field) {
        return member(schema, field, 0);
    }

    private JsonObject object(Schema<?> schema, int depth) {
        List<Runnable> members = new ArrayList<>();
        Map<String, JsonValue> object = new LinkedHashMap<>();
        for (Field<?> field : schema.fields()) {
            boolean wanted = field.isRequired() || chance(depth == 0 ? 0.6 : 0.3);
            if (wanted && !chance(faults)) {
                members.add(() -> object.put(field.name(), member(schema, field, depth)));
            }
        }
        while (chance(faults)) {
            members.add(() -> object.put(pick(NAMES), any(depth + 1)));
        }
        for (int i = members.size(); i > 0; i--) {
            Collections.swap(members, i - 1, random.nextInt(i));
        }
        members.forEach(Runnable::run);
        return JsonObject.of(object);
    }

    private JsonValue member(Schema<?> schema, Field<?> field, int depth) {
        if (chance(faults)) {
            return any(depth + 1);
        }
        String name = field.name();
        if (name.equals("type") && schema.name().endsWith(CHALLENGE) && !chance(faults)) {
            String type = schema.name().replace(CHALLENGE, "");
            return new JsonString(WORDS.contains(type) ? type : pick(WORDS));
        }
        return field.codec() instanceof TextCodec<?> && USUAL.containsKey(name) && !chance(faults)
                ? new JsonString(pick(USUAL.get(name)))
                : value(field.codec(), depth + 1);
    }

    private JsonValue value(Codec<?> codec, int depth) {
        if (codec instanceof ListCodec<?> list) {
            return new JsonArray(many(() -> chance(faults) ? any(depth) : value(list.item(), depth)));
        } else if (codec instanceof MapCodec<?> map) {
            Map<String, JsonValue> members = new LinkedHashMap<>();
            many(() -> JsonNull.NULL).forEach(any -> members.put(pick(NAMES), value(map.item(), depth)));
            return JsonObject.of(members);
        } else if (codec instanceof ObjectCodec<?> message) {
            return depth > 4 ? JsonObject.EMPTY : object(message.schemas().get(0), depth);
        } else if (codec instanceof NumberCodec<?>) {
            return chance(faults) ? new JsonString(pick(NUMBERS)) : new JsonNumber(usual(NUMBERS, 4));
        } else if (codec.equals(Codecs.BOOLEAN)) {
            return JsonBoolean.of(random.nextBoolean());
        } else if (codec.equals(Codecs.URL)) {
            return new JsonString(usual(URLS, 3));
        } else if (codec.equals(Codecs.TIMESTAMP)) {
            return new JsonString(usual(TIMES, 4));
        } else if (codec.equals(Codecs.OBJECT)) {
            return JsonObject.of(Map.of(pick(NAMES), any(depth)));
        } else if (codec instanceof TermCodec<?>) {
            return new JsonString(pick(WORDS));
        } else if (codec instanceof TextCodec<?>) {
            return new JsonString(chance(0.2) ? pick(WORDS) : pick(TEXTS));
        }
        return any(depth);
    }

    /** A value of any kind. */
    private JsonValue any(int depth) {
        return switch (random.nextInt(depth > 5 ? 7 : 9)) {
            case 0, 1 -> JsonNull.NULL;
            case 2 -> JsonBoolean.of(random.nextBoolean());
            case 3 -> new JsonNumber(pick(NUMBERS));
            case 4 -> new JsonString(pick(TEXTS));
            case 5 -> new JsonString(pick(TIMES));
            case 6 -> new JsonString(pick(WORDS));
            case 7 -> new JsonArray(many(() -> any(depth + 1)));
            default -> JsonObject.of(Map.of(pick(NAMES), any(depth + 1), "type", any(depth + 1)));
        };
    }

    private <T> List<T> many(Supplier<T> item) {
        List<T> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            items.add(item.get());
        }
        return items;
    }

    /** Mostly one of the first few, which are as they should be. */
    private String usual(List<String> values, int first) {
        return values.get(random.nextInt(chance(faults) ? values.size() : first));
    }

    private String pick(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }
}
