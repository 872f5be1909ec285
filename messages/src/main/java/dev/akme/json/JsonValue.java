package dev.akme.json;

import dev.akme.json.internal.JsonReader;
import dev.akme.json.internal.JsonWriter;

/**
 * Any JSON value, kept as it came (RFC 8259).
 *
 * <p>The six kinds are {@link JsonObject}, {@link JsonArray}, {@link JsonString}, {@link JsonNumber},
 * {@link JsonBoolean} and {@link JsonNull}. Values are immutable and safe for use by many threads. Two values are equal
 * when they are the same JSON value: the order of members does not count, the order of items does, and numbers are
 * equal when they are written alike ({@code 1.0} and {@code 1} differ).
 */
public sealed interface JsonValue permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBoolean, JsonNull {

    /**
     * Reads a JSON text of any kind.
     *
     * @param text the whole text
     * @return the value
     * @throws JsonException when the text is not JSON, has a member twice, trailing data, or passes a limit of
     *     {@link JsonLimits}
     */
    static JsonValue read(String text) {
        return JsonReader.readTree(text);
    }

    /**
     * Reads a JSON text of any kind.
     *
     * @param utf8 the whole text in UTF-8; not changed and not kept
     * @return the value
     * @throws JsonException as {@link #read(String)}, and when the bytes are not UTF-8
     */
    static JsonValue read(byte[] utf8) {
        return JsonReader.readTree(utf8);
    }

    /**
     * {@return the value as JSON text, without white space}
     *
     * @throws IllegalStateException when a value was made that is nested deeper than {@link JsonLimits#MAX_DEPTH}
     */
    default String toJson() {
        return JsonWriter.text(out -> out.tree(this));
    }

    /**
     * {@return the name of this kind of value for messages: {@code "an object"}, {@code "null"}, ...}
     */
    String kind();
}
