package dev.akme.json;

import dev.akme.json.internal.Utf8;

/**
 * A JSON string. Immutable; {@code ""} is a string like any other. {@code toString} gives it as JSON, with quotes.
 *
 * @param text its text, without quotes and escapes
 */
public record JsonString(String text) implements JsonValue {

    /**
     * Makes a string.
     *
     * @param text its text; must not have a lone surrogate, which has no form in UTF-8
     * @throws IllegalArgumentException when the text has a lone surrogate
     */
    public JsonString {
        Utf8.requireUnicode(text);
    }

    @Override
    public String kind() {
        return "a string";
    }

    @Override
    public String toString() {
        return toJson();
    }
}
