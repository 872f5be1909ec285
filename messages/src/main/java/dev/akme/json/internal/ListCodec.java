package dev.akme.json.internal;

import dev.akme.json.JsonArray;
import dev.akme.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * An array of values of one kind. When one item does not fit, the slot keeps the whole array as it came, so that nothing
 * is lost and the accessor can say which.
 */
final class ListCodec<T> extends Codec<List<T>> {

    private final Codec<T> item;
    private final boolean identity;

    ListCodec(Codec<T> item) {
        this.item = item;
        // What the slot holds is what the accessor gives.
        this.identity = item.equals(Codecs.TEXT) || item instanceof ObjectCodec;
    }

    Codec<T> item() {
        return item;
    }

    @Override
    public String expects() {
        return "an array";
    }

    @Override
    public Object read(JsonReader in) {
        if (!in.isStartArray()) {
            return in.tree();
        }
        List<Object> items = new ArrayList<>();
        boolean fits = true;
        while (in.nextItem(items.size())) {
            Object slot = item.read(in);
            fits = fits && !isMisfit(slot);
            items.add(slot);
        }
        return fits ? List.copyOf(items) : toArray(items);
    }

    @Override
    public Object fromJson(JsonValue value) {
        if (!(value instanceof JsonArray array)) {
            return value;
        }
        List<Object> items = new ArrayList<>();
        for (JsonValue v : array.items()) {
            Object slot = item.fromJson(v);
            if (isMisfit(slot)) {
                return value;
            }
            items.add(slot);
        }
        return List.copyOf(items);
    }

    private boolean isMisfit(Object slot) {
        if (!(slot instanceof JsonValue)) {
            return false;
        }
        try {
            item.decode(slot);
            return false;
        } catch (Misfit e) {
            return true;
        }
    }

    @Override
    public JsonValue toJson(Object slot) {
        return toArray((List<?>) slot);
    }

    private JsonArray toArray(List<?> items) {
        List<JsonValue> values = new ArrayList<>(items.size());
        for (Object slot : items) {
            values.add(slot instanceof JsonValue v ? v : item.toJson(slot));
        }
        return new JsonArray(values);
    }

    @Override
    public void write(Object slot, JsonWriter out) {
        out.startArray();
        for (Object value : (List<?>) slot) {
            if (value instanceof JsonValue v) {
                out.tree(v);
            } else {
                item.write(value, out);
            }
        }
        out.endArray();
    }

    @Override
    @SuppressWarnings("unchecked") // identity: the items are T already
    public List<T> decode(Object slot) {
        if (slot instanceof List<?> items) {
            return identity ? (List<T>) items : decodeAll(items);
        }
        if (slot instanceof JsonArray array) {
            List<Object> items = new ArrayList<>(array.items().size());
            array.items().forEach(v -> items.add(item.fromJson(v)));
            return decodeAll(items);
        }
        throw Misfit.kind(expects(), ((JsonValue) slot).kind());
    }

    private List<T> decodeAll(List<?> slots) {
        List<T> values = new ArrayList<>(slots.size());
        for (Object slot : slots) {
            try {
                values.add(item.decode(slot));
            } catch (Misfit e) {
                throw e.under(Integer.toString(values.size()));
            }
        }
        return List.copyOf(values);
    }

    @Override
    public Object encode(List<T> values) {
        List<Object> slots = new ArrayList<>(values.size());
        for (T value : values) {
            slots.add(item.encode(value));
        }
        return List.copyOf(slots);
    }

    @Override
    public Object key(Object slot) {
        if (!(slot instanceof List<?> items) || identity) {
            return slot;
        }
        List<Object> keys = new ArrayList<>(items.size());
        items.forEach(v -> keys.add(item.key(v)));
        return keys;
    }

    @Override
    public void lint(Object slot, String pointer, String section, Findings found) {
        int index = 0;
        for (Object value : (List<?>) slot) {
            item.lint(value, pointer + "/" + index++, section, found);
        }
    }

    @Override
    public void lintParts(Object slot, String pointer, String section, Findings found) {
        if (slot instanceof JsonArray array) {
            int index = 0;
            for (JsonValue value : array.items()) {
                Object part = item.fromJson(value);
                String place = pointer + "/" + index++;
                try {
                    item.decode(part);
                    item.lint(part, place, section, found);
                } catch (Misfit e) {
                    // The first of these is reported for the whole.
                }
            }
        }
    }

    @Override
    public List<Schema<?>> schemas() {
        return item.schemas();
    }
}
