package dev.akme.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;

/** Reads texts that are to be refused. */
final class Refusals {

    private Refusals() {}

    /** The text is refused as a {@code String} and as bytes, with the same words. */
    static JsonException refused(String text) {
        JsonException fromString = catchThrowableOfType(JsonException.class, () -> JsonValue.read(text));
        JsonException fromBytes = refused(text.getBytes(StandardCharsets.UTF_8));
        assertThat(fromString).as("refusal of %s", text).isNotNull();
        assertThat(fromBytes).hasMessage(fromString.getMessage());
        return fromString;
    }

    static JsonException refused(byte[] utf8) {
        JsonException refusal = catchThrowableOfType(JsonException.class, () -> JsonValue.read(utf8));
        assertThat(refusal).as("refusal of %d bytes", utf8.length).isNotNull();
        return refusal;
    }

    static void refuses(String text, String pointer, long offset, String found, String expected) {
        assertRefusal(refused(text), pointer, offset, found, expected);
    }

    static void assertRefusal(JsonException refusal, String pointer, long offset, String found, String expected) {
        assertThat(refusal)
                .hasMessage("at " + (pointer.isEmpty() ? "the top level" : pointer) + ", byte " + offset + ": found "
                        + found + ", expected " + expected)
                .hasNoCause();
        assertThat(refusal.pointer()).isEqualTo(pointer);
        assertThat(refusal.offset()).isEqualTo(offset);
        assertThat(refusal.found()).isEqualTo(found);
        assertThat(refusal.expected()).isEqualTo(expected);
    }
}
