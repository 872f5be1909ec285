package dev.akme.json;

import java.util.List;

/**
 * A JSON array. Immutable.
 *
 * @param items the values in their order
 */
public record JsonArray(List<JsonValue> items) implements JsonValue {

    /**
     * Makes an array.
     *
     * @param items the values in their order; copied
     */
    public JsonArray {
        items = List.copyOf(items);
    }

    @Override
    public String kind() {
        return "an array";
    }

    @Override
    public String toString() {
        return toJson();
    }
}
