package dev.akme.json.internal;

import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;

/** A JSON string whose slot is its text. Subclasses give it a meaning. */
public abstract class TextCodec<T> extends Codec<T> {

    private final String expects;

    protected TextCodec(String expects) {
        this.expects = expects;
    }

    /** Throws {@link Misfit} when the text is not what it should be. */
    protected abstract T parse(String text);

    /** Throws {@link IllegalArgumentException} when the value may not be sent. */
    protected abstract String format(T value);

    @Override
    public final String expects() {
        return expects;
    }

    @Override
    public final Object read(JsonReader in) {
        return in.isString() ? in.text() : in.tree();
    }

    @Override
    public final Object fromJson(JsonValue value) {
        return value instanceof JsonString s ? s.text() : value;
    }

    @Override
    public final JsonValue toJson(Object slot) {
        return new JsonString((String) slot);
    }

    @Override
    public final void write(Object slot, JsonWriter out) {
        out.string((String) slot);
    }

    @Override
    public final T decode(Object slot) {
        if (slot instanceof String text) {
            return parse(text);
        }
        throw Misfit.kind(expects, ((JsonValue) slot).kind());
    }

    @Override
    public final Object encode(T value) {
        return new JsonString(format(value)).text();
    }
}
