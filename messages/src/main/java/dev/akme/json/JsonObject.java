package dev.akme.json;

import dev.akme.json.internal.Utf8;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON object: names and values, in the order in which they came. Immutable. */
public final class JsonObject implements JsonValue {

    /** The object without members. */
    public static final JsonObject EMPTY = new JsonObject(Map.of());

    private final Map<String, JsonValue> members;

    private JsonObject(Map<String, JsonValue> members) {
        this.members = members;
    }

    /**
     * Makes an object of the given members.
     *
     * @param members names and values, in the order in which they are to be written; copied
     * @return the object
     * @throws IllegalArgumentException when a name has a lone surrogate, which has no form in UTF-8
     */
    public static JsonObject of(Map<String, ? extends JsonValue> members) {
        Map<String, JsonValue> copy = new LinkedHashMap<>(members);
        copy.forEach((name, value) -> {
            Utf8.requireUnicode(Objects.requireNonNull(name, "name of a member"));
            Objects.requireNonNull(value, "value of a member: use JsonNull for null");
        });
        return new JsonObject(Collections.unmodifiableMap(copy));
    }

    /**
     * {@return the members in their order, unmodifiable}
     */
    public Map<String, JsonValue> members() {
        return members;
    }

    /**
     * Finds a member.
     *
     * @param name the name of the member, case-sensitive
     * @return its value; empty when there is no such member. A member that is {@code null} is {@link JsonNull#NULL}
     */
    public Optional<JsonValue> get(String name) {
        return Optional.ofNullable(members.get(name));
    }

    @Override
    public String kind() {
        return "an object";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonObject that && members.equals(that.members);
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    @Override
    public String toString() {
        return toJson();
    }
}
