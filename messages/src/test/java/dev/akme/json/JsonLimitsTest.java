package dev.akme.json;

import static dev.akme.json.Refusals.assertRefusal;
import static dev.akme.json.Refusals.refused;
import static dev.akme.json.Refusals.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.akme.messages.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every limit, at its edge and far beyond. */
@Timeout(60) // against hanging only: all of it takes a second or two
class JsonLimitsTest {

    private static final String TOO_DEEP = "objects and arrays nested too deep";

    @Test
    void readsAndWritesTheDeepestValues() {
        String arrays = "[".repeat(64) + "]".repeat(64);
        String objects = "{\"a\":".repeat(63) + "{}" + "}".repeat(63);
        assertThat(JsonValue.read(arrays).toJson()).isEqualTo(arrays);
        assertThat(JsonValue.read(objects).toJson()).isEqualTo(objects);
        String message = "{\"x\":" + "[".repeat(63) + "]".repeat(63) + "}";
        assertThat(Problem.TYPE.read(message).toJson()).isEqualTo(message);
        assertThat(Problem.TYPE.read(message).toJsonValue().toJson()).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 1_000, 100_000})
    void refusesDeepNesting(int depth) {
        refuses("[".repeat(depth), "/0".repeat(64), 64, TOO_DEEP, "at most 64 levels");
        refuses("[".repeat(depth) + "]".repeat(depth), "/0".repeat(64), 64, TOO_DEEP, "at most 64 levels");
        refuses("{\"a\":".repeat(depth), "/a".repeat(64), 64 * 5, TOO_DEEP, "at most 64 levels");
        refuses("[{\"a\":".repeat(depth), "/0/a".repeat(32), 32 * 6, TOO_DEEP, "at most 64 levels");
        String message = "{\"subproblems\":[".repeat(depth);
        assertRefusal(
                catchThrowableOfType(JsonException.class, () -> Problem.TYPE.read(message)),
                "/subproblems/0".repeat(32),
                32 * 16,
                TOO_DEEP,
                "at most 64 levels");
        String unknown = "{\"x\":" + "[".repeat(depth);
        assertRefusal(
                catchThrowableOfType(JsonException.class, () -> Problem.TYPE.read(unknown)),
                "/x" + "/0".repeat(63),
                68,
                TOO_DEEP,
                "at most 64 levels");
    }

    @Test
    void deepValuesMadeByHandAreNeitherReadNorWritten() {
        JsonValue deep = JsonNull.NULL;
        for (int i = 0; i < 1_000; i++) {
            deep = JsonObject.of(Map.of("subproblems", new JsonArray(List.of(deep))));
        }
        JsonValue value = deep;
        assertRefusal(
                catchThrowableOfType(JsonException.class, () -> Problem.TYPE.read(value)),
                "",
                0,
                TOO_DEEP,
                "at most 64 levels");
        assertThatThrownBy(value::toJson)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("nested deeper than 64 levels: nobody could read it");
    }

    @Test
    void limitsTheLengthOfTexts() {
        String blank = " ".repeat(JsonLimits.MAX_BYTES - 2);
        assertThat(JsonValue.read(blank + "{}")).isEqualTo(JsonObject.EMPTY);
        refuses(blank + " {}", "", JsonLimits.MAX_BYTES, "a text of more bytes", "at most 4194304 bytes");
        refuses(
                "\"" + "é".repeat(3_000_000),
                "",
                JsonLimits.MAX_BYTES,
                "a text of more bytes",
                "at most 4194304 bytes");
    }

    @Test
    void limitsTheLengthOfStrings() {
        String longest = "x".repeat(JsonLimits.MAX_STRING_LENGTH);
        assertThat(JsonValue.read("\"" + longest + "\"")).isEqualTo(new JsonString(longest));
        String wide = "é".repeat(JsonLimits.MAX_STRING_LENGTH);
        assertThat(JsonValue.read("\"" + wide + "\"")).isEqualTo(new JsonString(wide));
        String escaped = "\\n".repeat(JsonLimits.MAX_STRING_LENGTH);
        assertThat(JsonValue.read("\"" + escaped + "\"").kind()).isEqualTo("a string");
        refuses("[1,\"" + longest + "x\"]", "/1", 3, "a string of 1048577 characters", "at most 1048576");
        refuses("[1,\"" + wide + "x\"]", "/1", 3, "a string of 1048577 characters", "at most 1048576");
        String message = "{\"detail\":\"" + longest + "x\"}";
        assertRefusal(
                catchThrowableOfType(JsonException.class, () -> Problem.TYPE.read(message)),
                "/detail",
                10,
                "a string of 1048577 characters",
                "at most 1048576");
    }

    @Test
    void refusesAStringOfTenMegabytes() {
        JsonException refusal = refused("{\"a\":\"" + "x".repeat(10_000_000) + "\"}");
        assertThat(refusal.expected()).isEqualTo("at most 4194304 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-1", "1.5", "1e1", "-1.5e-1"})
    void limitsTheLengthOfNumbers(String start) {
        String longest = start + "0".repeat(JsonLimits.MAX_NUMBER_LENGTH - start.length());
        assertThat(JsonValue.read(longest)).isEqualTo(new JsonNumber(longest));
        refuses("[" + longest + "0]", "/0", 1, "a number of 1001 characters", "at most 1000");
        refuses("[" + longest + "0".repeat(1_000_000) + "]", "/0", 1, "a number of 1001000 characters", "at most 1000");
    }

    @Test
    void limitsNumbersInEachPart() {
        String half = "1".repeat(501);
        refuses("[" + half + "." + half + "]", "/0", 1, "a number of 1003 characters", "at most 1000");
        refuses("[0." + half + "e" + half + "]", "/0", 1, "a number of 1005 characters", "at most 1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "€"})
    void limitsTheLengthOfNames(String letter) {
        String longest = letter.repeat(JsonLimits.MAX_NAME_LENGTH);
        assertThat(JsonValue.read("{\"" + longest + "\":1}").toJson()).contains(longest);
        assertThat(Problem.TYPE.read("{\"" + longest + "\":1}").extensions()).containsKey(longest);
        JsonException refusal = refused("{\"a\":1,\"" + longest + letter + "\":1}");
        assertThat(refusal.offset()).isEqualTo(7);
        assertThat(refusal.found()).isEqualTo("a name of 1001 characters");
        assertThat(refusal.expected()).isEqualTo("at most 1000");
        assertThat(refused("{\"" + letter.repeat(1_000_000) + "\":1}").found())
                .isEqualTo("a name of 1000000 characters");
    }

    @Test
    void limitsTheNumberOfItems() {
        String most = "0,".repeat(JsonLimits.MAX_ITEMS - 1) + "0";
        assertThat(((JsonArray) JsonValue.read("[" + most + "]")).items()).hasSize(JsonLimits.MAX_ITEMS);
        refuses("[" + most + ",0]", "/100000", 200_001, "more than 100000 items", "at most that many");
        String message = "{\"algorithms\":[" + most + ",0]}";
        assertRefusal(
                catchThrowableOfType(JsonException.class, () -> Problem.TYPE.read(message)),
                "/algorithms/100000",
                200_015,
                "more than 100000 items",
                "at most that many");
    }

    @Test
    void limitsTheNumberOfMembers() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < JsonLimits.MAX_ITEMS; i++) {
            text.append('"').append(i).append("\":0,");
        }
        String most = text.substring(0, text.length() - 1) + "}";
        assertThat(((JsonObject) JsonValue.read(most)).members()).hasSize(JsonLimits.MAX_ITEMS);
        assertThat(Problem.TYPE.read(most).extensions()).hasSize(JsonLimits.MAX_ITEMS);
        JsonException refusal = refused(text + "\"x\":0}");
        assertThat(refusal.found()).isEqualTo("more than 100000 members");
        assertThat(refusal.offset()).isEqualTo(text.length());
    }
}
