package dev.akme.json.internal;

import dev.akme.json.JsonObject;
import dev.akme.json.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** An object whose names are chosen by the sender: profiles, onion names. Kept as it came, decoded when asked. */
final class MapCodec<T> extends Codec<Map<String, T>> {

    private final Codec<T> item;

    MapCodec(Codec<T> item) {
        this.item = item;
    }

    Codec<T> item() {
        return item;
    }

    @Override
    public String expects() {
        return "an object";
    }

    @Override
    public Object fromJson(JsonValue value) {
        return value;
    }

    @Override
    public Map<String, T> decode(Object slot) {
        Map<String, T> values = new LinkedHashMap<>();
        forEach(slot, (name, value) -> values.put(name, item.decode(value)));
        return Collections.unmodifiableMap(values);
    }

    private void forEach(Object slot, BiConsumer<String, Object> action) {
        if (!(slot instanceof JsonObject object)) {
            throw Misfit.kind(expects(), ((JsonValue) slot).kind());
        }
        object.members().forEach((name, value) -> {
            try {
                action.accept(name, item.fromJson(value));
            } catch (Misfit e) {
                throw e.under(name);
            }
        });
    }

    @Override
    public Object encode(Map<String, T> values) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            Object slot = item.encode(value);
            members.put(name, slot instanceof JsonValue v ? v : item.toJson(slot));
        });
        return JsonObject.of(members);
    }

    @Override
    public Object key(Object slot) {
        if (!(slot instanceof JsonObject object)) {
            return slot;
        }
        Map<String, Object> keys = new LinkedHashMap<>();
        object.members().forEach((name, value) -> keys.put(name, item.key(item.fromJson(value))));
        return keys;
    }

    @Override
    public void lint(Object slot, String pointer, String section, Findings found) {
        forEach(slot, (name, value) -> item.lint(value, pointer + "/" + Pointers.escape(name), section, found));
    }

    @Override
    public List<Schema<?>> schemas() {
        return item.schemas();
    }
}
