package dev.akme.json.internal;

import dev.akme.json.JsonValue;
import java.util.List;

/**
 * How the value of a member goes between the wire, its slot in {@link Members}, and Java.
 *
 * <p>A slot holds what was read in its cheapest loss-free form: a {@code String} for all kinds of text, a
 * {@code Boolean}, a {@code JsonNumber}, a message, or a list of these. Whatever does not fit is kept as the
 * {@link JsonValue} that it is, so a {@code JsonValue} (other than a number) in a slot means: not what was declared.
 * Decoding to the Java type happens in the accessor.
 */
public abstract class Codec<T> {

    /** What fits, for error messages: {@code "a string"}. */
    public abstract String expects();

    /** Reads the current value into slot form; one that does not fit comes back as a {@link JsonValue}. */
    public Object read(JsonReader in) {
        return fromJson(in.tree());
    }

    /** As {@link #read}, from a value that was read before. */
    public abstract Object fromJson(JsonValue value);

    /** The JSON value of a slot that fits; a codec whose slots are not JSON values overrides it. */
    public JsonValue toJson(Object slot) {
        return (JsonValue) slot;
    }

    /** Writes a slot that fits. */
    public void write(Object slot, JsonWriter out) {
        out.tree(toJson(slot));
    }

    /** Turns a slot into its Java value; throws {@link Misfit} for one that does not fit or has no such value. */
    public abstract T decode(Object slot);

    /** Turns a Java value into slot form; throws {@link IllegalArgumentException} when it may not be sent. */
    public abstract Object encode(T value);

    /** What equality looks at: the slot itself, unless two spellings mean the same value. */
    public Object key(Object slot) {
        return slot;
    }

    /** Adds what is to be said of a slot that decodes: deviations that are tolerated, and all about nested messages. */
    public void lint(Object slot, String pointer, String section, Findings found) {}

    /** Adds what is to be said of the parts of a slot that does not decode as a whole. */
    public void lintParts(Object slot, String pointer, String section, Findings found) {}

    /** The schemas that stand inside values of this codec; for walking over all declarations. */
    public List<Schema<?>> schemas() {
        return List.of();
    }
}
