package dev.akme.json.internal;

import dev.akme.json.AcmeObject;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonValue;
import java.util.List;

/** A message inside a message. */
final class ObjectCodec<T extends AcmeObject> extends Codec<T> {

    private final Schema<T> schema;

    ObjectCodec(Schema<T> schema) {
        this.schema = schema;
    }

    @Override
    public String expects() {
        return "an object";
    }

    @Override
    public Object read(JsonReader in) {
        return in.isStartObject() ? schema.read(in) : in.tree();
    }

    @Override
    public Object fromJson(JsonValue value) {
        return value instanceof JsonObject object ? schema.fromJson(object) : value;
    }

    @Override
    public JsonValue toJson(Object slot) {
        return Members.of((AcmeObject) slot).toJson();
    }

    @Override
    public void write(Object slot, JsonWriter out) {
        out.object((AcmeObject) slot);
    }

    @Override
    public T decode(Object slot) {
        if (schema.javaType().isInstance(slot)) {
            return schema.javaType().cast(slot);
        }
        throw Misfit.kind(expects(), ((JsonValue) slot).kind());
    }

    @Override
    public Object encode(T value) {
        return value;
    }

    @Override
    public void lint(Object slot, String pointer, String section, Findings found) {
        Members.lint((AcmeObject) slot, pointer, found);
    }

    @Override
    public List<Schema<?>> schemas() {
        return List.of(schema);
    }
}
