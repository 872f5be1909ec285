package dev.akme.json;

/** {@code true} or {@code false} in JSON. */
public enum JsonBoolean implements JsonValue {
    /** The value {@code true}. */
    TRUE,
    /** The value {@code false}. */
    FALSE;

    /**
     * Gives the constant for a Java boolean.
     *
     * @param value the value
     * @return {@link #TRUE} or {@link #FALSE}
     */
    public static JsonBoolean of(boolean value) {
        return value ? TRUE : FALSE;
    }

    /**
     * {@return the value as a Java boolean}
     */
    public boolean value() {
        return this == TRUE;
    }

    @Override
    public String kind() {
        return "a boolean";
    }

    @Override
    public String toString() {
        return toJson();
    }
}
