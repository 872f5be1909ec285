package dev.akme.json;

import static dev.akme.json.Refusals.assertRefusal;
import static dev.akme.json.Refusals.refused;
import static dev.akme.json.Refusals.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.akme.messages.Problem;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonUnicodeTest {

    @ParameterizedTest
    @CsvSource({
        "c0af, overlong solidus",
        "e080af, overlong solidus in three bytes",
        "c080, overlong NUL",
        "f08080af, overlong in four bytes",
        "eda0bd, half of a surrogate pair",
        "eda0bdedb880, a surrogate pair in CESU-8",
        "80, lone continuation",
        "bf, lone continuation",
        "c3, cut sequence of two",
        "e282, cut sequence of three",
        "f09f98, cut sequence of four",
        "f4908080, beyond U+10FFFF",
        "f5808080, a byte that never occurs",
        "fe, a byte that never occurs",
        "ff, a byte that never occurs"
    })
    void refusesBytesThatAreNotUtf8(String hex, String what) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        // Behind a replacement character that stands there in earnest.
        byte[] start = "{\"é\ufffd\":\"".getBytes(StandardCharsets.UTF_8);
        byte[] text = new byte[start.length + bytes.length + 2];
        System.arraycopy(start, 0, text, 0, start.length);
        System.arraycopy(bytes, 0, text, start.length, bytes.length);
        text[text.length - 2] = '"';
        text[text.length - 1] = '}';
        assertRefusal(refused(text), "", start.length, "bytes that are not UTF-8", "JSON text in UTF-8");
        assertThat(catchThrowableOfType(JsonException.class, () -> Problem.TYPE.read(text)))
                .as(what)
                .hasMessage(refused(text).getMessage());
    }

    @Test
    void refusesTheByteOrderMark() {
        refuses("\ufeff{}", "", 0, "a byte order mark", "JSON text without one (RFC 8259 §8.1)");
    }

    @Test
    void keepsTheByteOrderMarkInsideStrings() {
        assertThat(JsonValue.read("\"\ufeff\"")).isEqualTo(new JsonString("\ufeff"));
    }

    @Test
    void refusesLoneSurrogatesInStrings() {
        String text = "[\"é\ud800\"]";
        JsonException refusal = catchThrowableOfType(JsonException.class, () -> JsonValue.read(text));
        assertRefusal(refusal, "", 4, "a lone surrogate", "Unicode text");
        // The silent replacement of String.getBytes is not mistaken for one.
        assertThat(JsonValue.read("[\"?\"]").toJson()).isEqualTo("[\"?\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\uDBFF", "\\udc00", "\\uDFFF", "\\ud800\\ud800", "\\udc00\\ud800", "\\ud83dx"})
    void refusesEscapesOfLoneSurrogates(String escape) {
        refuses(
                "{\"a\":[1,\"x" + escape + "\"]}",
                "/a/1",
                8,
                "a lone surrogate escape",
                "escapes of surrogates in pairs");
        JsonException inName = refused("{\"a\":1,\"" + escape + "\":2}");
        assertThat(inName.offset()).isEqualTo(7);
        assertThat(inName.found()).isEqualTo("a lone surrogate escape");
        JsonException inMessage =
                catchThrowableOfType(JsonException.class, () -> Problem.TYPE.read("{\"detail\":\"" + escape + "\"}"));
        assertRefusal(inMessage, "/detail", 10, "a lone surrogate escape", "escapes of surrogates in pairs");
    }

    @Test
    void readsEscapedPairsAndWritesThemPlain() {
        JsonValue value = JsonValue.read("{\"\\ud83d\\ude00\":\"\\uD83D\\uDE00\\u0000\"}");
        assertThat(value).isEqualTo(JsonObject.of(Map.of("😀", new JsonString("😀\0"))));
        assertThat(value.toJson()).isEqualTo("{\"😀\":\"😀\\u0000\"}");
        assertThat(JsonValue.read("\"\\\\ud800\"")).isEqualTo(new JsonString("\\ud800"));
    }

    @Test
    void valuesCannotBeMadeOfLoneSurrogates() {
        assertThatThrownBy(() -> new JsonString("a\ud800"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a lone surrogate at character 1 cannot be written as UTF-8");
        assertThatThrownBy(() -> JsonObject.of(Map.of("\udc00", JsonNull.NULL)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a lone surrogate at character 0 cannot be written as UTF-8");
        assertThatThrownBy(() -> Problem.builder().extension("\udc00", JsonNull.NULL))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
