package dev.akme.json.internal;

import dev.akme.json.AcmeObject;
import dev.akme.json.Finding;
import dev.akme.json.Finding.Severity;
import dev.akme.json.JsonBoolean;
import dev.akme.json.JsonNumber;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import dev.akme.json.MessageType;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The codecs for scalar values, and the ways to combine codecs. */
public final class Codecs {

    /** Any text, as it is. */
    public static final Codec<String> TEXT = new TextCodec<>("a string") {
        @Override
        protected String parse(String text) {
            return text;
        }

        @Override
        protected String format(String value) {
            return value;
        }
    };

    /** A URL or URI reference: kept byte for byte, because peers compare it so (RFC 8555 §6.4). */
    public static final Codec<URI> URL = new TextCodec<>("a URL") {
        @Override
        protected URI parse(String text) {
            try {
                return URI.create(text);
            } catch (IllegalArgumentException e) {
                throw new Misfit("not a URL");
            }
        }

        @Override
        protected String format(URI value) {
            return value.toString();
        }

        @Override
        public void lint(Object slot, String pointer, String section, Findings found) {
            if (!decode(slot).isAbsolute()) {
                found.add(new Finding(
                        Severity.WARNING,
                        "relative-url",
                        pointer,
                        section,
                        "the URL is not absolute",
                        "resolve it against the URL of the request"));
            }
        }
    };

    /** A date and time of RFC 3339; equal when they are the same instant, however they are written. */
    public static final Codec<Instant> TIMESTAMP = new TextCodec<>("an RFC 3339 timestamp") {
        @Override
        protected Instant parse(String text) {
            return Timestamps.parse(text).orElseThrow(() -> new Misfit("not an RFC 3339 timestamp"));
        }

        @Override
        protected String format(Instant value) {
            return Timestamps.format(value);
        }

        @Override
        public Object key(Object slot) {
            return slot instanceof String text
                    ? Timestamps.parse(text).<Object>map(t -> t).orElse(text)
                    : slot;
        }

        @Override
        public void lint(Object slot, String pointer, String section, Findings found) {
            if (slot instanceof String text && !Timestamps.isPlain(text)) {
                found.add(new Finding(
                        Severity.INFO,
                        "timestamp-form",
                        pointer,
                        section,
                        "the timestamp has an offset, a fraction or lower-case letters, which RFC 3339 allows",
                        "read all forms; send UTC with Z and whole seconds, which everybody reads"));
            }
        }
    };

    public static final Codec<Boolean> BOOLEAN = new Codec<>() {
        @Override
        public String expects() {
            return "a boolean";
        }

        @Override
        public Object fromJson(JsonValue value) {
            return value instanceof JsonBoolean b ? (Object) b.value() : value;
        }

        @Override
        public JsonValue toJson(Object slot) {
            return JsonBoolean.of((Boolean) slot);
        }

        @Override
        public void write(Object slot, JsonWriter out) {
            out.bool((Boolean) slot);
        }

        @Override
        public Boolean decode(Object slot) {
            if (slot instanceof Boolean b) {
                return b;
            }
            throw Misfit.kind(expects(), ((JsonValue) slot).kind());
        }

        @Override
        public Object encode(Boolean value) {
            return value;
        }
    };

    /** Octets in canonical base64url. */
    public static final Codec<byte[]> BASE64URL = Base64UrlCodec.STRICT;

    /** A value of any kind. */
    public static final Codec<JsonValue> ANY = new Codec<>() {
        @Override
        public String expects() {
            return "a value";
        }

        @Override
        public Object fromJson(JsonValue value) {
            return value;
        }

        @Override
        public JsonValue decode(Object slot) {
            return (JsonValue) slot;
        }

        @Override
        public Object encode(JsonValue value) {
            return value;
        }
    };

    /** An object of which nothing is known. */
    public static final Codec<JsonObject> OBJECT = new Codec<>() {
        @Override
        public String expects() {
            return "an object";
        }

        @Override
        public Object fromJson(JsonValue value) {
            return value;
        }

        @Override
        public JsonObject decode(Object slot) {
            if (slot instanceof JsonObject object) {
                return object;
            }
            throw Misfit.kind(expects(), ((JsonValue) slot).kind());
        }

        @Override
        public Object encode(JsonObject value) {
            return value;
        }
    };

    private Codecs() {}

    public static <T> Codec<List<T>> list(Codec<T> item) {
        return new ListCodec<>(item);
    }

    /** An object whose members are names chosen by the sender. */
    public static <T> Codec<Map<String, T>> map(Codec<T> value) {
        return new MapCodec<>(value);
    }

    /** A message of another package inside a message: {@code Codecs.message(Jws.TYPE)}. */
    public static <T extends AcmeObject> Codec<T> message(MessageType<T> type) {
        return ((Schema<T>) type).codec();
    }

    /** The number that a slot stands for; some servers put numbers into strings, or write {@code 300.0}. */
    static JsonNumber lenientNumber(Object slot, String expects) {
        if (slot instanceof JsonNumber n) {
            return n;
        }
        if (slot instanceof JsonString s) {
            try {
                return new JsonNumber(s.text());
            } catch (IllegalArgumentException e) {
                throw Misfit.kind(expects, "a string");
            }
        }
        throw Misfit.kind(expects, ((JsonValue) slot).kind());
    }
}
