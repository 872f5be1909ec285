package dev.akme.cli;

import dev.akme.json.JsonArray;
import dev.akme.json.JsonBoolean;
import dev.akme.json.JsonNumber;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds the objects that {@code --json} prints, member by member in the order in which they are put. */
final class Json {

    private final Map<String, JsonValue> members = new LinkedHashMap<>();

    Json put(String name, String value) {
        return put(name, new JsonString(value));
    }

    Json put(String name, boolean value) {
        return put(name, JsonBoolean.of(value));
    }

    Json put(String name, long value) {
        return put(name, JsonNumber.of(value));
    }

    Json put(String name, JsonValue value) {
        members.put(name, value);
        return this;
    }

    /** Leaves out what is absent. */
    Json put(String name, Optional<?> value) {
        value.ifPresent(present -> put(name, present.toString()));
        return this;
    }

    Json strings(String name, List<String> values) {
        return put(
                name,
                new JsonArray(values.stream().<JsonValue>map(JsonString::new).toList()));
    }

    JsonObject object() {
        return JsonObject.of(members);
    }
}
