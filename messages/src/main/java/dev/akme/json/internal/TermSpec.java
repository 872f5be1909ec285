package dev.akme.json.internal;

/** A word of an open vocabulary: unknown ones have no section and no description. */
public record TermSpec(String value, boolean known, String section, String description) {

    public static TermSpec known(String value, String section, String description) {
        return new TermSpec(value, true, section, description);
    }

    static TermSpec unknown(String value) {
        return new TermSpec(value, false, "", "");
    }
}
