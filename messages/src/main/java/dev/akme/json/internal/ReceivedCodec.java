package dev.akme.json.internal;

import dev.akme.json.JsonValue;
import java.util.List;

/** Another codec, without what the linter has to say. */
final class ReceivedCodec<T> extends Codec<T> {

    private final Codec<T> codec;

    ReceivedCodec(Codec<T> codec) {
        this.codec = codec;
    }

    Codec<T> codec() {
        return codec;
    }

    @Override
    public String expects() {
        return codec.expects();
    }

    @Override
    public Object read(JsonReader in) {
        return codec.read(in);
    }

    @Override
    public Object fromJson(JsonValue value) {
        return codec.fromJson(value);
    }

    @Override
    public JsonValue toJson(Object slot) {
        return codec.toJson(slot);
    }

    @Override
    public void write(Object slot, JsonWriter out) {
        codec.write(slot, out);
    }

    @Override
    public T decode(Object slot) {
        return codec.decode(slot);
    }

    @Override
    public Object encode(T value) {
        return codec.encode(value);
    }

    @Override
    public Object key(Object slot) {
        return codec.key(slot);
    }

    @Override
    public List<Schema<?>> schemas() {
        return codec.schemas();
    }
}
