package dev.akme.json;

/** {@code null} in JSON, which is a value and not the absence of one. */
public enum JsonNull implements JsonValue {
    /** The only value. */
    NULL;

    @Override
    public String kind() {
        return "null";
    }

    @Override
    public String toString() {
        return toJson();
    }
}
